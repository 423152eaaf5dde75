"""What SageMaker asks of Application Auto Scaling when an endpoint with registered variants changes or ends."""

from __future__ import annotations

from trainyard_emulator.autoscaling import registry, target_alarms


class Scaling:
    """The registered variants of the current account and region."""

    def registered(self, endpoint: str) -> set[str]:
        """Return an endpoint's registered variants, and nobody else's."""
        prefix = f"endpoint/{endpoint}/variant/"
        return {key.removeprefix(prefix) for key in registry.targets if key.startswith(prefix)}

    def arn(self, endpoint: str, variant: str) -> str:
        """Return a registered variant's scalable target."""
        return str(registry.targets[f"endpoint/{endpoint}/variant/{variant}"]["ScalableTargetARN"])

    def condition_keys(self) -> dict[str, str]:
        """Return the condition keys of what is done to any of them."""
        given = {"ServiceNamespace": registry.NAMESPACE, "ScalableDimension": registry.DIMENSION}
        return registry.condition_keys(given)

    def forget(self, endpoint: str) -> None:
        """Deregister all variants of an endpoint that goes."""
        for variant in self.registered(endpoint):
            for policy in registry.forget(f"endpoint/{endpoint}/variant/{variant}"):
                target_alarms.delete(policy["Alarms"])
