"""A role that trusts a service is that service's: no account's root is one."""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator

from trainyard_emulator import seams
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Leave `Service` out where MiniStack lets any root through."""
    seams.replace(iam_evaluator, "_principal_matches", _without_services)


def _without_services(original: Any) -> Any:
    def matches(principal: Any, caller_arn: str) -> bool:
        if isinstance(principal, dict):
            principal = {kind: who for kind, who in principal.items() if kind != "Service"}
        return bool(original(principal, caller_arn))

    return matches
