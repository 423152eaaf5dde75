"""Schedules come in real time, looked at more often than MiniStack does: a rehearsal is short.

Neither rules with a schedule nor EventBridge Scheduler's schedules are under the time scale: a day's run at a twentieth
would come every 72 minutes of a kept rehearsal. One whose time does not come is recorded in the ledger.
"""

from __future__ import annotations

from typing import Any

from ministack.services import eventbridge, scheduler

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_LOOK_SECONDS = 0.5


def install(_context: Context) -> None:
    """Set how often both look whether a time has come."""
    for module, interval in ((eventbridge, "_SCHEDULER_TICK_INTERVAL"), (scheduler, "_SCHEDULE_TICK_INTERVAL")):
        seams.replace(module, interval, lambda _seconds: _LOOK_SECONDS)


def expression(resource_type: str, properties: Any) -> str | None:
    """Return the schedule of a rule or schedule of a stack; None where it has none."""
    if resource_type in ("AWS::Events::Rule", "AWS::Scheduler::Schedule"):
        return properties.get("ScheduleExpression") or None
    return None
