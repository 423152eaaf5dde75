"""A metric's values in the last periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ministack.services import cloudwatch

from trainyard_emulator import seams

seams.require(cloudwatch, "_calc_stats", "_stat_value")

# Points come in the order of time but for those whose sender dated them back.
_LATECOMERS = 100


def values(alarm: Mapping[str, Any], points: Sequence[Mapping[str, Any]], now: float, scale: float) -> list[Any]:
    """Return the alarm's statistic of each of its periods, the newest first; None where a period has no point.

    Periods are as long as the stand-in's time scale makes them, and end now: AWS's end on the minute.
    """
    count, length = int(alarm["EvaluationPeriods"]), float(alarm["Period"]) * scale
    found: list[list[Mapping[str, Any]]] = [[] for _ in range(count)]
    late = 0
    for point in reversed(points):
        period = max(0, int((now - point["Timestamp"]) // length))
        if period < count:
            found[period].append(point)
        elif (late := late + 1) > _LATECOMERS:
            break
    name = alarm.get("ExtendedStatistic") or alarm.get("Statistic") or "Average"
    return [cloudwatch._stat_value(cloudwatch._calc_stats(some), name, some) if some else None for some in found]
