"""UpdateEndpointWeightsAndCapacities: other weights, other counts, the same models."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from trainyard_emulator.sagemaker.endpoint_life import EndpointLife
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.serving.capacity import Instances
from trainyard_emulator.serving.fleet import Fleet
from trainyard_emulator.serving.hosts import UnhealthyError
from trainyard_emulator.serving.serverless import Serverless

_PAIRS = {
    "DesiredWeight": "CurrentWeight",
    "DesiredInstanceCount": "CurrentInstanceCount",
    "DesiredServerlessConfig": "CurrentServerlessConfig",
}


class VariantUpdates:
    """Changes variants that serve."""

    def __init__(self, life: EndpointLife) -> None:
        self._life = life

    def begin(self, record: Record, desired: Sequence[Mapping[str, Any]]) -> Callable[[], None]:
        """Check the request and note what is wished; returns the work that makes it so.

        Source: AWS's API reference: the weights of one or more variants, or the capacity of one.
        """
        variants = {variant["VariantName"]: variant for variant in record["ProductionVariants"]}
        if sum(1 for wish in desired if "DesiredInstanceCount" in wish or "ServerlessUpdateConfig" in wish) > 1:
            raise invalid("Only the capacity of one variant may be updated at a time.")
        for wish in desired:
            _check(record, variants, wish)
        for wish in desired:
            variants[wish["VariantName"]].update(_wished(variants[wish["VariantName"]], wish))
        return lambda: self._apply(record)

    def _apply(self, record: Record) -> None:
        fleet: Fleet = record["_traffic"].blue
        try:
            for variant in record["ProductionVariants"]:
                _make_so(fleet, variant)
        except (UnhealthyError, OSError) as error:
            record["FailureReason"] = f"{type(error).__name__}: {error}"
            self._life.enter(record, "RollingBack")
            for variant in record["ProductionVariants"]:
                _copy(variant, {current: wished for wished, current in _PAIRS.items()})
        self._life.enter(record, "InService")


def _check(record: Record, variants: Mapping[str, Record], wish: Mapping[str, Any]) -> None:
    name = wish["VariantName"]
    if name not in variants:
        raise invalid(f'Could not find variant "{name}" of endpoint "{record["EndpointArn"]}".')
    serverless = "CurrentServerlessConfig" in variants[name]
    if serverless and "DesiredInstanceCount" in wish:
        raise invalid(f"DesiredInstanceCount cannot be given for the serverless variant {name}.")
    if not serverless and "ServerlessUpdateConfig" in wish:
        raise invalid(f"ServerlessUpdateConfig cannot be given for the instance-based variant {name}.")
    if wish.get("DesiredInstanceCount") == 0:
        raise invalid(f"DesiredInstanceCount of variant {name} must be at least 1, got 0.")
    if "ProvisionedConcurrency" in wish.get("ServerlessUpdateConfig", {}):
        raise invalid("ServerlessUpdateConfig.ProvisionedConcurrency is not played in a rehearsal.")


def _wished(variant: Mapping[str, Any], wish: Mapping[str, Any]) -> Record:
    found: Record = {key: wish[key] for key in ("DesiredWeight", "DesiredInstanceCount") if key in wish}
    if given := wish.get("ServerlessUpdateConfig"):
        found["DesiredServerlessConfig"] = {**variant["DesiredServerlessConfig"], **given}
    return found


def _make_so(fleet: Fleet, variant: Record) -> None:
    serving = fleet.variants[variant["VariantName"]]
    if isinstance(serving.capacity, Instances):
        serving.capacity.resize(variant["DesiredInstanceCount"])
    elif isinstance(serving.capacity, Serverless):
        serving.capacity.limit(variant["DesiredServerlessConfig"]["MaxConcurrency"])
    serving.weight = variant["DesiredWeight"]
    _copy(variant, _PAIRS)


def _copy(variant: Record, pairs: Mapping[str, str]) -> None:
    variant.update({into: variant[given] for given, into in pairs.items() if given in variant})
