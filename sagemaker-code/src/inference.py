"""Endpoint: what AWS's scikit-learn server calls for each request.

What a user function may answer was read in sagemaker-containers 2.8.6.post2 (`_transformer.py`, `_functions.py`), the
server of single-model endpoints (sagemaker-inference serves multi-model ones only):
- an exception becomes HTTP 500 with an HTML page; InvokeEndpoint's caller then sees ModelError 424;
- its own 415 and 406, for the UnsupportedFormatError of its default functions, carry a stack trace in the body;
- a tuple (body, content type) is sent with status 200;
- any other object is handed to Flask as it is, so a Response with a status of its own would be sent; but only this
  server has that class, and batch transform fails as a whole on the first status that is not 2xx.
So a wrong request is answered with 200 and an `error` member (contract inference-error), alike on every server: callers
look for `error` before they read `predictions`. transform_fn takes the place of input_fn, predict_fn and output_fn, and
so keeps the server's own 415 and 406 out.

The server installs this directory with pip before it imports it: modules are flat, and data is read from the model's
directory, never beside this file. Tried with that server: predictions and errors came through as they are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import inference_cells
import inference_lines
import inference_reply
import model_archive
from inference_reply import Reply
from inference_request import CSV, rows_of
from model_definition import ModelDefinition
from request_checks import RequestProblem
from tables import frame


@dataclass(frozen=True)
class Model:
    """The fitted pipeline with the definition that its requests are judged by."""

    pipeline: Any
    definition: ModelDefinition


def model_fn(model_dir: str) -> Model:
    """Load the model once a worker."""
    return Model(*model_archive.load(Path(model_dir)))


def transform_fn(model: Model, body: str | bytes, content_type: str, accept: str) -> Reply:
    """Body and content type of the answer; nothing that a client sends raises."""
    try:
        content = inference_reply.content_type(content_type)
        wanted = inference_reply.accepted(accept, content)
        if wanted == inference_reply.JSON_LINES:
            return inference_lines.reply(body, content, model.pipeline, model.definition)
        if (content, wanted) == (CSV, CSV) and inference_cells.asked_for():
            return inference_cells.reply(body, model.pipeline, model.definition)
        rows = rows_of(body, content, model.definition)
    except RequestProblem as problem:
        return inference_reply.error(problem)
    features = frame(zip(*rows, strict=True), model.definition)
    return inference_reply.predictions(model.pipeline.predict(features), wanted)
