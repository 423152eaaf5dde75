"""What a schedule's expression may be, of a rule of EventBridge and of EventBridge Scheduler.

Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (a rate of one is
singular), https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html (each field's values, a
question mark for days alone, one `#` at most) and
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html (at).
"""

from __future__ import annotations

import re
from typing import Any

from ministack.services import eventbridge

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context

_RATE = re.compile(r"rate\(([1-9]\d*) (minute|hour|day)(s?)\)")
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))
"""Of cron's fields, in their order."""
_DAYS = (2, 4)
_AT = re.compile(r"at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)")


def install(_context: Context) -> None:
    """Stand before both types, and EventBridge's own check."""
    seams.require(eventbridge, "_parse_cron_fields")
    seams.replace(eventbridge, "_validate_schedule_expression", lambda _own: lambda text: not text or is_valid(text))
    for resource_type in ("AWS::Events::Rule", "AWS::Scheduler::Schedule"):
        before(resource_type, "create", lambda _id, given, *_: _check(given))
        before(resource_type, "update", lambda _id, _old, given, *_: _check(given))


def is_valid(text: str, *, once: bool = False) -> bool:
    """Tell whether this is a rate or a cron expression, or `once` a point in time."""
    if rate := _RATE.fullmatch(text):
        return (rate[1] == "1") == (rate[3] == "")
    if once and _AT.fullmatch(text):
        return True
    parsed: Any = eventbridge._parse_cron_fields(text) if text.startswith("cron(") else None
    return parsed is not None and _is_in_range(text.removeprefix("cron(").rstrip(")").split())


def _is_in_range(fields: list[str]) -> bool:
    """MiniStack reads a cron expression's fields, but asks of few whether there is such an hour or month."""
    return all(
        (at in _DAYS or "?" not in field)
        and not ("#" in field and "," in field)
        and all(low <= number <= high for number in _numbers(field))
        for at, (field, (low, high)) in enumerate(zip(fields, _RANGES, strict=True))
    )


def _numbers(field: str) -> list[int]:
    """Return a field's values that are numbers; neither steps (`*/15`) nor the week of `6#3` are values."""
    return [int(number) for part in field.split(",") for number in re.findall(r"\d+", re.split("[/#]", part)[0])]


def _check(properties: Properties) -> None:
    text = properties.get("ScheduleExpression")
    if text and not is_valid(text, once="FlexibleTimeWindow" in properties):
        raise ValueError(
            f"Parameter ScheduleExpression is not valid: {text}. A rate is rate(1 day) or rate(2 days); cron has six "
            "fields (minutes 0-59, hours 0-23, day of month 1-31, month 1-12, day of week 1-7, year 1970-2199), one of "
            "both days is a question mark."
        )
