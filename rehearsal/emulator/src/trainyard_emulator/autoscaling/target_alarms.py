"""The two alarms of a target-tracking policy: above its target, and well below it.

As AWS makes them for SageMaker's variants: 3 minutes above the target, 15 below nine tenths of it.
"""

from __future__ import annotations

import time
import uuid

from ministack.services import cloudwatch

from trainyard_emulator import seams
from trainyard_emulator.autoscaling.registry import Record, Resource
from trainyard_emulator.sagemaker import names

seams.require(cloudwatch, "cloudformation_put_metric_alarm", "cloudformation_delete_metric_alarm")

HIGH, LOW = "AlarmHigh", "AlarmLow"
KINDS = {HIGH: (3, "GreaterThanThreshold", 1.0), LOW: (15, "LessThanThreshold", 0.9)}
_NEW = {
    "ActionsEnabled": True,
    "OKActions": [],
    "InsufficientDataActions": [],
    "StateValue": "INSUFFICIENT_DATA",
    "StateReason": "Unchecked: Initial alarm creation",
}


def make(resource: Resource, policy_arn: str, target: float) -> list[Record]:
    """Make a policy's alarms; returns their names and ARNs."""
    made = []
    for kind, (count, comparison, factor) in KINDS.items():
        name = f"TargetTracking-{resource.id}-{kind}-{uuid.uuid4()}"
        arn = f"arn:aws:cloudwatch:{names.region()}:{names.account()}:alarm:{name}"
        watched = {
            "EvaluationPeriods": count,
            "ComparisonOperator": comparison,
            "Threshold": target * factor,
            "AlarmActions": [policy_arn],
            "AlarmDescription": f"DO NOT EDIT OR DELETE. For TargetTrackingScaling policy {policy_arn}.",
        }
        named = {"AlarmName": name, "AlarmArn": arn}
        cloudwatch.cloudformation_put_metric_alarm(named | _metric(resource) | watched | _NEW | _now())
        made.append({"AlarmName": name, "AlarmARN": arn})
    return made


def delete(alarms: list[Record]) -> None:
    """Delete a policy's alarms."""
    for alarm in alarms:
        cloudwatch.cloudformation_delete_metric_alarm(alarm["AlarmName"])


def _metric(resource: Resource) -> Record:
    dimensions = {"EndpointName": resource.endpoint, "VariantName": resource.variant}
    return {
        "Namespace": "AWS/SageMaker",
        "MetricName": "InvocationsPerInstance",
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        "Statistic": "Sum",
        "Period": 60,
        "TreatMissingData": "missing",
    }


def _now() -> dict[str, int]:
    return dict.fromkeys(("StateUpdatedTimestamp", "AlarmConfigurationUpdatedTimestamp"), int(time.time()))
