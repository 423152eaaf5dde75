"""An endpoint's variants as DescribeEndpoint shows them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from trainyard_emulator.sagemaker.store import Record


def in_service(variant: Mapping[str, Any], image: str) -> Record:
    """Return a variant that is as it was wished."""
    return _summary(variant) | {"DeployedImages": [{"SpecifiedImage": image, "ResolvedImage": image}]}


def pending(config: Mapping[str, Any], status: str, started: float) -> Record:
    """Return PendingDeploymentSummary: what an endpoint is moving to, all of its variants at the same stage."""
    stage = {"Status": status, "StartTime": time.time()}
    return {
        "EndpointConfigName": config["EndpointConfigName"],
        "ProductionVariants": [_summary(v) | {"VariantStatus": [stage]} for v in config["ProductionVariants"]],
        "StartTime": started,
    }


def _summary(variant: Mapping[str, Any]) -> Record:
    weight = float(variant.get("InitialVariantWeight", 1))
    both: Record = {"VariantName": variant["VariantName"], "CurrentWeight": weight, "DesiredWeight": weight}
    if serverless := variant.get("ServerlessConfig"):
        return both | {"CurrentServerlessConfig": serverless, "DesiredServerlessConfig": serverless}
    count = variant["InitialInstanceCount"]
    return both | {"CurrentInstanceCount": count, "DesiredInstanceCount": count}
