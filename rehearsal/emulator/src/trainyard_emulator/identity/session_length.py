"""How long a session may be: an hour for a role that is assumed by another role, else what the role itself allows.

Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (DurationSeconds) and
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html (role chaining).
"""

from __future__ import annotations

from ministack import app
from ministack.services import iam

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, role_name
from trainyard_emulator.validation.forms import fields

_CHAINED_SECONDS = 3600
_DEFAULT_SECONDS = 3600


def install(_context: Context) -> None:
    """Stand before STS."""
    seams.require(iam, "_roles")
    seams.replace_entry(app.SERVICE_HANDLERS, "sts", "app.SERVICE_HANDLERS", _judging)


def _judging(own: wire.Handler) -> wire.Handler:
    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        given = fields(body.encode() if isinstance(body, str) else body, query)
        if given.get("Action") == "AssumeRole" and (refusal := _refusal(given)):
            return wire.query_error("ValidationError", refusal, 400)
        return await own(method, path, headers, body, query)

    return handle


def _refusal(given: dict[str, str]) -> str:
    role, asked = given.get("RoleArn", ""), given.get("DurationSeconds", "")
    if not asked.isdigit() or role.count(":") < 5:
        return ""  # the model says what is wrong with these
    if ":assumed-role/" in caller() and int(asked) > _CHAINED_SECONDS:
        return (
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining "
            f"({asked} seconds for {role}, asked by {caller()})"
        )
    known = iam._roles.get_scoped(role.split(":")[4], None, role_name(role)) or {}
    if int(asked) > (most := int(known.get("MaxSessionDuration", _DEFAULT_SECONDS))):
        return (
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role "
            f"({asked} seconds for {role}, which allows {most})"
        )
    return ""
