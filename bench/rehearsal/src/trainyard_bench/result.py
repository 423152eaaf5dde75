"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A command: how long it took in the rehearsal and bare; `problem` says why it has no bare time."""

    action: str
    command: str
    rehearsed: float
    bare: float = 0.0
    problem: str = ""
