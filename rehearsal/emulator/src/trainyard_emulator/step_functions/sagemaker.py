"""`sagemaker:…`: the optimized integrations, with and without `.sync`."""

from __future__ import annotations

import json
import logging
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.reach import operations
from trainyard_emulator.sagemaker import names, plugin, validation
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.names import (
    HYPER_PARAMETER_TUNING_JOB,
    PROCESSING_JOB,
    TRAINING_JOB,
    TRANSFORM_JOB,
    Kind,
)
from trainyard_emulator.sagemaker.resources import resource_arn
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.step_functions import errors, execution, shapes

PREFIX = "arn:aws:states:::sagemaker:"
MANAGED = {"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"}
_POLL_SECONDS = 0.1
_JOBS = {
    f"Create{kind.name}": kind for kind in (TRAINING_JOB, PROCESSING_JOB, HYPER_PARAMETER_TUNING_JOB, TRANSFORM_JOB)
}
_REQUEST_RESPONSE = (*_JOBS, "CreateModel", "CreateEndpointConfig", "CreateEndpoint", "UpdateEndpoint")
_RULE_ACTIONS = ("events:PutTargets", "events:PutRule", "events:DescribeRule")
_log = logging.getLogger(__name__)


def install(_context: Context) -> None:
    """Answer tasks whose resource is an optimized integration of SageMaker."""
    seams.require(stepfunctions, "_SERVICE_DISPATCH", "_ExecutionError")
    execution.install()
    stepfunctions._SERVICE_DISPATCH[PREFIX] = run


def run(resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Do one task; `resource` still has its `.sync`."""
    name, _, pattern = resource.removeprefix(PREFIX).partition(".")
    operation = name[:1].upper() + name[1:]
    if operation not in _REQUEST_RESPONSE or pattern not in ("", "sync") or (pattern and operation not in _JOBS):
        raise errors.failure("States.Runtime", f"{resource} is not played in a rehearsal")
    if problem := validation.malformed(operation, arguments):
        raise errors.unusable(json.dumps(arguments), problem)
    try:
        if pattern:
            return _run_to_the_end(_JOBS[operation], operation, arguments)
        return _call(operation, arguments)
    except ApiError as error:
        raise errors.optimized(error) from error


def _call(operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
    api = plugin.api()
    api.world.authorize(f"sagemaker:{operation}", resource_arn(operation, arguments))
    operations.note("sagemaker", operation)
    return shapes.with_millisecond_times(operation, api.call(operation, arguments))


def _run_to_the_end(kind: Kind, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
    api = plugin.api()
    _check_rule(api.world, kind)
    name = str(arguments[kind.name_key])
    _call(operation, arguments | {"Tags": [*arguments.get("Tags", []), MANAGED]})
    _await(api.world, api.store.need(kind, name)["_job"])
    described = _call(f"Describe{kind.name}", {kind.name_key: name})
    if described[kind.status_key] != "Completed":
        raise errors.failure("States.TaskFailed", json.dumps(described))
    return described


def _await(world: World, job: Job) -> None:
    while not job.wait(_POLL_SECONDS):
        if execution.is_out_of_time():
            _stop(world, job)
            raise errors.failure("States.Timeout", f"{job.name} took longer than the task's TimeoutSeconds")
        if not execution.runs_on():
            _stop(world, job)
            raise errors.failure("States.TaskFailed", f"{job.name} is no longer waited for")


def _stop(world: World, job: Job) -> None:
    try:
        world.authorize(f"sagemaker:Stop{job.kind.name}", job.record[job.kind.arn_key])
        job.stop()
    except ApiError as refused:  # AWS too only tries: the execution has ended already
        _log.warning("%s goes on after its execution's end: %s", job.name, refused.message)


def _check_rule(world: World, kind: Kind) -> None:
    """Check what AWS checks when it makes the rule that tells Step Functions of a job's end."""
    rule = f"StepFunctionsGetEventsForSageMaker{kind.name.removeprefix('HyperParameter')}sRule"
    arn = f"arn:aws:events:{names.region()}:{names.account()}:rule/{rule}"
    for action in _RULE_ACTIONS:
        try:
            world.authorize(action, arn)
        except ApiError as refused:
            message = f"The state machine's role is not authorized to create managed-rule. {refused.message}"
            raise ApiError(refused.code, message) from refused
