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
from model_definition import Feature, ModelDefinition
from request_checks import RequestProblem, Row, check_count, check_fields, numbered, wrong_length

JSON, CSV = "application/json", "text/csv"


def rows_of(body: str | bytes, content_type: str, definition: ModelDefinition) -> list[Row]:
    """At least one row of checked values, in the definition's order. Raise RequestProblem."""
    read = _FORMATS.get(content_type.partition(";")[0].strip().lower())
    if read is None:
        raise RequestProblem(f"content type {content_type[:60]!r} is not supported", f"{JSON} or {CSV}")
    return read(_text(body), definition)


def _text(body: str | bytes) -> str:
    try:
        text = body if isinstance(body, str) else bytes(body).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise RequestProblem(f"the body is not UTF-8 from byte {problem.start} on", "text in UTF-8") from None
    return text.removeprefix("\ufeff")


def _json_rows(text: str, definition: ModelDefinition) -> list[Row]:
    shape = '{"instances": [{feature: value, …} or [values in feature order], …]}'
    try:
        document = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_twins)
    except (ValueError, RecursionError) as problem:
        raise RequestProblem(f"the body is not JSON: {str(problem)[:120]}", shape) from None
    if not isinstance(document, dict) or list(document) != ["instances"]:
        raise RequestProblem("the body must be an object with the one key instances", shape)
    instances = document["instances"]
    if not isinstance(instances, list):
        raise RequestProblem("instances must be a list", shape, "instances")
    check_count(len(instances))
    return [numbered(number, _instance, instance, definition) for number, instance in enumerate(instances)]


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number; a missing value is null")


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("an object has a key twice")
    return content


def _csv_rows(text: str, definition: ModelDefinition) -> list[Row]:
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, line))]
    except csv.Error as problem:
        raise RequestProblem(f"the body is not CSV: {problem}", "lines of comma-separated cells") from None
    order = definition.feature_names
    header = [cell.strip() for cell in lines[0]] if lines else []
    if set(header) & set(order):
        check_fields(header, definition)
        order, lines = header, lines[1:]
    check_count(len(lines))
    return [numbered(number, _line, _by_name(order, line), definition) for number, line in enumerate(lines)]


def _by_name(order: list[str], line: list[str]) -> dict[str, str] | list[str]:
    """A line by its header's names; one of another length as it is, for its own message."""
    return dict(zip(order, line, strict=True)) if len(order) == len(line) else line


def _line(line: Any, definition: ModelDefinition) -> Row:
    if isinstance(line, list):
        raise wrong_length(len(line), definition)
    return [from_text(feature, line[feature.name]) for feature in definition.features]


def _instance(instance: Any, definition: ModelDefinition) -> Row:
    if isinstance(instance, dict):
        check_fields(list(instance), definition)
        return _row(instance, definition.features)
    if not isinstance(instance, list):
        raise RequestProblem("an instance must be an object or a list", "{feature: value, …} or [values in order]")
    if len(instance) != len(definition.features):
        raise wrong_length(len(instance), definition)
    return _row(dict(zip(definition.feature_names, instance, strict=True)), definition.features)


def _row(values: dict[str, Any], features: tuple[Feature, ...]) -> Row:
    return [from_json(feature, values[feature.name]) for feature in features]


_FORMATS = {JSON: _json_rows, CSV: _csv_rows}
