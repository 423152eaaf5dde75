"""A change set of a template that cfn-lint finds errors in fails as one that AWS's validation finds errors in.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html (the syntax of
properties is validated while the change set is made; its status is FAILED). The request is answered once the verdict is
there, so the change set is never seen without. A stack that is made or updated without a change set is refused before
anything is made, where AWS makes what it can and rolls back.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import responses
from ministack.services import cloudformation
from ministack.services.cloudformation import engine, helpers

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.validation import workers
from trainyard_emulator.validation.forms import fields
from trainyard_emulator.validation.verdicts import Verdicts

_SCRIPT = Path(workers.__file__).with_name("linter.py")
_SHOWN = 10


def install(context: Context) -> None:
    """Stand around CloudFormation, off the event loop while it judges."""
    seams.require(cloudformation, "_change_sets")
    seams.require(engine, "_parse_template")
    seams.require(helpers, "_resolve_template")
    worker = workers.Worker([str(context.linter / "bin" / "python"), "-I", str(_SCRIPT)])
    verdicts = Verdicts(context.linter / "verdicts", _SCRIPT.read_text(), worker.ask)
    seams.replace_entry(
        app.SERVICE_HANDLERS, "cloudformation", "app.SERVICE_HANDLERS", lambda own: _judging(own, verdicts)
    )


def _judging(own: wire.Handler, verdicts: Verdicts) -> wire.Handler:
    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        form = fields(body, query)
        if form.get("Action") in ("CreateStack", "UpdateStack") and (refusal := await _refusal(form, verdicts)):
            return refusal
        known = set(cloudformation._change_sets)
        answer = await own(method, path, headers, body, query)
        for identifier in set(cloudformation._change_sets) - known:
            change_set = cloudformation._change_sets.get(identifier) or {}
            if change_set.get("Status") == "CREATE_COMPLETE":
                await _judge(change_set, verdicts)
        return answer

    return handle


async def _judge(change_set: dict[str, Any], verdicts: Verdicts) -> None:
    if why := await _problems(change_set["_template"], verdicts):
        change_set.update(Status="FAILED", ExecutionStatus="UNAVAILABLE", StatusReason=why)


async def _refusal(form: dict[str, str], verdicts: Verdicts) -> wire.Response | None:
    """Return the error of a stack operation with such a template; one that cannot be read is MiniStack's to refuse."""
    text, _ = helpers._resolve_template(form)
    try:
        template = engine._parse_template(text) if text else None
    except Exception:
        return None
    why = await _problems(template, verdicts) if template else ""
    return wire.query_error("ValidationError", why, 400) if why else None


async def _problems(template: dict[str, Any], verdicts: Verdicts) -> str:
    question = {"template": json.dumps(template), "region": responses.get_region()}
    problems = await asyncio.to_thread(verdicts.of, question)
    return reason(template, problems) if problems else ""


def reason(template: dict[str, Any], problems: list[dict[str, Any]]) -> str:
    """Return why a template is refused: each problem with its resource, construct and place, and cfn-lint's rule."""
    said = list(dict.fromkeys(_words(template, problem) for problem in problems))
    more = f"; and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return f"Properties validation failed: {'; '.join(said[:_SHOWN])}{more}"


def _words(template: dict[str, Any], problem: dict[str, Any]) -> str:
    path: list[str] = problem["path"]
    where = "/".join(["", *path])
    resource = (template.get("Resources") or {}).get(path[1]) if path[:1] == ["Resources"] and path[1:] else None
    if isinstance(resource, dict):
        construct = (resource.get("Metadata") or {}).get("aws:cdk:path")
        where = f"{path[1]} ({resource.get('Type')}) at /{'/'.join(path[2:])}{f' of {construct}' if construct else ''}"
    return f"{where}: {problem['message'].rstrip('.')} (cfn-lint {problem['rule']})"
