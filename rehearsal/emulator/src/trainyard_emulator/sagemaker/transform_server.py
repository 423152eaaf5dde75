"""The server process of a transform job: brought up as an endpoint's, and asked with batch transform's patience."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from trainyard_emulator.jobs.transform_request import DEFAULT_PAYLOAD_MB
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.serving.connection import Answer, HostGoneError, InvocationTimeoutError
from trainyard_emulator.serving.deployment import Deployment
from trainyard_emulator.serving.hosts import HEALTH_SECONDS, Host

_SECONDS, _RETRIES = 600, 3
"""ModelClientConfig's defaults (API reference)."""


@dataclass(frozen=True)
class Server(Deployment):
    """The model's server process, which logs where the job does."""

    job: Job

    def log(self, line: str, instance: str = "deployment") -> None:
        """Append a line to the job's log."""
        self.job.log(line)

    def started(self) -> Host:
        """Start the server and wait until it is healthy."""
        host = self._host(self._environment())
        host.wait_until_healthy(HEALTH_SECONDS)
        return host


class RefusedError(Exception):
    """The server answered with another status than success."""

    def __init__(self, answer: Answer) -> None:
        text = answer.body.decode(errors="replace")
        super().__init__(f"Bad HTTP status received from algorithm: {answer.status}\nMessage:\n{text}")
        self.whose = "AlgorithmError" if answer.status >= 500 else "ClientError"


class Client:
    """Asks one server, again where it answers with a fault of its own."""

    def __init__(self, request: Record) -> None:
        limits = request.get("ModelClientConfig", {})
        self._seconds = float(limits.get("InvocationsTimeoutInSeconds", _SECONDS))
        self._retries = int(limits.get("InvocationsMaxRetries", _RETRIES))
        passed = {
            "Content-Type": request["TransformInput"].get("ContentType"),
            "Accept": request["TransformOutput"].get("Accept"),
        }
        self._headers = {name: value for name, value in passed.items() if value}
        self._lock = threading.Lock()
        self._host: Host | None = None
        self._stopped = False

    def start(self, server: Server) -> None:
        """Bring the server up; a stopped client starts none."""
        with self._lock:
            if not self._stopped:
                self._host = server.started()

    def stop(self) -> None:
        """End the server with what it is at."""
        self._stopped = True
        with self._lock:
            if self._host:
                self._host.stop()

    def ask(self, body: bytes) -> bytes:
        """Return the answer to one request; RefusedError where it is none of success."""
        answer = self._once(body)
        for _ in range(self._retries):
            if answer.status < 500 or self._stopped:
                break
            answer = self._once(body)
        if not 200 <= answer.status < 300:
            raise RefusedError(answer)
        return answer.body

    def _once(self, body: bytes) -> Answer:
        if self._host is None or self._stopped:
            return Answer(503, {}, b"the job was stopped")
        try:
            return self._host.invoke(body, self._headers, self._seconds)
        except InvocationTimeoutError:
            return Answer(504, {}, b"Model server did not respond to /invocations request within the time allowed")
        except HostGoneError as error:
            return Answer(503, {}, f"Unable to get response from algorithm: {error}".encode())


def container(model: Record, request: Record) -> Mapping[str, str]:
    """Return a model's container with the job's variables, and with those that tell it of the batch.

    Source: developer guide, Use Your Own Inference Code with Batch Transform.
    """
    one_each = request.get("BatchStrategy") == "SingleRecord"
    told = {
        "SAGEMAKER_BATCH": "true",
        "SAGEMAKER_MAX_PAYLOAD_IN_MB": str(request.get("MaxPayloadInMB", DEFAULT_PAYLOAD_MB)),
        "SAGEMAKER_BATCH_STRATEGY": "SINGLE_RECORD" if one_each else "MULTI_RECORD",
        "SAGEMAKER_MAX_CONCURRENT_TRANSFORMS": str(concurrency(request)),
    }
    held = model["_container"]
    return {**held, "Environment": {**held.get("Environment", {}), **request.get("Environment", {}), **told}}


def concurrency(request: Record) -> int:
    """Return how many requests are sent at once; 0 leaves it to AWS, which sends one."""
    return max(int(request.get("MaxConcurrentTransforms", 1)), 1)
