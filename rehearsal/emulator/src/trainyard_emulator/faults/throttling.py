"""ThrottlingException: the first call of a task state, and of each operation by each role of the pipeline.

Sources: https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html (ThrottlingException, 400);
https://github.com/aws/sagemaker-python-sdk/issues/645 ("Rate exceeded");
https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html (Lambda.TooManyRequestsException);
https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Throttled, 429);
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html.
An optimized integration names exceptions as SDK 1 does, an SDK integration as SDK 2 does.
"""

from __future__ import annotations

import functools
import uuid
from typing import Any

from ministack import app
from ministack.services import stepfunctions

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.faults import tasks, weather
from trainyard_emulator.faults.tasks import SAGEMAKER, SDK, Task
from trainyard_emulator.identity.judge import caller
from trainyard_emulator.identity.state_machines import machine_role
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.step_functions import errors

NAME = "throttling"
MESSAGE = "Rate exceeded"
_BY_ROLES = ("sagemaker", "states", "ssm")
_NAMES = {"applicationautoscaling": "ApplicationAutoScaling"}
_OPTIMIZED = {
    "lambda": ("Lambda.TooManyRequestsException", "Lambda", 429),
    "dynamodb": ("DynamoDB.ThrottlingException", "AmazonDynamoDBv2", 400),
    "sns": ("SNS.ThrottledException", "AmazonSNS", 429),
    "events": ("EventBridge.AmazonEventBridgeException", "AmazonEventBridge", 400),
    "states": ("StepFunctions.AWSStepFunctionsException", "AWSStepFunctions", 400),
}


def install(_context: Context) -> None:
    """Stand before tasks of state machines, and before three services on the wire."""
    seams.require(app, "SERVICE_HANDLERS")
    tasks.before_each(_strike)
    for service in _BY_ROLES:
        wrap = functools.partial(_before_roles, service=service)
        seams.replace_entry(app.SERVICE_HANDLERS, service, "app.SERVICE_HANDLERS", wrap)


def _strike(task: Task, resource: str, _arguments: dict[str, Any]) -> None:
    if f"{SDK}s3:" in resource:  # S3 has an answer of its own: see s3_503
        return
    if weather.current().strikes(NAME, str(task), f"{tasks.operation(resource)} in {task}"):
        raise error(resource)


def error(resource: str) -> Exception:
    """Return what a throttled task of this resource fails with."""
    throttled = ApiError("ThrottlingException", MESSAGE)
    if resource.startswith(SAGEMAKER):
        return errors.optimized(throttled)
    service = resource.removeprefix(SDK).split(":")[0] if resource.startswith(SDK) else resource.split(":")[5]
    if resource.startswith(f"{SDK}sagemaker:"):
        return errors.sdk(throttled)
    if resource.startswith(f"{SDK}sagemakerruntime:"):
        return errors.runtime(throttled)
    request = f"Request ID: {uuid.uuid4()}"
    if resource.startswith(SDK):
        named = _NAMES.get(service) or stepfunctions._prefix_sdk_error(service, "")[:-1]
        return errors.failure(f"{named}.{named}Exception", f"{MESSAGE} (Service: {named}, Status Code: 400, {request})")
    name, words, status = _OPTIMIZED["lambda" if ":lambda:" in resource else service]
    cause = f"{MESSAGE} (Service: {words}; Status Code: {status}; Error Code: ThrottlingException; {request})"
    return errors.failure(name, cause)


def _before_roles(original: wire.Handler, service: str) -> wire.Handler:
    async def handle(method: str, path: str, headers: dict[str, str], body: bytes, query: Any) -> wire.Response:
        if _by_role(service, headers):
            return wire.json_error("ThrottlingException", MESSAGE)
        return await original(method, path, headers, body, query)

    return handle


def _by_role(service: str, headers: dict[str, str]) -> bool:
    """People's and the CLI's own calls are let through, and a state machine's, which `_strike` has seen."""
    who, operation = caller(), wire.operation(headers)
    if ":assumed-role/" not in who or not operation or machine_role():
        return False
    role = "/".join(who.split("/")[:2])
    what = f"{service}:{operation} by {role}"
    return weather.current().strikes(NAME, what, what)
