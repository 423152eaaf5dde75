"""What a production variant may be: instances, or serverless without what serverless cannot have.

Source: AWS's developer guide, "Deploy models with Amazon SageMaker Serverless Inference": memory sizes, feature
exclusions (VPC, network isolation, data capture, several variants). AWS's documentation gives no texts of these
refusals; the words are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainyard_emulator.sagemaker.errors import invalid

MEMORY_SIZES = (1024, 2048, 3072, 4096, 5120, 6144)
_NOT_PLAYED = (
    "ManagedInstanceScaling",
    "RoutingConfig",
    "AcceleratorType",
    "InstancePools",
    "CapacityReservationConfig",
)
_EXCLUDED = {
    "VpcConfig": "a VPC configuration",
    "EnableNetworkIsolation": "network isolation",
}


def check(variant: Mapping[str, Any]) -> None:
    """Refuse a variant that lacks a member, or has one that does not go with the others."""
    where = f"Production variant {variant['VariantName']}"
    for member in _NOT_PLAYED:
        if variant.get(member):
            raise invalid(f"{where}: {member} is not played in a rehearsal.")
    if not variant.get("ModelName"):
        raise invalid(f"{where}: ModelName is required: a rehearsal has no inference components.")
    instances = [member for member in ("InstanceType", "InitialInstanceCount") if variant.get(member)]
    serverless = variant.get("ServerlessConfig")
    if serverless and instances:
        raise invalid(f"{where}: ServerlessConfig cannot be given with {' and '.join(instances)}.")
    if not serverless and len(instances) < 2:
        raise invalid(f"{where}: InstanceType and InitialInstanceCount, or ServerlessConfig, are required.")
    if serverless:
        _check_serverless(where, serverless)


def _check_serverless(where: str, serverless: Mapping[str, Any]) -> None:
    if "ProvisionedConcurrency" in serverless:
        raise invalid(f"{where}: ServerlessConfig.ProvisionedConcurrency is not played in a rehearsal.")
    if serverless["MemorySizeInMB"] not in MEMORY_SIZES:
        sizes = ", ".join(map(str, MEMORY_SIZES))
        raise invalid(f"{where}: MemorySizeInMB must be one of {sizes}, got {serverless['MemorySizeInMB']}.")


def check_conversion(served: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to make an endpoint with instances serverless; the way back is open.

    Source: AWS's developer guide, "Update a serverless endpoint".
    """
    if any("CurrentInstanceCount" in v for v in served) and any(v.get("ServerlessConfig") for v in wanted):
        raise invalid("You cannot update an instance-based endpoint to serverless: make an endpoint anew.")


def check_serverless_alone(request: Mapping[str, Any], models: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a serverless configuration with what goes with instances alone; `models` by the name of their variant."""
    variants = request["ProductionVariants"]
    if not any(variant.get("ServerlessConfig") for variant in variants):
        return
    if len(variants) > 1:
        raise invalid("A serverless endpoint has one production variant, got " + ", ".join(models) + ".")
    if (request.get("DataCaptureConfig") or {}).get("EnableCapture", "DataCaptureConfig" in request):
        raise invalid("DataCaptureConfig is not supported for serverless endpoints.")
    for name, model in models.items():
        for member, words in _EXCLUDED.items():
            if model.get(member):
                raise invalid(
                    f"Production variant {name}: serverless endpoints do not support {words}, which model "
                    f"{model['ModelName']} has ({member})."
                )
