"""Giving CloudFormation a role needs iam:PassRole on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.services.cloudformation import handlers

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, judge


def install(_context: Context) -> None:
    """Stand around what takes a RoleARN."""
    for action in ("CreateStack", "UpdateStack", "CreateChangeSet", "DeleteStack"):
        seams.replace_entry(handlers._ACTION_HANDLERS, action, "cloudformation.handlers._ACTION_HANDLERS", _around)


def _around(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def handle(params: Any) -> Any:
        given = params.get("RoleARN") or ""
        role = given[0] if isinstance(given, list) else given
        if role:
            verdict = judge(caller(), "iam:PassRole", role, {"iam:PassedToService": "cloudformation.amazonaws.com"})
            if not verdict.allowed:
                return wire.query_error("AccessDenied", verdict.refusal)
        return original(params)

    return handle
