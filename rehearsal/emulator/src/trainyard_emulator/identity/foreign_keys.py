"""A KMS key of another account, named by its ARN: judged on both sides, served from its owner's store."""

from __future__ import annotations

from ministack import app
from ministack.core import responses

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, judge


def install(_context: Context) -> None:
    """Stand around KMS."""
    seams.replace_entry(app.SERVICE_HANDLERS, "kms", "app.SERVICE_HANDLERS", _around)


def _around(original: wire.Handler) -> wire.Handler:
    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        key = str(wire.body_of(body).get("KeyId") or "")
        if not key.startswith("arn:") or key.split(":")[4] == responses.get_account_id():
            return await original(method, path, headers, body, query)
        verdict = judge(caller(), f"kms:{wire.operation(headers)}", key)
        if not verdict.allowed:
            return wire.json_error("AccessDeniedException", verdict.refusal)
        with responses.request_scope(key.split(":")[4], key.split(":")[3]):
            return await original(method, path, headers, body, query)

    return handle
