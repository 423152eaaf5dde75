"""`aws-sdk:sagemaker:…` and `aws-sdk:sagemakerruntime:invokeEndpoint`."""

from __future__ import annotations

import json
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.reach import operations
from trainyard_emulator.sagemaker import invocation, plugin, validation
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.resources import resource_arn
from trainyard_emulator.step_functions import errors, shapes

CONTROL = "arn:aws:states:::aws-sdk:sagemaker:"
RUNTIME = "arn:aws:states:::aws-sdk:sagemakerruntime:"
_HEADERS = {
    "ContentType": "content-type",
    "Accept": "accept",
    "CustomAttributes": "x-amzn-sagemaker-custom-attributes",
    "InferenceId": "x-amzn-sagemaker-inference-id",
    "TargetVariant": "x-amzn-sagemaker-target-variant",
}


def install(_context: Context) -> None:
    """Answer tasks whose resource is an SDK integration of SageMaker."""
    seams.require(stepfunctions, "_SERVICE_DISPATCH")
    stepfunctions._SERVICE_DISPATCH[CONTROL] = control
    stepfunctions._SERVICE_DISPATCH[RUNTIME] = runtime


def control(resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Do any operation that we have."""
    name = resource.removeprefix(CONTROL)
    operation = name[:1].upper() + name[1:]
    if not validation.exists(operation):
        raise errors.failure("States.Runtime", f"{resource}: SageMaker has no operation {operation}")
    if problem := validation.malformed(operation, arguments):
        raise errors.unusable(json.dumps(arguments), problem)
    api = plugin.api()
    try:
        api.world.authorize(f"sagemaker:{operation}", resource_arn(operation, arguments))
        operations.note("sagemaker", operation)
        return shapes.with_iso_times(operation, api.call(operation, arguments))
    except ApiError as error:
        raise errors.sdk(error) from error


def runtime(resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Invoke an endpoint. Body is text, or JSON that is sent as its text; the answer's Body is text."""
    if resource.removeprefix(RUNTIME) != "invokeEndpoint":
        raise errors.failure("States.Runtime", f"{resource} is not played in a rehearsal")
    unknown = sorted(arguments.keys() - {"EndpointName", "Body", *_HEADERS})
    if unknown or "EndpointName" not in arguments:
        problem = f"The field {unknown[0]!r} is not supported" if unknown else "The field 'EndpointName' is required"
        raise errors.unusable(json.dumps(arguments), problem)
    api = plugin.api()
    headers = {header: str(arguments[name]) for name, header in _HEADERS.items() if name in arguments}
    try:
        api.world.authorize("sagemaker:InvokeEndpoint", resource_arn("InvokeEndpoint", arguments))
        operations.note("sagemaker-runtime", "InvokeEndpoint")
        invoked = invocation.invoke(api, arguments["EndpointName"], _body(arguments), headers)
    except ApiError as error:
        raise errors.runtime(error) from error
    return {
        "Body": invoked.body.decode(errors="replace"),
        "ContentType": invoked.content_type,
        "InvokedProductionVariant": invoked.variant,
    }


def _body(arguments: dict[str, Any]) -> bytes:
    body = arguments.get("Body", "")
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()
