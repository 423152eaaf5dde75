"""From the values of an alarm's last periods to its state, and AWS's words for it.

Source: AWS's CloudWatch user guide, "Alarm evaluation" and "Configuring how CloudWatch alarms treat missing data" (the
two tables of 3 out of 3 and 2 out of 3 are this module's tests). AWS also looks a few periods further back for points
to put in the place of missing ones; here the evaluation periods are all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OK, ALARM, UNKNOWN = "OK", "ALARM", "INSUFFICIENT_DATA"
# MiniStack keeps no bands, so that alarms on anomalies never cross one.
_CROSSED: dict[str, tuple[Callable[[float, float], bool], str]] = {
    "GreaterThanOrEqualToThreshold": (float.__ge__, "greater than or equal to"),
    "GreaterThanThreshold": (float.__gt__, "greater than"),
    "LessThanThreshold": (float.__lt__, "less than"),
    "LessThanOrEqualToThreshold": (float.__le__, "less than or equal to"),
}


@dataclass(frozen=True)
class Judgement:
    """The state that an alarm has now; None leaves it as it is."""

    state: str | None
    reason: str


def judge(alarm: Mapping[str, Any], values: Sequence[float | None]) -> Judgement:
    """Judge the values of the evaluation periods, the newest first; None is a period without a point."""
    crossed, words = _CROSSED.get(alarm["ComparisonOperator"], (lambda *_: False, "outside of"))
    threshold = float(alarm["Threshold"])
    known = [value for value in values if value is not None]
    bad = sum(crossed(float(value), threshold) for value in known)
    needed = int(alarm.get("DatapointsToAlarm") or len(values))
    state = _state(str(alarm.get("TreatMissingData") or "missing"), len(values), len(known), bad, needed)
    return Judgement(state, _reason(alarm, values, bad, words, state))


def _state(treatment: str, periods: int, known: int, bad: int, needed: int) -> str | None:
    missing = periods - known
    if bad >= needed or (treatment == "breaching" and bad + missing >= needed):
        return ALARM
    if treatment in ("breaching", "notBreaching"):
        return OK
    if treatment == "ignore":
        return OK if known > bad else None
    if known == 0:
        return UNKNOWN
    return ALARM if bad == known else OK


def _reason(alarm: Mapping[str, Any], values: Sequence[float | None], bad: int, words: str, state: str | None) -> str:
    known = [value for value in values if value is not None]
    periods = "1 period" if len(values) == 1 else f"{len(values)} periods"
    if state == UNKNOWN:
        return f"Insufficient Data: {_points(len(values))} {'was' if len(values) == 1 else 'were'} unknown."
    if not known:
        treated = "Breaching" if state == ALARM else "NonBreaching"
        missing = "1 missing datapoint was" if len(values) == 1 else f"{len(values)} missing datapoints were"
        return f"Threshold Crossed: no datapoints were received for {periods} and {missing} treated as [{treated}]."
    count = bad if state == ALARM else len(known) - bad
    now = time.strftime("%d/%m/%y %H:%M:%S", time.gmtime())
    shown = ", ".join(f"{float(value)} ({now})" for value in known)
    was = "was" if count == 1 else "were"
    negation = "" if state == ALARM else "not "
    needed = int(alarm.get("DatapointsToAlarm") or len(values))
    least, change = (needed, "OK -> ALARM") if state == ALARM else (len(values) - needed + 1, "ALARM -> OK")
    return (
        f"Threshold Crossed: {count} out of the last {_points(len(values))} [{shown}] {was} {negation}{words} the "
        f"threshold ({float(alarm['Threshold'])}) (minimum {_points(least)} for {change} transition)."
    )


def _points(count: int) -> str:
    return "1 datapoint" if count == 1 else f"{count} datapoints"
