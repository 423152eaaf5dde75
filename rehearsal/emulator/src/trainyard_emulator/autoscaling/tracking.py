"""What target tracking does: an alarm above its target and one below it, and another count while one of them rings.

Source: AWS's user guide of Application Auto Scaling, "How target tracking works" (out in proportion to the metric, in
only slowly: here by one, never out of the range) and SageMaker's, "Auto scaling policy overview". The alarms' periods
(3 minutes above, 15 below) and the cooldown of 300 s are AWS's for SageMaker's variants; all are under the time scale.
"""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ministack.services import cloudwatch

from trainyard_emulator import seams
from trainyard_emulator.alarms import periods
from trainyard_emulator.autoscaling.registry import Record, Resource
from trainyard_emulator.sagemaker import names

seams.require(cloudwatch, "cloudformation_put_metric_alarm", "cloudformation_delete_metric_alarm")

COOLDOWN = 300
_MARGIN = 0.9
_HIGH, _LOW = "AlarmHigh", "AlarmLow"
_SHAPES = {_HIGH: (3, "GreaterThanThreshold", 1.0), _LOW: (15, "LessThanThreshold", _MARGIN)}


def make_alarms(resource: Resource, policy_arn: str, target: float) -> list[Record]:
    """Make the two alarms of a policy; returns their names and ARNs."""
    made = []
    for kind, (count, comparison, factor) in _SHAPES.items():
        name = f"TargetTracking-{resource.id}-{kind}-{uuid.uuid4()}"
        arn = f"arn:aws:cloudwatch:{names.region()}:{names.account()}:alarm:{name}"
        now = int(time.time())
        cloudwatch.cloudformation_put_metric_alarm(
            {
                "AlarmName": name,
                "AlarmArn": arn,
                "AlarmDescription": f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy_arn}.",
                "Namespace": "AWS/SageMaker",
                "MetricName": "InvocationsPerInstance",
                "Dimensions": [
                    {"Name": "EndpointName", "Value": resource.endpoint},
                    {"Name": "VariantName", "Value": resource.variant},
                ],
                "Statistic": "Sum",
                "Period": 60,
                "EvaluationPeriods": count,
                "Threshold": target * factor,
                "ComparisonOperator": comparison,
                "TreatMissingData": "missing",
                "ActionsEnabled": True,
                "AlarmActions": [policy_arn],
                "OKActions": [],
                "InsufficientDataActions": [],
                "StateValue": "INSUFFICIENT_DATA",
                "StateReason": "Unchecked: Initial alarm creation",
                "StateUpdatedTimestamp": now,
                "AlarmConfigurationUpdatedTimestamp": now,
            }
        )
        made.append({"AlarmName": name, "AlarmARN": arn})
    return made


def delete_alarms(alarms: list[Record]) -> None:
    """Delete a policy's alarms."""
    for alarm in alarms:
        cloudwatch.cloudformation_delete_metric_alarm(alarm["AlarmName"])


@dataclass(frozen=True)
class Tracking:
    """Looks at the alarms of policies. `resize` gives a variant another count; false where it cannot now."""

    wait_scale: float
    resize: Callable[[Resource, int], bool]
    count: Callable[[Resource], int | None]

    def look(self, policy: Record, target: Record, now: float) -> bool:
        """Scale the variant of a policy, if an alarm rings and the last change is long enough ago."""
        ringing = next((kind for kind in _SHAPES for alarm in policy["Alarms"] if _rings(alarm, kind)), None)
        if ringing is None:
            return False
        resource = Resource.of(policy)
        current = self.count(resource)
        if current is None or now - policy.get("_scaled", 0) < _cooldown(policy, ringing) * self.wait_scale:
            return False
        wished = self._wished(policy, ringing, current)
        wished = min(max(wished, target["MinCapacity"]), target["MaxCapacity"])
        if wished == current or _suspended(policy, target, ringing) or not self.resize(resource, wished):
            return False
        policy["_scaled"] = now
        return True

    def _wished(self, policy: Record, ringing: str, current: int) -> int:
        alarm = next(found for found in map(_alarm, policy["Alarms"]) if found and f"-{ringing}-" in found["AlarmName"])
        dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm["Dimensions"]))
        points = list(cloudwatch._metrics.get((alarm["Namespace"], alarm["MetricName"], dimensions)) or [])
        known = [value for value in periods.values(alarm, points, time.time(), self.wait_scale) if value is not None]
        share = (max(known) if known else 0.0) / policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"]
        wished: int = math.ceil(current * share)
        return max(wished, current + 1) if ringing == _HIGH else max(wished, current - 1)


def _alarm(named: Record) -> dict[str, Any] | None:
    found: dict[str, Any] | None = cloudwatch._alarms.get(named["AlarmName"])
    return found


def _rings(named: Record, kind: str) -> bool:
    alarm = _alarm(named)
    return alarm is not None and f"-{kind}-" in named["AlarmName"] and alarm["StateValue"] == "ALARM"


def _cooldown(policy: Record, ringing: str) -> float:
    member = "ScaleOutCooldown" if ringing == _HIGH else "ScaleInCooldown"
    return float(policy["TargetTrackingScalingPolicyConfiguration"].get(member, COOLDOWN))


def _suspended(policy: Record, target: Record, ringing: str) -> bool:
    if ringing == _LOW and policy["TargetTrackingScalingPolicyConfiguration"].get("DisableScaleIn"):
        return True
    member = "DynamicScalingOutSuspended" if ringing == _HIGH else "DynamicScalingInSuspended"
    return bool((target.get("SuspendedState") or {}).get(member))
