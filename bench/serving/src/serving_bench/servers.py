"""What is measured: the bare pipeline, the rehearsal's server and AWS's, each as one function from body to answer."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from served import Served

import model_archive
from serving_bench.latency import Ask

_HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


def bare(model: Path) -> Ask:
    """What any server must do: parse, build a frame, predict, write. Nothing is checked."""
    pipeline, definition = model_archive.load(model)
    names = definition.feature_names

    def ask(body: bytes) -> bytes:
        rows = pd.DataFrame(json.loads(body)["instances"], columns=names)
        return json.dumps({"predictions": [float(value) for value in pipeline.predict(rows)]}).encode()

    return ask


def rehearsal(served: Served) -> Ask:
    """The rehearsal's server."""
    return _asking(served.host.port)


@contextmanager
def toolkit(python: Path, root: Path) -> Iterator[Ask]:
    """AWS's server: one gunicorn worker, kept alive, on the model in root/model. No nginx before it."""
    environment = {
        **os.environ,
        "SAGEMAKER_BASE_DIR": str(root),
        "SAGEMAKER_PROGRAM": "inference.py",
        "SAGEMAKER_SUBMIT_DIRECTORY": str(root / "model" / "code"),
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "PYTHONWARNINGS": "ignore",
    }
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(16)
        options = ["-b", f"fd://{listening.fileno()}", "-k", "gevent", "-w", "1", "--log-level", "error"]
        command = [str(python), "-m", "gunicorn", *options, "--no-control-socket", "serving_bench.toolkit_app:app"]
        with (root / "toolkit.log").open("wb") as log:
            server = subprocess.Popen(
                command, env=environment, cwd=root, pass_fds=[listening.fileno()], stdout=log, stderr=log
            )
        try:
            yield _asking(listening.getsockname()[1])
        finally:
            server.terminate()
            server.wait(10)


def _asking(port: int) -> Ask:
    """A connection each, as in a rehearsal: on a kept one Nagle's algorithm holds gunicorn's answers for 40 ms."""

    def ask(body: bytes) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("POST", "/invocations", body, _HEADERS)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"the server answered {answer.status}: {content[:200]!r}")
        return content

    return ask
