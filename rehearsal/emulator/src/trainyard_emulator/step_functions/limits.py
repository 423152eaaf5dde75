"""Two limits of an execution: 256 KiB for what a state takes and gives, 25,000 events of history.

Neither error is caught by States.ALL (`interpreter`). MiniStack's events are counted: AWS may write some more.
Sources: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html (quotas of executions) and
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (States.DataLimitExceeded).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context

LARGEST_BYTES = 262_144
MOST_EVENTS = 25_000
_ENDS = ("ExecutionSucceeded", "ExecutionFailed", "ExecutionTimedOut", "ExecutionAborted")


def install(_context: Context) -> None:
    """Stand where events come into the history."""
    seams.require(stepfunctions, "_ExecutionError")
    seams.replace(stepfunctions, "_add_event", _limited)


def _limited(original: Any) -> Any:
    def add(execution: dict[str, Any], event_type: str, details: Any = None) -> Any:
        if event_type not in _ENDS:
            _check(len(execution["events"]), event_type, details or {})
        return original(execution, event_type, details)

    return add


def _check(events: int, event_type: str, details: dict[str, Any]) -> None:
    if events >= MOST_EVENTS - 1:  # the last one says that it failed
        cause = f"The execution reached the maximum number of history events ({MOST_EVENTS})."
        raise stepfunctions._ExecutionError("States.Runtime", cause)
    for name, member, size in _sizes(details):
        if size > LARGEST_BYTES:
            where = f"The state '{name}'" if name else f"The {event_type} event"
            cause = (
                f"{where} has {member} with a size exceeding the maximum number of bytes service limit: {size} bytes, "
                f"{LARGEST_BYTES} are the most."
            )
            raise stepfunctions._ExecutionError("States.DataLimitExceeded", cause)


def _sizes(details: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Give the size of each payload of an event, with the state's name where the event has it."""
    for of in details.values():
        if isinstance(of, dict):
            for member in ("input", "output", "parameters"):
                if isinstance(text := of.get(member), str):
                    yield str(of.get("name", "")), member, len(text.encode())
