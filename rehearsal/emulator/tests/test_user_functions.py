"""What the server makes of inference.py, as AWS's single-model server does."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainyard_emulator.serving.user_functions import Handler, load


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Path]:
    """A file for inference code; it can be imported anew in each test."""
    path = list(sys.path)
    yield tmp_path / "inference.py"
    sys.path[:] = path
    sys.modules.pop("inference", None)


def loaded(program: Path, code: str) -> Handler:
    program.write_text(code)
    importlib.invalidate_caches()
    return load("/the/model", program.name, str(program.parent))


def test_the_four_functions_are_chained(program: Path) -> None:
    answer = loaded(
        program,
        "import json\n"
        "def model_fn(folder): return len(folder)\n"
        "def input_fn(body, kind): return json.loads(body) if kind == 'application/json' else body\n"
        "def predict_fn(data, model): return [value * model for value in data]\n"
        "def output_fn(data, accept): return json.dumps(data), accept\n",
    )
    assert answer("[1, 2]", "application/json", "application/json") == (200, "[10, 20]", "application/json")


def test_transform_fn_answers_alone(program: Path) -> None:
    answer = loaded(
        program,
        "def model_fn(folder): return 'm'\n"
        "def transform_fn(model, body, kind, accept): return f'{model} {body} {kind} {accept}', 'text/plain'\n",
    )
    assert answer("b", "text/csv", "text/csv") == (200, "m b text/csv text/csv", "text/plain")


def test_transform_fn_beside_the_others_is_refused(program: Path) -> None:
    with pytest.raises(RuntimeError, match="Cannot use transform_fn"):
        loaded(program, "def model_fn(f): return 1\ndef transform_fn(*a): pass\ndef predict_fn(d, m): pass\n")


def test_a_program_without_model_fn_is_refused(program: Path) -> None:
    with pytest.raises(NotImplementedError, match="model_fn"):
        loaded(program, "def predict_fn(d, m): pass\n")


def test_a_response_with_a_status_keeps_it(program: Path) -> None:
    answer = loaded(
        program,
        "class Response:\n"
        "    status_code, content_type = 400, 'application/json'\n"
        "    def get_data(self): return b'{}'\n"
        "def model_fn(f): return 1\n"
        "def transform_fn(*a): return Response()\n",
    )
    assert answer("", "text/csv", "text/csv") == (400, b"{}", "application/json")


def test_an_unknown_content_type_is_415(program: Path) -> None:
    status, body, kind = loaded(program, "def model_fn(f): return 1\n")("x", "image/png", "application/json")
    assert (status, json.loads(body)["error"], kind) == (415, "UnsupportedFormatError", "application/json")


def test_an_unknown_accept_is_406(program: Path) -> None:
    code = "def model_fn(f): return 1\ndef input_fn(b, k): return b\ndef predict_fn(d, m): return d\n"
    answer = loaded(
        program,
        code + "from trainyard_emulator.serving.user_functions import UnsupportedFormatError\n"
        "def output_fn(p, accept): raise UnsupportedFormatError(accept)\n",
    )
    assert answer("x", "text/csv", "image/png")[0] == 406


def test_an_error_of_the_user_is_not_swallowed(program: Path) -> None:
    code = "def model_fn(f): return 1\ndef input_fn(b, k): raise KeyError('age')\n"
    with pytest.raises(KeyError):
        loaded(program, code)("x", "text/csv", "text/csv")
