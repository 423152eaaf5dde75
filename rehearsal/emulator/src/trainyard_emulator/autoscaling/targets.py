"""Scalable targets: variants whose count may be between two numbers.

Source: Application Auto Scaling's API reference (RegisterScalableTarget: a count outside of the range is moved into it)
and SageMaker's developer guide, "Auto scaling prerequisites" (what the caller needs on the endpoint, and the
service-linked role).
"""

from __future__ import annotations

import time
import uuid

from ministack.services import iam

from trainyard_emulator import seams
from trainyard_emulator.autoscaling import pages, registry, target_alarms
from trainyard_emulator.autoscaling.registry import Record, Resource
from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.names import ENDPOINT, ENDPOINT_CONFIG

seams.require(iam, "_create_service_linked_role", "_roles")

_SERVICE = "sagemaker.application-autoscaling.amazonaws.com"
_ROLE = "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
_NEEDED = ("sagemaker:DescribeEndpoint", "sagemaker:UpdateEndpointWeightsAndCapacities")
_NOTHING_SUSPENDED = {
    "DynamicScalingInSuspended": False,
    "DynamicScalingOutSuspended": False,
    "ScheduledScalingSuspended": False,
}


def register(api: Api, request: Record) -> Record:
    """Register a variant, or change its range."""
    resource = Resource.of(request)
    for action in _NEEDED:
        api.world.authorize(action, ENDPOINT.arn(resource.endpoint))
    count = _count(api, resource)
    api.world.authorize("sagemaker:DescribeEndpointConfig", ENDPOINT_CONFIG.arn(_config(api, resource)))
    old = registry.targets.get(resource.id)
    target = {**(old or _new(api, resource)), **{key: request[key] for key in _CHANGES if key in request}}
    missing = [key for key in ("MinCapacity", "MaxCapacity") if key not in target]
    if missing:
        raise ApiError("ValidationException", f"{missing[0]} is required to register a new scalable target.")
    if target["MinCapacity"] > target["MaxCapacity"]:
        raise ApiError("ValidationException", "Maximum capacity cannot be less than minimum capacity")
    if target["MinCapacity"] < 1:
        raise ApiError("ValidationException", "MinCapacity must be at least 1: only inference components scale to 0.")
    registry.targets[resource.id] = target
    within = min(max(count, target["MinCapacity"]), target["MaxCapacity"])
    if within != count:
        wish = {"VariantName": resource.variant, "DesiredInstanceCount": within}
        api.call(
            "UpdateEndpointWeightsAndCapacities",
            {"EndpointName": resource.endpoint, "DesiredWeightsAndCapacities": [wish]},
        )
    return {"ScalableTargetARN": target["ScalableTargetARN"]}


def deregister(_api: Api, request: Record) -> Record:
    """Forget a target and its policies."""
    resource = Resource.of(request)
    registry.need(resource)
    forget(resource.id)
    return {}


def forget(resource_id: str) -> None:
    """Forget a target, its policies and their alarms."""
    for policy in registry.forget(resource_id):
        target_alarms.delete(policy["Alarms"])


def describe(_api: Api, request: Record) -> Record:
    """Return targets of a namespace."""
    wanted = request.get("ResourceIds")
    found = [target for key, target in registry.targets.items() if wanted is None or key in wanted]
    return pages.page("ScalableTargets", found, request)


_CHANGES = ("MinCapacity", "MaxCapacity", "SuspendedState")


def _count(api: Api, resource: Resource) -> int:
    endpoint = api.store.find(ENDPOINT, resource.endpoint)
    variants = {v["VariantName"]: v for v in (endpoint or {}).get("ProductionVariants", [])}
    variant = variants.get(resource.variant)
    if variant is None or "DesiredInstanceCount" not in variant:
        raise ApiError(
            "ValidationException", f"SageMaker endpoint variant with instances does not exist: {resource.id}"
        )
    return int(variant["DesiredInstanceCount"])


def _config(api: Api, resource: Resource) -> str:
    return str(api.store.need(ENDPOINT, resource.endpoint)["EndpointConfigName"])


def _new(api: Api, resource: Resource) -> Record:
    arn = f"arn:aws:application-autoscaling:{names.region()}:{names.account()}:scalable-target/{uuid.uuid4().hex}"
    return {
        "ServiceNamespace": registry.NAMESPACE,
        "ResourceId": resource.id,
        "ScalableDimension": registry.DIMENSION,
        "RoleARN": _service_linked_role(api),
        "CreationTime": time.time(),
        "SuspendedState": _NOTHING_SUSPENDED,
        "ScalableTargetARN": arn,
    }


def _service_linked_role(api: Api) -> str:
    """Return the role that AWS makes for the first target, as the caller."""
    arn = f"arn:aws:iam::{names.account()}:role/aws-service-role/{_SERVICE}/{_ROLE}"
    if _ROLE not in iam._roles:
        api.world.authorize("iam:CreateServiceLinkedRole", arn, {"iam:AWSServiceName": _SERVICE})
        iam._create_service_linked_role({"AWSServiceName": [_SERVICE]})
        role = iam._roles.pop("AWSServiceRoleForSagemaker")  # MiniStack's name for it
        iam._roles[_ROLE] = role | {"RoleName": _ROLE, "Arn": arn}
    return arn
