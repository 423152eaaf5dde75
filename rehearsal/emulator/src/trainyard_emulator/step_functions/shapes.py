"""Answers as Step Functions shows them: times as ISO text for SDK integrations, as milliseconds for optimized ones."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from trainyard_emulator.sagemaker.validation import service_model


def with_iso_times(operation: str, answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of an SDK integration."""
    return _shown(operation, answer, _iso)


def with_millisecond_times(operation: str, answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of an optimized integration."""
    return _shown(operation, answer, lambda seconds: int(seconds * 1000))


def _shown(operation: str, answer: dict[str, Any], time: Callable[[float], Any]) -> dict[str, Any]:
    shape = service_model().operation_model(operation).output_shape
    found: dict[str, Any] = _converted(answer, shape, time) if shape is not None else {}
    return found


def _converted(value: Any, shape: Any, time: Callable[[float], Any]) -> Any:
    if shape.type_name == "timestamp" and isinstance(value, int | float):
        return time(value)
    if shape.type_name == "structure" and isinstance(value, dict):
        return {
            key: _converted(item, shape.members[key], time) if key in shape.members else item
            for key, item in value.items()
            if item is not None
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [_converted(item, shape.member, time) for item in value]
    return value


def _iso(seconds: float) -> str:
    moment = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
