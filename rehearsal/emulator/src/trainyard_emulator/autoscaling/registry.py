"""What is registered, apart for each account and region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ministack.core.responses import AccountRegionScopedDict

from trainyard_emulator.sagemaker.errors import ApiError

type Record = dict[str, Any]

NAMESPACE = "sagemaker"
DIMENSION = "sagemaker:variant:DesiredInstanceCount"
targets: Any = AccountRegionScopedDict()
"""By resource id, `endpoint/<name>/variant/<name>`."""
policies: Any = AccountRegionScopedDict()
"""By resource id and name."""


@dataclass(frozen=True)
class Resource:
    """One variant, as a request names it."""

    endpoint: str
    variant: str

    @staticmethod
    def of(request: Record) -> Resource:
        """Read ServiceNamespace, ResourceId and ScalableDimension; all but SageMaker's variants are refused."""
        if (request["ServiceNamespace"], request["ScalableDimension"]) != (NAMESPACE, DIMENSION):
            raise ApiError(
                "ValidationException",
                f"A rehearsal scales {DIMENSION} of {NAMESPACE} alone, got {request['ScalableDimension']} of "
                f"{request['ServiceNamespace']}.",
            )
        parts = str(request["ResourceId"]).split("/")
        if len(parts) != 4 or (parts[0], parts[2]) != ("endpoint", "variant"):
            raise ApiError(
                "ValidationException",
                f"Unsupported resource ID {request['ResourceId']}: it is endpoint/<name>/variant/<name>.",
            )
        return Resource(parts[1], parts[3])

    @property
    def id(self) -> str:
        """The resource id."""
        return f"endpoint/{self.endpoint}/variant/{self.variant}"


def condition_keys(request: Record) -> dict[str, str]:
    """Return the condition keys of a request.

    Source: AWS's service authorization reference, "Condition keys for Application Auto Scaling".
    """
    members = {"ServiceNamespace": "service-namespace", "ScalableDimension": "scalable-dimension"}
    return {f"application-autoscaling:{key}": str(request[name]) for name, key in members.items() if name in request}


def where(resource_id: str) -> str:
    """Return how Application Auto Scaling names a target in its errors."""
    return f"service namespace: {NAMESPACE}, resource ID: {resource_id}, scalable dimension: {DIMENSION}"


def need(resource: Resource) -> Record:
    """Return a variant's target, or refuse in AWS's words."""
    target: Record | None = targets.get(resource.id)
    if target is None:
        raise ApiError("ObjectNotFoundException", f"No scalable target found for {where(resource.id)}")
    return target


def forget(resource_id: str) -> list[Record]:
    """Forget a target and its policies; returns these."""
    targets.pop(resource_id, None)
    return [policies.pop(key) for key, policy in list(policies.items()) if policy["ResourceId"] == resource_id]


def clear() -> None:
    """Forget everything of every account."""
    targets.clear()
    policies.clear()
