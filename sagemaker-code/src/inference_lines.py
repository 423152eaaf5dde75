"""Requests of one record a line, answered by one line each: what batch transform sends and puts together again.

application/jsonlines  each line an instance of application/json
text/csv               where application/jsonlines is accepted: cells in the definition's order, no header, and no line
                       break within a record, since batch transform parts the file at them

A record's answer is {"prediction": number}, or {"error": …} (contract inference-error) which is that record's alone.
Blank lines are records too, so that each line of the answer stands beside its own. How many there may be is bounded by
the body's size.
"""

from __future__ import annotations

import json
from typing import Any

from cell_rules import CellProblem
from inference_reply import JSON_LINES, Reply, error_content
from inference_request import CSV, csv_lines, csv_row, json_of, json_row, text_of
from model_definition import ModelDefinition
from request_checks import RequestProblem, Row, check_size, wrong_length
from tables import frame


def reply(body: str | bytes, content: str, model: Any, definition: ModelDefinition) -> Reply:
    """One line a record. Raise RequestProblem for what is wrong with the whole of it."""
    found = answers(body, content, model, definition)
    return "".join(json.dumps(answer, allow_nan=False) + "\n" for answer in found), JSON_LINES


def answers(body: str | bytes, content: str, model: Any, definition: ModelDefinition) -> list[dict[str, Any]]:
    """Each record's answer as an object. Raise RequestProblem for what is wrong with the whole of it."""
    check_size(body)
    records = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)
    lines = records.removesuffix(b"\n").split(b"\n")
    parsed = [_parsed(line.removesuffix(b"\r"), content, definition) for line in lines]
    good = [row for row in parsed if isinstance(row, list)]
    predicted = iter(model.predict(frame(zip(*good, strict=True), definition)) if good else ())
    return [{"prediction": float(next(predicted))} if isinstance(row, list) else row for row in parsed]


def _parsed(line: bytes, content: str, definition: ModelDefinition) -> Row | dict[str, Any]:
    """The record as a row, or its error's content."""
    try:
        text = text_of(line.decode("utf-8", "replace"))
        if content == CSV:
            return _csv_row(text, definition)
        return json_row(json_of(text, "{feature: value, …} or [values in feature order]"), definition)
    except CellProblem as problem:
        return error_content(RequestProblem(str(problem), problem.allowed, problem.field))
    except RequestProblem as problem:
        return error_content(problem)


def _csv_row(text: str, definition: ModelDefinition) -> Row:
    lines = csv_lines(text)
    if len(lines) != 1:
        raise wrong_length(0, definition)
    return csv_row(lines[0], definition)
