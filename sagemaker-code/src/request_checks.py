"""What every request must keep to, whatever its format; each check says what its sender can mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cell_rules import CellProblem
from model_definition import ModelDefinition

MAXIMUM_ROWS = 10_000
MAXIMUM_BYTES = 6 * 1024**2
"""Of a body: InvokeEndpoint's own limit, and the default of batch transform's MaxPayloadInMB."""
LARGEST = 3.4e38
"""Random forests and XGBoost hold numbers in 32 bits, and fail on one that does not fit."""
Row = list[float | str | None]


class RequestProblem(Exception):
    """A request that cannot be answered: what is wrong, in which field (if it is one), and what is allowed."""

    def __init__(self, message: str, allowed: str, field: str | None = None) -> None:
        super().__init__(message)
        self.allowed = allowed
        self.field = field


def check_fields(fields: list[str], definition: ModelDefinition) -> None:
    """Raise RequestProblem unless the fields are exactly the features, each once, in any order."""
    allowed = ", ".join(definition.feature_names)
    for field in fields:
        if field not in definition.feature_names:
            raise RequestProblem(f"{field[:60]!r} is not a feature", f"the fields {allowed}", field[:60])
        if fields.count(field) > 1:
            raise RequestProblem(f"{field} is there twice", f"the fields {allowed}, each once", field)
    for field in definition.feature_names:
        if field not in fields:
            raise RequestProblem(f"{field} is missing; send null or an empty cell if it is unknown", allowed, field)


def check_size(body: str | bytes) -> None:
    """Raise RequestProblem for a body that is too large, before any of it is parsed."""
    size = len(body) if isinstance(body, bytes) else _size(body)
    if size > MAXIMUM_BYTES:
        raise RequestProblem(f"the body has {size} bytes", f"at most {MAXIMUM_BYTES} bytes, in several requests")


def _size(body: str) -> int:
    """Encoded only where it decides: a character has one to four bytes."""
    return len(body) if 4 * len(body) <= MAXIMUM_BYTES else len(body.encode("utf-8", "surrogatepass"))


def check_numbers(row: Row, definition: ModelDefinition) -> Row:
    """The row itself. Raise RequestProblem for a number that no estimator is sure to hold."""
    for feature, value in zip(definition.features, row, strict=True):
        if isinstance(value, float) and not -LARGEST <= value <= LARGEST:
            raise RequestProblem(f"{feature.name} is too large: {value}", f"a number within ±{LARGEST}", feature.name)
    return row


def wrong_length(length: int, definition: ModelDefinition) -> RequestProblem:
    """The problem of a list or line that has not one value a feature."""
    names = definition.feature_names
    return RequestProblem(f"expected {len(names)} values, got {length}", f"in this order: {', '.join(names)}")


def check_count(count: int) -> None:
    """Raise RequestProblem for a request without a row or with too many."""
    if not 1 <= count <= MAXIMUM_ROWS:
        raise RequestProblem(f"got {count} rows", f"1 to {MAXIMUM_ROWS} rows in a request", "instances")


def numbered(number: int, parse: Callable[[Any, ModelDefinition], Row], row: Any, definition: ModelDefinition) -> Row:
    """Say in which row (counted from 0, as instances[0]) a problem is."""
    try:
        return parse(row, definition)
    except CellProblem as problem:
        raise RequestProblem(f"instances[{number}]: {problem}", problem.allowed, problem.field) from None
    except RequestProblem as problem:
        raise RequestProblem(f"instances[{number}]: {problem}", problem.allowed, problem.field) from None
