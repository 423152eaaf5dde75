"""Every event that a rule matches is delivered twice to each target.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-delivery-level.html ("at least once delivery")
"""

from __future__ import annotations

import sys
from typing import Any

from ministack.services import eventbridge

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.faults import weather

NAME = "event-twice"


def install(_context: Context) -> None:
    """Stand around deliveries."""
    seams.replace(eventbridge, "_invoke_target", _doubling)


def _doubling(original: Any) -> Any:
    def invoke(target: dict[str, Any], event: Any, rule: dict[str, Any], view: Any = None) -> Any:
        answer = original(target, event, rule, view)
        what = f"{event.get('DetailType')} to {target.get('Arn')}"
        if rule.get("EventPattern") and weather.current().strikes(NAME, what, what, sys.maxsize):
            original(target, event, rule, view)
        return answer

    return invoke
