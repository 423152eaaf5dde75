"""AWS::CodePipeline::Pipeline: kept and run by the engine."""

from __future__ import annotations

from typing import Any

from ministack.core import responses

from trainyard_emulator import acts
from trainyard_emulator.cloudformation.registry import Adapter, Made, Properties, physical_name, register
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, judge
from trainyard_emulator.pipelines.engine import Engine

_NOT_OF_THE_PIPELINE = ("RestartExecutionOnUpdate", "Tags", "DisableInboundStageTransitions")
# Keys below these are names of somebody's own choosing.
_VERBATIM = frozenset({"configuration"})


def install(context: Context) -> None:
    """Register the type."""
    engine = Engine(context)

    def create(logical_id: str, properties: Properties, stack: str) -> Made:
        name = properties.get("Name") or physical_name(stack, logical_id, 100)
        _demand_pass_role(properties)
        engine.call("CreatePipeline", definition(properties, name))
        acts.note(f"arn:aws:codepipeline:{responses.get_region()}:{responses.get_account_id()}:{name}")
        return Made(name, {"Version": "1"})

    def update(name: str, _old: Properties, new: Properties) -> Made:
        _demand_pass_role(new)
        answer = engine.call("UpdatePipeline", definition(new, name))
        if str(new.get("RestartExecutionOnUpdate")).lower() == "true":
            engine.call("StartPipelineExecution", {"name": name})
        return Made(name, {"Version": str((answer.get("pipeline") or {}).get("version", ""))})

    def delete(name: str, _properties: Properties) -> None:
        engine.call("DeletePipeline", {"name": name})

    register("AWS::CodePipeline::Pipeline", Adapter(create, update, delete, ("Name",)))


def _demand_pass_role(properties: Properties) -> None:
    role = str(properties.get("RoleArn", ""))
    verdict = judge(caller(), "iam:PassRole", role, {"iam:PassedToService": "codepipeline.amazonaws.com"})
    if not verdict.allowed:
        raise PermissionError(verdict.refusal)


def definition(properties: Properties, name: str) -> dict[str, Any]:
    """Return a template's properties as the request of CreatePipeline and UpdatePipeline."""
    of_the_pipeline = {key: value for key, value in properties.items() if key not in _NOT_OF_THE_PIPELINE}
    pipeline: dict[str, Any] = _camel(of_the_pipeline) | {"name": name}
    return {"pipeline": pipeline}


def _camel(value: Any, member: str = "") -> Any:
    if isinstance(value, dict):
        if member in _VERBATIM:
            return {key: _text(inner) for key, inner in value.items()}
        return {_first_lower(key): _camel(inner, _first_lower(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_camel(inner, member) for inner in value]
    return int(value) if member in _NUMBERS and value is not None else value


_NUMBERS = frozenset({"runOrder", "timeoutInMinutes"})


def _first_lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
