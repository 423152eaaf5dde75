"""CodePipeline's API and CodeBuild's builds are the engine's: requests go there once MiniStack has verified them."""

from __future__ import annotations

import asyncio
import functools
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import iam_actions, responses, router

from trainyard_emulator import ready, seams, validation, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller

_TIMEOUT_SECONDS = 60
_BUILDS = frozenset({"StartBuild", "BatchGetBuilds", "StopBuild", "ListBuilds", "ListBuildsForProject"})


class EngineError(Exception):
    """The engine refused a call that CloudFormation made through us."""


class Engine:
    """The engine's port, as the supervisor announced it."""

    def __init__(self, state_dir: Path, token: str) -> None:
        self._state_dir = state_dir
        self._token = token

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


def reset() -> None:
    """Nothing of ours to forget: the engine keeps its own state (MiniStack asks every service)."""


def install(context: Context) -> None:
    """Take over CodePipeline as a service, and CodeBuild's operations on builds."""
    seams.require(app, "SERVICE_HANDLERS", "SERVICE_REGISTRY", "_loaded_modules")
    engine = Engine(context.state_dir, context.token)
    _register_service(engine)
    seams.replace_entry(app.SERVICE_HANDLERS, "codebuild", "app.SERVICE_HANDLERS", lambda own: _builds(engine, own))
    seams.replace(iam_actions, "extract_resource_arn", _naming_resources)


def _register_service(engine: Engine) -> None:
    async def codepipeline(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        if problem := validation.problem("codepipeline", wire.operation(headers), wire.body_of(body)):
            return problem
        return await _forward(engine, headers, body)

    app.SERVICE_HANDLERS["codepipeline"] = codepipeline
    app.SERVICE_REGISTRY["codepipeline"] = {"module": "codepipeline"}
    app._loaded_modules["codepipeline"] = sys.modules[__name__]
    seams.require(router, "SERVICE_PATTERNS")
    router.SERVICE_PATTERNS["codepipeline"] = {
        "target_prefixes": ["CodePipeline_20150709."],
        "host_patterns": [r"codepipeline\."],
    }
    iam_actions.SERVICE_TO_IAM_NAMESPACE["codepipeline"] = "codepipeline"


def _builds(engine: Engine, own: wire.Handler) -> wire.Handler:
    async def codebuild(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        if wire.operation(headers) not in _BUILDS:
            return await own(method, path, headers, body, query)
        if problem := validation.problem("codebuild", wire.operation(headers), wire.body_of(body)):
            return problem
        return await _forward(engine, headers, body)

    return codebuild


async def _forward(engine: Engine, headers: Mapping[str, str], body: bytes) -> wire.Response:
    return await asyncio.to_thread(engine.post, wire.lower(headers).get("x-amz-target", ""), body, caller())


def _naming_resources(original: Any) -> Any:
    """Policies name the pipeline, its stage, its action, or a build's project; MiniStack knows none of them."""

    @functools.wraps(original)
    def extract(service: str, *request: Any) -> Any:
        _method, _path, headers, body, _query, region, account = request
        if service == "codepipeline":
            return f"arn:aws:codepipeline:{region}:{account}:{pipeline_resource(wire.body_of(body))}"
        if service == "codebuild" and wire.operation(headers) in ("BatchGetBuilds", "StopBuild"):
            return f"arn:aws:codebuild:{region}:{account}:project/{project_of_build(wire.body_of(body))}"
        return original(service, *request)

    return extract


def pipeline_resource(request: Mapping[str, Any]) -> str:
    """Return `pipeline`, `pipeline/stage` or `pipeline/stage/action`, as deep as the request goes."""
    name = request.get("name") or request.get("pipelineName") or (request.get("pipeline") or {}).get("name") or "*"
    parts = [str(name)]
    for member in ("stageName", "actionName"):
        if request.get(member):
            parts.append(str(request[member]))
    return "/".join(parts)


def project_of_build(request: Mapping[str, Any]) -> str:
    """Return the project of the build that a request names: a build's id is `project:uuid`."""
    build = next(iter(request.get("ids") or []), request.get("id") or "*")
    return str(build).rsplit("/", 1)[-1].split(":")[0]
