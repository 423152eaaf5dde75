"""A stand-in as its users see it: a process, a ready line, AWS clients."""

from __future__ import annotations

import functools
import json
import os
import selectors
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import botocore.loaders
import botocore.session
from botocore.config import Config

TOOLS = "111111111111"
DEV = "222222222222"
STAGING = "333333333333"
EMULATOR = Path(__file__).parents[1] / "bin" / "emulator"
_START_SECONDS = 60
# Parsed once: a client's models are megabytes of JSON.
_models = botocore.loaders.create_loader()


class NotStartedError(Exception):
    """The emulator ended, or said nothing, before its ready line."""


def start(state_dir: Path, *options: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Start bin/emulator; its ready line is the first of its stdout."""
    return subprocess.Popen(
        [EMULATOR, "--state", state_dir, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )


def ready_line(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Wait for the ready line and return it."""
    assert process.stdout and process.stderr
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        line = process.stdout.readline() if selector.select(_START_SECONDS) else ""
    if not line:
        process.kill()
        raise NotStartedError(process.stderr.read())
    answer: dict[str, Any] = json.loads(line)
    return answer


@dataclass(frozen=True)
class StandIn:
    """A running stand-in."""

    state_dir: Path
    endpoint: str
    ca_bundle: str
    supervisor: int

    @staticmethod
    @contextmanager
    def started(state_dir: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[StandIn]:
        """Start one, and end it as its parent's death would: by closing the pipe."""
        process = start(state_dir, *options, environment=environment)
        try:
            ready = ready_line(process)
            yield StandIn(state_dir, ready["endpoint"], ready["caBundle"], ready["supervisorPid"])
        finally:
            process.communicate(timeout=30)

    def client(self, service: str, account: str = TOOLS) -> Any:
        """Return a client with the account's root credentials."""
        return self.session_client(service, account, "rehearsal", None)

    def session_client(self, service: str, key: str, secret: str, token: str | None) -> Any:
        """Return a client with these credentials, which sends what it is told and tries once."""
        return _client(self.endpoint, self.ca_bundle, service, (key, secret, token))

    def token(self) -> str:
        """Return the secret of the stand-in's own processes, as its (echoing) engine heard it."""
        told = json.loads(self.client("codepipeline").get_pipeline_state(name="p")["pipelineName"])
        return str({name.lower(): value for name, value in told["headers"].items()}["x-trainyard-token"])

    def post(self, path: str, body: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
        """Post to one of the stand-in's own routes; returns status and answer."""
        request = urllib.request.Request(
            f"{self.endpoint}{path}", data=json.dumps(body).encode(), headers={"X-Trainyard-Token": token}
        )
        trust = ssl.create_default_context(cafile=self.ca_bundle)
        try:
            with urllib.request.urlopen(request, context=trust) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.load(refusal)

    def log(self, name: str = "emulator") -> str:
        """Return what a process of the stand-in has logged."""
        return (self.state_dir / "logs" / f"{name}.log").read_text()


@functools.cache  # to make one takes longer than most of what it is asked, and all may use it
def _client(endpoint: str, ca_bundle: str, service: str, credentials: tuple[str, str, str | None]) -> Any:
    core = botocore.session.Session()
    core.register_component("data_loader", _models)
    session = boto3.Session(*credentials, region_name="us-east-1", botocore_session=core)
    config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1})
    return session.client(service, endpoint_url=endpoint, verify=ca_bundle, config=config)
