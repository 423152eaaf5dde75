"""Endpoint configurations."""

from __future__ import annotations

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import ENDPOINT, ENDPOINT_CONFIG, MODEL
from trainyard_emulator.sagemaker.store import Record, Store, existing

_NOT_PLAYED = ("DataCaptureConfig", "AsyncInferenceConfig", "ExplainerConfig", "ShadowProductionVariants")
_NOT_PLAYED_OF_VARIANT = ("ServerlessConfig", "ManagedInstanceScaling", "RoutingConfig", "AcceleratorType")


class EndpointConfigs:
    """Create, Describe, Delete of endpoint configurations with instance-based variants."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, request: Record) -> Record:
        """Check the variants and their models, then keep the configuration."""
        for member in _NOT_PLAYED:
            if request.get(member):
                raise invalid(f"{member} is not played in a rehearsal.")
        for variant in request["ProductionVariants"]:
            self._check_variant(variant)
        variants = [variant["VariantName"] for variant in request["ProductionVariants"]]
        if len(set(variants)) < len(variants):
            raise invalid(f"Production variant names must be unique, got {', '.join(variants)}.")
        name = request["EndpointConfigName"]
        with self._store.lock:
            if self._store.find(ENDPOINT_CONFIG, name):
                raise existing(ENDPOINT_CONFIG, name)
            return self._store.add(ENDPOINT_CONFIG, name, request)

    def describe(self, request: Record) -> Record:
        """Return a configuration's record."""
        return self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"])

    def delete(self, request: Record) -> Record:
        """Forget a configuration; one that an endpoint is moving to or from is refused."""
        record = self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"])
        name = record["EndpointConfigName"]
        for endpoint in self._store.of(ENDPOINT).values():
            if endpoint["EndpointStatus"] in ("Creating", "Updating") and name in endpoint["_configs"]:
                raise invalid(
                    f'Cannot delete endpoint configuration "{name}": it is in use by {endpoint["EndpointArn"]}.'
                )
        self._store.remove(ENDPOINT_CONFIG, name)
        return {}

    def _check_variant(self, variant: Record) -> None:
        where = f"Production variant {variant['VariantName']}"
        for member in _NOT_PLAYED_OF_VARIANT:
            if variant.get(member):
                raise invalid(f"{where}: {member} is not played in a rehearsal, only fixed instances.")
        for member in ("ModelName", "InstanceType", "InitialInstanceCount"):
            if not variant.get(member):
                raise invalid(f"{where}: {member} is required.")
        self._store.need(MODEL, variant["ModelName"])
