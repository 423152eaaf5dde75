"""Whether identity is judged at all; `rehearse --relaxed` says no, and the ledger and the report say so too.

Who calls is known all the same: roles are still taken, and signatures verified. Nobody asks what they may do.
"""

from __future__ import annotations

from typing import Any

from ministack.core import iam_evaluator

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_enforced = True


def install(context: Context) -> None:
    """Have every policy allow everything where that was asked for; nothing is recorded then as judged."""
    global _enforced
    _enforced = not context.relaxed
    if context.relaxed:
        for decision in ("evaluate", "evaluate_resource_policy", "combine_resource_policy"):
            seams.replace(iam_evaluator, decision, lambda _original: _allow)
        for answer in ("evaluate_trust_policy", "resource_policy_allows"):
            seams.replace(iam_evaluator, answer, lambda _original: _yes)


def is_on() -> bool:
    """Tell whether policies are asked; otherwise everybody may do everything."""
    return _enforced


def _allow(*_question: Any, **_more: Any) -> Any:
    return iam_evaluator.EvalResult("Allow")


def _yes(*_question: Any, **_more: Any) -> bool:
    return True
