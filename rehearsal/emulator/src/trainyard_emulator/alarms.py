"""An alarm looks at its own metric, whoever published it, as soon as there is a new point."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ministack.core import responses
from ministack.services import cloudwatch

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context

_watched: ContextVar[str | None] = ContextVar("trainyard_watched_dimensions", default=None)


def install(_context: Context) -> None:
    """Mend MiniStack 1.5.33: its alarms mix all dimensions of a metric and miss what services publish themselves."""
    seams.require(cloudwatch, "_dims_key", "_dims_from_list", "_evaluate_all_alarms")
    seams.replace(cloudwatch, "_metrics", _filtered)
    seams.replace(cloudwatch, "_evaluate_alarm", _on_its_dimensions)
    seams.replace(cloudwatch, "record_metric", _then_evaluating)


class _Metrics(responses.AccountRegionScopedDict):  # type: ignore[misc]
    """All points; while an alarm is evaluated, those of its dimensions."""

    __slots__ = ()

    def items(self) -> list[tuple[Any, Any]]:
        wanted = _watched.get()
        return [(key, points) for key, points in super().items() if wanted is None or key[2] == wanted]


def _filtered(original: Any) -> Any:
    metrics = _Metrics()
    metrics._data = original._data
    return metrics


def _on_its_dimensions(original: Any) -> Any:
    def evaluate(alarm: dict[str, Any]) -> Any:
        dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))
        token = _watched.set(dimensions)
        try:
            metric = (alarm.get("Namespace"), alarm.get("MetricName"))
            if any(key[:2] == metric for key, _points in cloudwatch._metrics.items()):
                acts.note(alarm["AlarmArn"])  # it has something to look at
            return original(alarm)
        finally:
            _watched.reset(token)

    return evaluate


def _then_evaluating(original: Any) -> Any:
    def record(*metric: Any, **more: Any) -> Any:
        answer = original(*metric, **more)
        cloudwatch._evaluate_all_alarms()
        return answer

    return record
