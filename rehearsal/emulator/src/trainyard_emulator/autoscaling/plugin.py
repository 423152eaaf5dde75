"""Application Auto Scaling's place in MiniStack: its handler, its words in IAM and in state machines."""

from __future__ import annotations

import asyncio
import functools
import sys
from collections.abc import Callable, Mapping
from typing import Any

from ministack import app
from ministack.core import iam_actions, router
from ministack.services import stepfunctions

from trainyard_emulator import seams, wire
from trainyard_emulator.autoscaling import follower, policies, registry, targets
from trainyard_emulator.autoscaling.registry import Record
from trainyard_emulator.context import Context
from trainyard_emulator.sagemaker import plugin as sagemaker
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError

SERVICE = "application-autoscaling"
_SDK = "applicationautoscaling"
_PREFIX = "AnyScaleFrontendService"
_OPERATIONS: dict[str, Callable[[Api, Record], Record]] = {
    "RegisterScalableTarget": targets.register,
    "DeregisterScalableTarget": targets.deregister,
    "DescribeScalableTargets": targets.describe,
    "PutScalingPolicy": policies.put,
    "DeleteScalingPolicy": policies.delete,
    "DescribeScalingPolicies": policies.describe,
}


def install(context: Context) -> None:
    """Register the service."""
    seams.require(app, "SERVICE_HANDLERS", "SERVICE_REGISTRY", "_loaded_modules")
    seams.require(router, "SERVICE_PATTERNS")
    seams.require(stepfunctions, "_AWS_SDK_SERVICE_MAP", "_AWS_SDK_ERROR_PREFIX")
    app.SERVICE_HANDLERS[SERVICE] = handle_request
    app.SERVICE_REGISTRY[SERVICE] = {"module": SERVICE}
    app._loaded_modules[SERVICE] = sys.modules[__name__]
    patterns = {"target_prefixes": [f"{_PREFIX}."], "host_patterns": [r"application-autoscaling\."]}
    router.SERVICE_PATTERNS[SERVICE] = patterns
    iam_actions.SERVICE_TO_IAM_NAMESPACE[SERVICE] = SERVICE
    seams.replace(iam_actions, "extract_resource_arn", _naming_targets)
    seams.replace(iam_actions, "request_tag_context", _with_condition_keys)
    known = {"target_prefix": _PREFIX, "protocol": "json", "service_key": SERVICE}
    stepfunctions._AWS_SDK_SERVICE_MAP[_SDK] = known
    stepfunctions._AWS_SDK_ERROR_PREFIX[_SDK] = "ApplicationAutoScaling"
    follower.start(context.wait_scale)


async def handle_request(
    _method: str, _path: str, headers: Mapping[str, str], body: bytes | str, _query: Mapping[str, Any]
) -> wire.Response:
    """Answer one request; MiniStack has verified its signature and asked IAM."""
    content = body.encode() if isinstance(body, str) else body or b""
    return await asyncio.to_thread(_respond, wire.operation(headers), wire.body_of(content))


def reset() -> None:
    """Forget everything: MiniStack's reset."""
    registry.clear()


def _respond(operation: str, request: Record) -> wire.Response:
    work = _OPERATIONS.get(operation)
    if work is None:
        words = f"Application Auto Scaling {operation} is not played in a rehearsal."
        return wire.json_error("UnknownOperationException", words)
    try:
        return wire.json_answer(work(sagemaker.api(), request))
    except ApiError as error:
        return wire.json_error(error.code, error.message, error.status)


def _naming_targets(original: Any) -> Any:
    """Policies name scalable targets by an id that a new one does not have yet: then it is `*`."""

    @functools.wraps(original)
    def extract(service: str, *request: Any) -> Any:
        if service != SERVICE:
            return original(service, *request)
        _method, _path, headers, body, _query, region, account = request
        if wire.operation(headers).startswith("Describe"):
            return "*"
        target = registry.targets.get(str(wire.body_of(body).get("ResourceId")))
        new = f"arn:aws:{SERVICE}:{region}:{account}:scalable-target/*"
        return str(target["ScalableTargetARN"]) if target else new

    return extract


def _with_condition_keys(original: Any) -> Any:
    def context(service: str, action: str, body: bytes, params: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = original(service, action, body, params)
        return found | registry.condition_keys(wire.body_of(body)) if service == SERVICE else found

    return context
