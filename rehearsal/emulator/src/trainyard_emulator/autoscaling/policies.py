"""Scaling policies: kept, with their alarms; the ledger says whether one acted.

Source: Application Auto Scaling's API reference (PutScalingPolicy: one predefined or customized metric) and SageMaker's
developer guide, "Auto scaling prerequisites": the caller needs cloudwatch:PutMetricAlarm, DescribeAlarms, DeleteAlarms.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from trainyard_emulator.autoscaling import pages, registry, target_alarms
from trainyard_emulator.autoscaling.registry import Record, Resource
from trainyard_emulator.ledger import entries
from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.step_functions import execution

_CONFIGURATION = "TargetTrackingScalingPolicyConfiguration"
_FOLLOWED = "SageMakerVariantInvocationsPerInstance"
_METRICS = (_FOLLOWED, "SageMakerVariantConcurrentRequestsPerModelHighResolution")
_IDLE = "judged and kept; there was no traffic above or below its target for as long as it takes to act"
_NOT_FOLLOWED = f"judged and kept; a rehearsal follows {_FOLLOWED} alone"


def put(api: Api, request: Record) -> Record:
    """Keep a policy of a registered variant."""
    resource = Resource.of(request)
    registry.need(resource)
    if request.get("PolicyType") != "TargetTrackingScaling":
        raise ApiError("ValidationException", "A rehearsal keeps policies of PolicyType TargetTrackingScaling alone.")
    _check(request.get(_CONFIGURATION) or {})
    for action in ("cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms"):
        api.world.authorize(action, _alarms(resource))
    key = f"{resource.id}|{request['PolicyName']}"
    policy = _policy(resource, request, registry.policies.get(key))
    tracked = request[_CONFIGURATION]
    followed = (tracked.get("PredefinedMetricSpecification") or {}).get("PredefinedMetricType") == _FOLLOWED
    made = target_alarms.make(resource, policy["PolicyARN"], tracked["TargetValue"]) if followed else []
    registry.policies[key] = policy | {"Alarms": made}
    tell(policy, "recorded", _IDLE if followed else _NOT_FOLLOWED)
    return {"PolicyARN": policy["PolicyARN"], "Alarms": made}


def _policy(resource: Resource, request: Record, old: Record | None) -> Record:
    """Return the policy; one of the same name is replaced, its ARN stays."""
    if old:
        target_alarms.delete(old["Alarms"])
    arn = f"arn:aws:autoscaling:{names.region()}:{names.account()}:scalingPolicy:{uuid.uuid4()}"
    new = {
        "PolicyARN": f"{arn}:resource/sagemaker/{resource.id}:policyName/{request['PolicyName']}",
        "CreationTime": time.time(),
    }
    kept = {name: old[name] for name in new} if old else new
    return {**request, **kept, "_scope": execution.current_arn() or "no workflow"}


def delete(api: Api, request: Record) -> Record:
    """Forget a policy."""
    resource = Resource.of(request)
    key = f"{resource.id}|{request['PolicyName']}"
    if key not in registry.policies:
        words = f"No scaling policy found for {registry.where(resource.id)}, policy name: {request['PolicyName']}"
        raise ApiError("ObjectNotFoundException", words)
    api.world.authorize("cloudwatch:DeleteAlarms", _alarms(resource))
    target_alarms.delete(registry.policies.pop(key)["Alarms"])
    return {}


def describe(_api: Api, request: Record) -> Record:
    """Return policies of a namespace."""
    resource, named = request.get("ResourceId"), request.get("PolicyNames")
    found = [
        policy
        for policy in registry.policies.values()
        if resource in (None, policy["ResourceId"]) and (named is None or policy["PolicyName"] in named)
    ]
    shown = [{name: value for name, value in policy.items() if not name.startswith("_")} for policy in found]
    return pages.page("ScalingPolicies", shown, request)


def _check(configuration: dict[str, Any]) -> None:
    predefined = configuration.get("PredefinedMetricSpecification")
    if bool(predefined) == bool(configuration.get("CustomizedMetricSpecification")):
        raise ApiError(
            "ValidationException",
            f"{_CONFIGURATION} has either PredefinedMetricSpecification or CustomizedMetricSpecification.",
        )
    if predefined and predefined["PredefinedMetricType"] not in _METRICS:
        raise ApiError(
            "ValidationException",
            f"PredefinedMetricType of {registry.DIMENSION} is one of {', '.join(_METRICS)}, got "
            f"{predefined['PredefinedMetricType']}.",
        )
    if configuration["TargetValue"] <= 0:
        raise ApiError("ValidationException", f"TargetValue must be greater than 0, got {configuration['TargetValue']}")


def _alarms(resource: Resource) -> str:
    return f"arn:aws:cloudwatch:{names.region()}:{names.account()}:alarm:TargetTracking-{resource.id}-AlarmHigh"


def tell(policy: Record, state: entries.State, reason: str | None) -> None:
    """Tell the ledger what became of a policy."""
    name = f"{policy['ResourceId']}/{policy['PolicyName']}"
    entries.bring(
        entries.Entry(
            names.account(), names.region(), "resource", policy["_scope"], name, "ScalingPolicy", state, reason
        )
    )
