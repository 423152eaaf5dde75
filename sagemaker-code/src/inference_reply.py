"""An answer's body and content type: predictions as asked for, or a problem (always as JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from inference_request import CSV, JSON
from request_checks import RequestProblem

JSON_LINES = "application/jsonlines"
Reply = tuple[str, str]
_WANTED = {
    **dict.fromkeys(("", "*/*", "application/*", JSON), JSON),
    **dict.fromkeys((CSV, "text/*"), CSV),
    JSON_LINES: JSON_LINES,
}
_ANSWERS = {JSON: (JSON, CSV), CSV: (JSON, CSV, JSON_LINES), JSON_LINES: (JSON_LINES,)}


def content_type(given: str) -> str:
    """The media type of a body that we can read. Raise RequestProblem."""
    found = _media_type(given)
    if found not in _ANSWERS:
        raise RequestProblem(f"content type {given[:60]!r} is not supported", " or ".join(_ANSWERS))
    return found


def accepted(accept: str, content: str) -> str:
    """The first type of an Accept header that this content is answered in; weights (q=…) are not read.

    JSON lines are answered as such where JSON is asked for: AWS's server says so for a caller that names no type.
    Raise RequestProblem.
    """
    for part in accept.split(","):
        wanted = _WANTED.get(_media_type(part))
        if wanted == JSON and content == JSON_LINES:
            return JSON_LINES
        if wanted in _ANSWERS[content]:
            return wanted
    raise RequestProblem(f"accept {accept[:60]!r} is not supported for {content}", " or ".join(_ANSWERS[content]))


def predictions(values: Iterable[float], wanted: str) -> Reply:
    """Contract `inference-response`, or one prediction a line; numbers are written so that they read back equal."""
    numbers = [float(value) for value in values]
    if wanted == CSV:
        return "".join(f"{number!r}\n" for number in numbers), CSV
    return json.dumps({"predictions": numbers}, allow_nan=False), JSON


def error(problem: RequestProblem) -> Reply:
    """Contract `inference-error`."""
    return json.dumps(error_content(problem)), JSON


def error_content(problem: RequestProblem) -> dict[str, Any]:
    """The same as an object."""
    return {"error": {"message": str(problem), "field": problem.field, "allowed": problem.allowed}}


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()
