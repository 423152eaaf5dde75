"""What Application Auto Scaling has to say when an endpoint is updated or deleted."""

from __future__ import annotations

from collections.abc import Sequence

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.world import World


class EndpointScaling:
    """Looks after registered variants."""

    def __init__(self, world: World) -> None:
        self._world = world

    def check_update(self, record: Record, wanted: Sequence[Record]) -> None:
        """Refuse another instance type of a variant that is registered to scale.

        Source: SageMaker's developer guide, "Update endpoints that use auto scaling".
        """
        registered = self._world.scaling.registered(record["EndpointName"])
        types = {variant["VariantName"]: variant.get("InstanceType") for variant in wanted}
        for variant, kind in record["_types"].items():
            if variant in registered and variant in types and types[variant] != kind:
                raise invalid(
                    f"Cannot change the instance type of variant {variant} from {kind} to {types[variant]}: it is "
                    "registered as a scalable target with Application Auto Scaling. Deregister it first."
                )

    def deregister(self, name: str) -> None:
        """Take an endpoint's variants off Application Auto Scaling, as its caller.

        Source: SageMaker's developer guide, "Delete endpoints configured for auto scaling".
        """
        scaling = self._world.scaling
        for variant in scaling.registered(name):
            target, keys = scaling.arn(name, variant), scaling.condition_keys()
            self._world.authorize("application-autoscaling:DeregisterScalableTarget", target, keys)
        scaling.forget(name)
