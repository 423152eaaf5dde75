"""Whether identity is judged at all; `rehearse --relaxed` says no, and the ledger and the report say so too."""

from __future__ import annotations

from trainyard_emulator.context import Context

_enforced = True


def install(context: Context) -> None:
    """Take over what was asked for."""
    global _enforced
    _enforced = not context.relaxed


def is_on() -> bool:
    """Tell whether policies are asked; otherwise everybody may do everything, as in an account without IAM."""
    return _enforced
