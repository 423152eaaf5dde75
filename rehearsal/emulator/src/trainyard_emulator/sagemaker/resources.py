"""On which resource IAM judges an operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainyard_emulator.sagemaker.names import ENDPOINT_CONFIG, KINDS, short_name

_VERBS = ("Create", "Describe", "Update", "Delete", "Stop")


def resource_arn(operation: str, request: Mapping[str, Any]) -> str:
    """Return the ARN of the one resource that an operation names; `*` for a list."""
    if operation in ("InvokeEndpoint", "UpdateEndpointWeightsAndCapacities"):
        operation = "DescribeEndpoint"
    if operation == "ListTrainingJobsForHyperParameterTuningJob":
        operation = "DescribeHyperParameterTuningJob"
    if "ResourceArn" in request:
        return str(request["ResourceArn"])
    for kind in KINDS:
        if operation in {verb + kind.name for verb in _VERBS}:
            if operation == "CreateModelPackage":
                # A package's number is not known yet: AWS judges the group's packages, `model-package/<group>/*`.
                return kind.arn(f"{short_name(str(request.get('ModelPackageGroupName', '')))}/*")
            name = request.get(kind.name_key) or request.get(kind.arn_key) or "*"
            return str(name) if str(name).startswith("arn:") else kind.arn(str(name))
    return "*"


def also_judged(operation: str, request: Mapping[str, Any]) -> list[str]:
    """Return the further resources on which AWS judges the same action."""
    if operation in ("CreateEndpoint", "UpdateEndpoint"):
        return [ENDPOINT_CONFIG.arn(str(request.get("EndpointConfigName", "*")))]
    return []
