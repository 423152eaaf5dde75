"""What one cell may hold, by its feature: the one rule that the raw data and the requests are both judged by."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from model_definition import Feature

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SHOWN = 60


class CellProblem(ValueError):
    """A value that its feature does not allow; `allowed` says what it does."""

    def __init__(self, field: str, got: str, allowed: str) -> None:
        super().__init__(f"{field} must be {allowed}, got {got}")
        self.field = field
        self.allowed = allowed


def allowed(feature: Feature) -> str:
    """What the feature takes, in words for people."""
    if feature.type == "number":
        unit = f" ({feature.unit})" if feature.unit else ""
        return f"a finite number{unit}{_range(feature)}"
    if feature.type == "date":
        return f"a date like 1970-12-31{_range(feature)}"
    return f"one of {', '.join(feature.categories)}" if feature.categories else "a text that is not empty"


def _range(feature: Feature) -> str:
    if feature.minimum is not None and feature.maximum is not None:
        return f" from {feature.minimum} to {feature.maximum}"
    if feature.minimum is not None:
        return f" not below {feature.minimum}"
    return "" if feature.maximum is None else f" not above {feature.maximum}"


def from_json(feature: Feature, value: Any) -> float | str | None:
    """A JSON value as the model's table holds it: float, text, or None for null. Raise CellProblem otherwise."""
    if value is None:
        return None
    if feature.type == "number":
        number = _float(value)
        if number is None or not _in_range(feature, number):
            raise CellProblem(feature.name, _shown(value), allowed(feature))
        return number
    if not isinstance(value, str) or not _fits(feature, value):
        raise CellProblem(feature.name, _shown(value), allowed(feature))
    return value


def from_text(feature: Feature, text: str) -> float | str | None:
    """A CSV cell likewise: surrounding blanks do not count, and an empty cell is None. Raise CellProblem otherwise."""
    stripped = text.strip()
    if not stripped:
        return None
    if feature.type == "number" and re.fullmatch(NUMBER, stripped):
        return from_json(feature, float(stripped))
    if feature.type == "number":
        raise CellProblem(feature.name, _shown(stripped), allowed(feature))
    return from_json(feature, stripped)


def _float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _in_range(feature: Feature, value: Any) -> bool:
    """Dates of one form compare as texts do."""
    lowest: Any = feature.minimum
    greatest: Any = feature.maximum
    return (lowest is None or value >= lowest) and (greatest is None or value <= greatest)


def _fits(feature: Feature, text: str) -> bool:
    if feature.type == "date":
        return _is_date(text) and _in_range(feature, text)
    return text in feature.categories if feature.categories else bool(text.strip())


def _is_date(text: str) -> bool:
    if not re.fullmatch(DATE, text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shown(value: Any) -> str:
    """A value for a message: its kind and its beginning, never more than a line of it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, float) and not math.isfinite(value):
        return "a number that is not finite"
    if isinstance(value, int) and value.bit_length() > 256:
        return "a number too large"
    text = f"the text {value!r}" if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
