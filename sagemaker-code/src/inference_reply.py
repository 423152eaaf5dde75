"""An answer's body and content type: predictions as asked for, or a problem (always as JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from inference_request import CSV, JSON
from request_checks import RequestProblem

Reply = tuple[str, str]
_ANY = ("", "*/*", "application/*")


def media_type(accept: str) -> str:
    """The first type of an Accept header that we can answer in. Weights (q=…) are not read. Raise RequestProblem."""
    for part in accept.split(","):
        wanted = part.partition(";")[0].strip().lower()
        if wanted in (JSON, *_ANY):
            return JSON
        if wanted in (CSV, "text/*"):
            return CSV
    raise RequestProblem(f"accept {accept[:60]!r} is not supported", f"{JSON} or {CSV}")


def predictions(values: Iterable[float], wanted: str) -> Reply:
    """Contract `inference-response`, or one prediction a line; numbers are written so that they read back equal."""
    numbers = [float(value) for value in values]
    if wanted == CSV:
        return "".join(f"{number!r}\n" for number in numbers), CSV
    return json.dumps({"predictions": numbers}, allow_nan=False), JSON


def error(problem: RequestProblem) -> Reply:
    """Contract `inference-error`."""
    content = {"message": str(problem), "field": problem.field, "allowed": problem.allowed}
    return json.dumps({"error": content}), JSON
