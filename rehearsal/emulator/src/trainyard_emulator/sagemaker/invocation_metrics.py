"""What CloudWatch is told of an invocation.

Source: AWS's developer guide, "Metrics for monitoring SageMaker with CloudWatch: endpoint invocation metrics": names,
units (latencies in microseconds), dimensions EndpointName and VariantName; InvocationsPerInstance is 1 divided by the
number of instances on each request. With EndpointConfigName as a third dimension the fleets of a deployment are told
apart ("Auto-Rollback Configuration and Monitoring: monitor model latency on the new fleet").
CPU, memory and disk of /aws/sagemaker/Endpoints are not played: a process of a laptop has no instance's.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainyard_emulator.sagemaker.world import Metrics
from trainyard_emulator.serving.fleet import Fleet, Variant

NAMESPACE = "AWS/SageMaker"
_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Measured:
    """One invocation: the model's status (0: no answer), and how long (s) model and all took."""

    status: int
    model_seconds: float
    seconds: float


def put(metrics: Metrics, endpoint: str, fleet: Fleet, variant: Variant, measured: Measured) -> None:
    """Add one value to each metric of the variant."""
    values = {
        "Invocations": 1.0,
        "InvocationsPerInstance": 1 / variant.capacity.count,
        "Invocation4XXErrors": float(400 <= measured.status < 500),
        "Invocation5XXErrors": float(measured.status >= 500 or measured.status == 0),
        "InvocationModelErrors": float(not 200 <= measured.status < 300),
        "ModelLatency": measured.model_seconds * _MICROSECONDS,
        "OverheadLatency": max(0.0, measured.seconds - measured.model_seconds) * _MICROSECONDS,
    }
    dimensions = {"EndpointName": endpoint, "VariantName": variant.name}
    metrics.put(NAMESPACE, dimensions, values, dimensions | {"EndpointConfigName": fleet.config})
