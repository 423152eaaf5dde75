"""Condition key iam:ResourceTag/*: the tags of the role that a request names (CDK's self-mutation relies on it)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from ministack.core import iam_actions, responses
from ministack.services import iam

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import role_name


def install(_context: Context) -> None:
    """Add to the context of requests to STS and IAM."""
    seams.replace(iam_actions, "request_tag_context", _with_role_tags)


def _with_role_tags(original: Any) -> Any:
    def context(service: str, action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = original(service, action, body, params)
        return {**found, **_tags(body, params)} if service in ("sts", "iam") else found

    return context


def _tags(body: bytes, params: dict[str, Any]) -> dict[str, str]:
    form = parse_qs((body or b"").decode("utf-8", "replace"))
    form |= {name: value if isinstance(value, list) else [value] for name, value in params.items()}
    arn = form.get("RoleArn", [""])[0]
    account = arn.split(":")[4] if arn.count(":") > 4 else responses.get_account_id()
    role = iam._roles.get_scoped(account, None, role_name(arn) if arn else form.get("RoleName", [""])[0]) or {}
    return {f"iam:ResourceTag/{tag['Key']}": tag["Value"] for tag in role.get("Tags") or []}
