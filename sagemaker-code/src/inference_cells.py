"""A CSV answered by one line of two cells a record: prediction and error message, one of them empty.

Batch transform joins CSV with CSV only, by appending the answer's cells to the record's; a prediction a line, as a
client gets it, has no place for a record's error. So the job says by TRAINYARD_ANSWERS=records in the container's
environment (CreateTransformJob) that it asks for both.
"""

from __future__ import annotations

import csv
import io
import os
from typing import Any

import inference_lines
from inference_reply import Reply
from inference_request import CSV
from model_definition import ModelDefinition


def asked_for() -> bool:
    """Tell whether this container answers a batch transform job that wants a line a record."""
    return os.environ.get("TRAINYARD_ANSWERS") == "records"


def reply(body: str | bytes, model: Any, definition: ModelDefinition) -> Reply:
    """Two cells a record. Raise RequestProblem for what is wrong with the whole of it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    for answer in inference_lines.answers(body, CSV, model, definition):
        if "error" in answer:
            lines.writerow(["", answer["error"]["message"].replace("\n", " ")])
        else:
            lines.writerow([repr(answer["prediction"]), ""])
    return text.getvalue(), CSV
