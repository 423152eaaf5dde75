"""Condition keys that MiniStack answers otherwise than AWS."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import resource_owner, role_name


def install(_context: Context) -> None:
    """Answer before MiniStack does."""
    seams.replace(iam_evaluator, "_resolve_condition_key", _correcting)


def _correcting(original: Any) -> Any:
    def resolve(key: str, question: Any) -> Any:
        answer = _ANSWERS.get(key.lower(), _nothing)(question)
        return original(key, question) if answer is None else answer

    return resolve


def _nothing(_question: Any) -> str | None:
    return None


def _principal_arn(question: Any) -> str | None:
    """Return the role's own ARN for one of its sessions; MiniStack gives the session's."""
    who: str = question.principal_arn
    if ":assumed-role/" not in who:
        return None
    account, name = who.split(":")[4], role_name(who)
    role = iam._roles.get_scoped(account, None, name)
    return str(role["Arn"]) if role else f"arn:aws:iam::{account}:role/{name}"


def _resource_account(question: Any) -> str | None:
    """Return the owner of the resource; MiniStack says it is always the caller's account."""
    return resource_owner(question.resource_arn) or None


_ANSWERS: dict[str, Callable[[Any], str | None]] = {
    "aws:principalarn": _principal_arn,
    "aws:resourceaccount": _resource_account,
    "s3:resourceaccount": _resource_account,
}
