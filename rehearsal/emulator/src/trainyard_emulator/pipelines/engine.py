"""The engine's door: requests that MiniStack has verified go through it, in their caller's name."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from ministack.core import responses

from trainyard_emulator import ready, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller

_TIMEOUT_SECONDS = 60


class EngineError(Exception):
    """The engine refused a call that CloudFormation made through us."""


class Engine:
    """The engine's port, as the supervisor announced it."""

    def __init__(self, context: Context) -> None:
        self._state_dir = context.state_dir
        self._token = context.token

    def post(self, target: str, body: bytes, principal: str) -> wire.Response:
        """Send one request in the name of `principal` and the current account; answers like a handler."""
        port = ready.engine_port(self._state_dir)
        if port is None:
            return _unavailable("this stand-in was started without a pipeline engine")
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/",
            data=body or b"{}",
            headers={
                "Content-Type": wire.JSON_1_1,
                "X-Amz-Target": target,
                "X-Trainyard-Token": self._token,
                "X-Trainyard-Account": responses.get_account_id(),
                "X-Trainyard-Region": responses.get_region(),
                "X-Trainyard-Principal": principal,
            },
        )
        try:
            with _direct.open(request, timeout=_TIMEOUT_SECONDS) as answer:
                return wire.json_answer(answer.read(), answer.status)
        except urllib.error.HTTPError as refusal:
            return wire.json_answer(refusal.read(), refusal.code)
        except OSError as problem:
            return _unavailable(f"the pipeline engine does not answer: {problem}")

    async def forward(self, headers: Mapping[str, str], body: bytes) -> wire.Response:
        """Send a request on as it came, in the name of who made it."""
        return await asyncio.to_thread(self.post, wire.lower(headers).get("x-amz-target", ""), body, caller())

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Make a CodePipeline call for CloudFormation; returns the answer, raises EngineError."""
        target = f"CodePipeline_20150709.{operation}"
        status, _, body = self.post(target, json.dumps(request).encode(), caller())
        answer: dict[str, Any] = json.loads(body or b"{}")
        if status >= 300:
            raise EngineError(answer.get("message") or answer.get("Message") or body.decode())
        return answer


# Never through a proxy, whatever the environment says.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _unavailable(message: str) -> wire.Response:
    return wire.json_error("ServiceUnavailableException", message, 503)
