"""The rows of one captured request, each with its prediction, by the rules that the model itself reads requests by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from inference_reply import JSON_LINES
from inference_request import JSON, rows_of
from model_definition import ModelDefinition
from request_checks import RequestProblem, Row

Answered = list[tuple[int, Row, float]]


class BadLine(Exception):
    """A line that is not what was promised; the message says what of it."""


@dataclass(frozen=True)
class Content:
    """A body as text, and its media type."""

    text: str
    type: str


def answered(request: Content, answer: Content, definition: ModelDefinition) -> Answered:
    """Number, features and prediction of the rows that were predicted; none of a refused request. Raise BadLine."""
    try:
        if answer.type.startswith(JSON_LINES):
            return _records(request, answer, definition)
        predicted = _predictions(answer.text)
        rows = rows_of(request.text, request.type, definition) if predicted else []
    except RequestProblem as problem:
        raise BadLine(f"answered with predictions, but the model's definition refuses the request: {problem}") from None
    if len(rows) != len(predicted):
        raise BadLine(f"{len(rows)} rows asked, {len(predicted)} predictions answered")
    return list(zip(range(len(rows)), rows, predicted, strict=True))


def _records(request: Content, answer: Content, definition: ModelDefinition) -> Answered:
    """A line a record on both sides; one with an error was no row of the model's."""
    asked, told = request.text.removesuffix("\n").split("\n"), answer.text.removesuffix("\n").split("\n")
    if len(asked) != len(told):
        raise BadLine(f"{len(asked)} records asked, {len(told)} answered")
    found = []
    for number, (record, line) in enumerate(zip(asked, told, strict=True)):
        prediction = json.loads(line).get("prediction")
        if prediction is not None:
            found.append((number, _record(record, request.type, definition), float(prediction)))
    return found


def _record(record: str, kind: str, definition: ModelDefinition) -> Row:
    if kind.startswith(JSON_LINES):
        return rows_of(json.dumps({"instances": [json.loads(record)]}), JSON, definition)[0]
    return rows_of(record, kind, definition)[0]


def _predictions(answer: str) -> list[float]:
    """Predictions of an answer in JSON or CSV; none of an error."""
    if not answer.lstrip().startswith(("{", "[")):
        return [float(line) for line in answer.split()]
    content: Any = json.loads(answer)
    if isinstance(content, dict) and "error" in content:
        return []
    if not isinstance(content, dict) or not isinstance(content.get("predictions"), list):
        raise BadLine("the answer has neither predictions nor an error")
    return [float(value) for value in content["predictions"]]
