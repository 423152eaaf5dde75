"""The rehearsal's endpoint server as a process of its own, on the packages that the tests run on, around an archive."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
from runs import CONTRACTS, MODULE, read

sys.path.append(str(MODULE.parent / "rehearsal" / "emulator" / "src"))
from trainyard_emulator.serving.connection import Answer
from trainyard_emulator.serving.hosts import Host

JSON = "application/json"
START_SECONDS = 60.0
_ERROR, _RESPONSE = (
    jsonschema.Draft202012Validator(read(CONTRACTS / f"inference-{kind}.schema.json")) for kind in ("error", "response")
)


@dataclass
class Served:
    """A running server and every line of its log."""

    host: Host
    log: list[str] = field(default_factory=list)

    def ask(self, body: bytes, content_type: str = JSON, accept: str = JSON) -> Answer:
        """One invocation."""
        return self.host.invoke(body, {"Content-Type": content_type, "Accept": accept})

    def check_alive(self) -> None:
        """Raise AssertionError where the process is gone or told of an exception."""
        os.kill(self.host.process_id, 0)
        assert "Traceback" not in "".join(self.log), "\n".join(self.log[-30:])


@contextmanager
def serving(model: Path) -> Iterator[Served]:
    """Start the server on a model directory; it is gone afterwards."""
    lines: list[str] = []
    environment = {
        **os.environ,
        "SM_MODEL_DIR": str(model),
        "SAGEMAKER_PROGRAM": "inference.py",
        "SAGEMAKER_SUBMIT_DIRECTORY": str(model / "code"),
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": "",
    }
    host = Host(Path(sys.executable), model, environment, lines.append)
    try:
        host.wait_until_healthy(START_SECONDS)
        yield Served(host, lines)
    finally:
        host.stop()


def outcome(answer: Answer) -> str:
    """What kind of answer it is. Raise AssertionError, or ValidationError, for one that nobody should get."""
    text = answer.body.decode()
    assert "Traceback" not in text, text
    if answer.status == 413:
        return "too large for the server"
    assert answer.status == 200, (answer.status, text)
    kind = answer.headers["Content-Type"].partition(";")[0]
    if kind == "text/csv":
        assert all(float(line) == float(line) for line in text.splitlines()), text
        return "csv"
    if kind == "application/jsonlines":
        for line in text.splitlines():
            _check_line(json.loads(line))
        return "lines"
    return _checked(json.loads(text))


def _check_line(answer: Any) -> None:
    if "prediction" in answer:
        assert isinstance(answer["prediction"], float), answer
    else:
        _ERROR.validate(answer)


def _checked(answer: Any) -> str:
    if "error" in answer:
        _ERROR.validate(answer)
        return "error"
    _RESPONSE.validate(answer)
    return "predictions"
