"""CodeBuild's builds are the engine's; its projects stay MiniStack's own."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from ministack import app
from ministack.core import iam_actions

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.pipelines.engine import Engine

_BUILDS = frozenset({"StartBuild", "BatchGetBuilds", "StopBuild", "ListBuilds", "ListBuildsForProject"})


def install(context: Context) -> None:
    """Take over the operations on builds, and say what their policies name."""
    engine = Engine(context)
    seams.replace_entry(app.SERVICE_HANDLERS, "codebuild", "app.SERVICE_HANDLERS", lambda own: _builds(engine, own))
    seams.replace(iam_actions, "extract_resource_arn", _naming_projects)


def _builds(engine: Engine, own: wire.Handler) -> wire.Handler:
    async def codebuild(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        if wire.operation(headers) not in _BUILDS:
            return await own(method, path, headers, body, query)
        return await engine.forward(headers, body)

    return codebuild


def _naming_projects(original: Any) -> Any:
    """Policies name the project that a build belongs to; MiniStack knows only those of projects."""

    @functools.wraps(original)
    def extract(service: str, *request: Any) -> Any:
        _method, _path, headers, body, _query, region, account = request
        if service == "codebuild" and wire.operation(headers) in ("BatchGetBuilds", "StopBuild"):
            return f"arn:aws:codebuild:{region}:{account}:project/{project_of_build(wire.body_of(body))}"
        return original(service, *request)

    return extract


def project_of_build(request: Mapping[str, Any]) -> str:
    """Return the project of the build that a request names: a build's id is `project:uuid`."""
    build = next(iter(request.get("ids") or []), request.get("id") or "*")
    return str(build).rsplit("/", 1)[-1].split(":")[0]
