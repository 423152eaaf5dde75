"""An alarm notifies only the topics whose policies let CloudWatch publish."""

from __future__ import annotations

from typing import Any

from ministack.services import cloudwatch

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import deliveries, undelivered

_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def install(_context: Context) -> None:
    """Stand before an alarm's actions; what may not be done is dropped and noted, as AWS does."""
    seams.replace(cloudwatch, "_dispatch_alarm_actions", _judging)


def _judging(original: Any) -> Any:
    def dispatch(alarm: dict[str, Any], *change: Any) -> Any:
        permitted = {name: _permitted(alarm, alarm.get(name) or []) for name in _ACTIONS}
        return original({**alarm, **permitted}, *change)

    return dispatch


def _permitted(alarm: dict[str, Any], targets: list[str]) -> list[str]:
    permitted = []
    for target in targets:
        why = None
        if deliveries.is_judged(target):
            why = deliveries.refusal("cloudwatch.amazonaws.com", str(alarm.get("AlarmArn", "")), target)
        if why:
            undelivered.note(str(alarm.get("AlarmArn") or alarm.get("AlarmName")), why)
        else:
            permitted.append(target)
    return permitted
