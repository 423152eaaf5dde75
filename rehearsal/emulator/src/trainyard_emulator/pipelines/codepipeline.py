"""CodePipeline's API: a service of MiniStack's that the engine answers."""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from typing import Any

from ministack import app
from ministack.core import iam_actions, router

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.pipelines.engine import Engine


def reset() -> None:
    """Nothing of ours to forget: the engine keeps its own state (MiniStack asks every service)."""


def install(context: Context) -> None:
    """Register the service, and what its policies name."""
    seams.require(app, "SERVICE_HANDLERS", "SERVICE_REGISTRY", "_loaded_modules")
    seams.require(router, "SERVICE_PATTERNS")
    seams.require(iam_actions, "SERVICE_TO_IAM_NAMESPACE")
    app.SERVICE_HANDLERS["codepipeline"] = _handler(Engine(context))
    app.SERVICE_REGISTRY["codepipeline"] = {"module": "codepipeline"}
    app._loaded_modules["codepipeline"] = sys.modules[__name__]
    router.SERVICE_PATTERNS["codepipeline"] = {
        "target_prefixes": ["CodePipeline_20150709."],
        "host_patterns": [r"codepipeline\."],
    }
    iam_actions.SERVICE_TO_IAM_NAMESPACE["codepipeline"] = "codepipeline"
    seams.replace(iam_actions, "extract_resource_arn", _naming_pipelines)


def _handler(engine: Engine) -> wire.Handler:
    async def codepipeline(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        return await engine.forward(headers, body)

    return codepipeline


def _naming_pipelines(original: Any) -> Any:
    """Policies name the pipeline, its stage or its action; MiniStack knows none of them."""

    @functools.wraps(original)
    def extract(service: str, *request: Any) -> Any:
        if service != "codepipeline":
            return original(service, *request)
        _method, _path, _headers, body, _query, region, account = request
        return f"arn:aws:codepipeline:{region}:{account}:{pipeline_resource(wire.body_of(body))}"

    return extract


def pipeline_resource(request: Mapping[str, Any]) -> str:
    """Return `pipeline`, `pipeline/stage` or `pipeline/stage/action`, as deep as the request goes."""
    name = request.get("name") or request.get("pipelineName") or (request.get("pipeline") or {}).get("name") or "*"
    parts = [str(name)]
    for member in ("stageName", "actionName"):
        if request.get(member):
            parts.append(str(request[member]))
    return "/".join(parts)
