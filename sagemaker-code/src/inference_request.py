"""A request's body as rows of feature values, or the problem that its sender can mend.

application/json  {"instances": [...]}: each instance an object with every feature and nothing else, or a list with one
                  value a feature in the definition's order. A number is a JSON number (a numeric text is refused), a
                  date or category a JSON string. null is a missing value; a missing key is a problem.
text/csv          UTF-8, comma, double quotes. The first line is a header if any of its cells is a feature's name; then
                  the columns must be exactly the features, in any order. Otherwise each line has one cell a feature,
                  in the definition's order. An empty cell is a missing value, blank lines do not count.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from cell_rules import from_json, from_text
from model_definition import ModelDefinition
from request_checks import (
    RequestProblem,
    Row,
    check_count,
    check_fields,
    check_numbers,
    check_size,
    numbered,
    wrong_length,
)

JSON, CSV = "application/json", "text/csv"
_SHAPE = '{"instances": [{feature: value, …} or [values in feature order], …]}'
_LOST = "\N{REPLACEMENT CHARACTER}"


def rows_of(body: str | bytes, content_type: str, definition: ModelDefinition) -> list[Row]:
    """At least one row of checked values, in the definition's order. Raise RequestProblem."""
    check_size(body)
    if content_type == JSON:
        return _json_rows(text_of(body), definition)
    return _csv_rows(text_of(body), definition)


def text_of(body: str | bytes) -> str:
    """The body as text. AWS's server decodes JSON and CSV itself, and puts U+FFFD where that fails."""
    if isinstance(body, str) and _LOST in body:
        raise RequestProblem("the body is not UTF-8, or holds U+FFFD", "text in UTF-8")
    try:
        text = body if isinstance(body, str) else bytes(body).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise RequestProblem(f"the body is not UTF-8 from byte {problem.start} on", "text in UTF-8") from None
    return text.removeprefix("\ufeff")


def json_of(text: str, shape: str) -> Any:
    """A JSON document. Raise RequestProblem, which says what shape is wanted."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_twins)
    except (ValueError, RecursionError) as problem:
        raise RequestProblem(f"the body is not JSON: {str(problem)[:120]}", shape) from None


def json_row(instance: Any, definition: ModelDefinition) -> Row:
    """One instance as a row. Raise RequestProblem or CellProblem."""
    if isinstance(instance, dict):
        check_fields(list(instance), definition)
        return _row(instance, definition)
    if not isinstance(instance, list):
        raise RequestProblem("an instance must be an object or a list", "{feature: value, …} or [values in order]")
    if len(instance) != len(definition.features):
        raise wrong_length(len(instance), definition)
    return _row(dict(zip(definition.feature_names, instance, strict=True)), definition)


def csv_lines(text: str) -> list[list[str]]:
    """The cells of each line that is not blank. Raise RequestProblem."""
    try:
        return [line for line in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, line))]
    except csv.Error as problem:
        raise RequestProblem(f"the body is not CSV: {problem}", "lines of comma-separated cells") from None


def csv_row(line: Any, definition: ModelDefinition) -> Row:
    """Cells in the definition's order, or by name, as a row. Raise RequestProblem or CellProblem."""
    if isinstance(line, list):
        if len(line) != len(definition.features):
            raise wrong_length(len(line), definition)
        line = dict(zip(definition.feature_names, line, strict=True))
    return check_numbers([from_text(feature, line[feature.name]) for feature in definition.features], definition)


def _json_rows(text: str, definition: ModelDefinition) -> list[Row]:
    document = json_of(text, _SHAPE)
    if not isinstance(document, dict) or list(document) != ["instances"]:
        raise RequestProblem("the body must be an object with the one key instances", _SHAPE)
    instances = document["instances"]
    if not isinstance(instances, list):
        raise RequestProblem("instances must be a list", _SHAPE, "instances")
    check_count(len(instances))
    return [numbered(number, json_row, instance, definition) for number, instance in enumerate(instances)]


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number; a missing value is null")


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("an object has a key twice")
    return content


def _csv_rows(text: str, definition: ModelDefinition) -> list[Row]:
    lines: list[Any] = csv_lines(text)
    header = [cell.strip() for cell in lines[0]] if lines else []
    if set(header) & set(definition.feature_names):
        check_fields(header, definition)
        lines = [_by_name(header, line) for line in lines[1:]]
    check_count(len(lines))
    return [numbered(number, csv_row, line, definition) for number, line in enumerate(lines)]


def _by_name(header: list[str], line: list[str]) -> dict[str, str] | list[str]:
    """A line by its header's names; one of another length as it is, for its own message."""
    return dict(zip(header, line, strict=True)) if len(header) == len(line) else line


def _row(values: dict[str, Any], definition: ModelDefinition) -> Row:
    return check_numbers([from_json(feature, values[feature.name]) for feature in definition.features], definition)
