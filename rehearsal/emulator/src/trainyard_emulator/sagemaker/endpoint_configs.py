"""Endpoint configurations."""

from __future__ import annotations

from trainyard_emulator.sagemaker import capture_config, variant_rules
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import ENDPOINT, ENDPOINT_CONFIG, MODEL
from trainyard_emulator.sagemaker.store import Record, Store, existing

_NOT_PLAYED = (
    "AsyncInferenceConfig",
    "EnableNetworkIsolation",
    "ExecutionRoleArn",
    "ExplainerConfig",
    "MetricsConfig",
    "ShadowProductionVariants",
    "VpcConfig",
)


class EndpointConfigs:
    """Create, Describe, Delete of endpoint configurations."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, request: Record) -> Record:
        """Check the variants and their models, then keep the configuration."""
        for member in _NOT_PLAYED:
            if request.get(member):
                raise invalid(f"{member} is not played in a rehearsal.")
        variants = request["ProductionVariants"]
        for variant in variants:
            variant_rules.check(variant)
        names = [variant["VariantName"] for variant in variants]
        if len(set(names)) < len(names):
            raise invalid(f"Production variant names must be unique, got {', '.join(names)}.")
        models = {variant["VariantName"]: self._store.need(MODEL, variant["ModelName"]) for variant in variants}
        variant_rules.check_serverless_alone(request, models)
        capture_config.check(request.get("DataCaptureConfig"))
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
            if endpoint["EndpointStatus"] in ("Creating", "Updating", "RollingBack") and name in endpoint["_configs"]:
                raise invalid(
                    f'Cannot delete endpoint configuration "{name}": it is in use by {endpoint["EndpointArn"]}.'
                )
        self._store.remove(ENDPOINT_CONFIG, name)
        return {}
