"""What AWS's single-model scikit-learn server makes of inference.py. Runs on the image's packages: standard library and
numpy only, and nothing of our package is importable there."""

from __future__ import annotations

import csv
import importlib
import io
import json
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

JSON, CSV, NPY = "application/json", "text/csv", "application/x-npy"
TEXT_TYPES = (JSON, CSV)
_KNOWN = (JSON, CSV, NPY)

type Answer = tuple[int, str | bytes, str]
type Handler = Callable[[str | bytes, str, str], Answer]


class UnsupportedFormatError(Exception):
    """A default function was given a type that it cannot read or write."""


def load(model_folder: str, program: str, code_folder: str) -> Handler:
    """Import the program, load the model, and return what answers (body, content type, accept)."""
    sys.path.insert(0, code_folder)
    module = importlib.import_module(program.removesuffix(".py"))
    own = [name for name in ("input_fn", "predict_fn", "output_fn") if hasattr(module, name)]
    if hasattr(module, "transform_fn") and own:
        raise RuntimeError(
            f"Cannot use transform_fn implementation in conjunction with {', '.join(own)} implementation"
        )
    if not hasattr(module, "model_fn"):
        raise NotImplementedError("Please provide a model_fn implementation.")
    model = module.model_fn(model_folder)
    if hasattr(module, "transform_fn"):
        return lambda body, content_type, accept: _result(
            module.transform_fn(model, body, content_type, accept), accept
        )
    return _chain(module, model)


def _chain(module: ModuleType, model: Any) -> Handler:
    read = getattr(module, "input_fn", default_input)
    predict = getattr(module, "predict_fn", lambda data, fitted: fitted.predict(data))
    write = getattr(module, "output_fn", default_output)

    def answer(body: str | bytes, content_type: str, accept: str) -> Answer:
        try:
            data = read(body, content_type)
        except UnsupportedFormatError:
            return _unsupported(415, content_type)
        prediction = predict(data, model)
        try:
            return _result(write(prediction, accept), accept)
        except UnsupportedFormatError:
            return _unsupported(406, accept)

    return answer


def _result(result: Any, accept: str) -> Answer:
    if isinstance(result, tuple):
        return 200, result[0], result[1]
    if hasattr(result, "get_data") and hasattr(result, "status_code"):  # a Werkzeug or Flask response
        return int(result.status_code), result.get_data(), str(result.content_type)
    return 200, result, accept


def _unsupported(status: int, given: str) -> Answer:
    return status, json.dumps({"error": "UnsupportedFormatError", "error-message": given}), JSON


def default_input(body: str | bytes, content_type: str) -> Any:
    """Decode JSON, CSV or NPY to an array of 32-bit floats (NPY keeps its type)."""
    if content_type not in _KNOWN:
        raise UnsupportedFormatError(content_type)
    import numpy as np

    if content_type == JSON:
        return np.array(json.loads(body)).astype("float32")
    if content_type == CSV:
        return np.array(list(csv.reader(io.StringIO(str(body))))).squeeze().astype("float32")
    return np.load(io.BytesIO(body if isinstance(body, bytes) else body.encode()), allow_pickle=False)


def default_output(prediction: Any, accept: str) -> tuple[str | bytes, str]:
    """Encode an array as JSON, CSV or NPY."""
    if accept not in _KNOWN:
        raise UnsupportedFormatError(accept)
    import numpy as np

    array = np.asarray(prediction)
    if accept == JSON:
        return json.dumps(array.tolist()), accept
    if accept == CSV:
        rows = array.reshape(-1, 1) if array.ndim == 1 else array
        return "".join(",".join(str(cell) for cell in row) + "\n" for row in rows), accept
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue(), accept
