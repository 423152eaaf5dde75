"""How traffic moves to a new fleet: DeploymentConfig of CreateEndpoint and UpdateEndpoint, judged as AWS judges it.

Sources: AWS's API reference of DeploymentConfig, TrafficRoutingConfig, CapacitySize and AutoRollbackConfig (sizes,
waits, required members); its developer guide, "Deployment guardrails: exclusions" (same variant names; none for
serverless).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from trainyard_emulator.sagemaker.errors import ApiError, invalid

_SIZE_OF = {"CANARY": "CanarySize", "LINEAR": "LinearStepSize"}
_MOST = Fraction(1, 2)
_LEAST = {"CANARY": Fraction(0), "LINEAR": Fraction(1, 10)}
_ALL_AT_ONCE: Mapping[str, Any] = {"Type": "ALL_AT_ONCE", "WaitIntervalInSeconds": 0}


@dataclass(frozen=True)
class Plan:
    """The shares of answers that the new fleet has, one after the other, and the waits (s) between them."""

    shares: Sequence[Fraction] = (Fraction(1),)
    bake: float = 0
    termination_wait: float = 0
    limit: float | None = None
    alarms: Sequence[str] = ()


def read(config: Mapping[str, Any], variants: Sequence[Mapping[str, Any]], served: Sequence[str] | None) -> Plan:
    """Return the plan of a deployment to `variants`; `served` names the variants that serve now (None: none do)."""
    if not config:
        return Plan()
    policy = config.get("BlueGreenUpdatePolicy") or {}
    if config.get("RollingUpdatePolicy"):
        both = "only one update policy may be given, and " if policy else ""
        raise _invalid(f"{both}RollingUpdatePolicy is not played in a rehearsal: give BlueGreenUpdatePolicy.")
    names = [variant["VariantName"] for variant in variants]
    if served is not None and sorted(served) != sorted(names):
        raise _invalid(
            f"the new endpoint configuration must have the same variant names as the old one, {', '.join(served)}, got "
            f"{', '.join(names)}: leave DeploymentConfig out, and the endpoint moves all at once."
        )
    routing = policy.get("TrafficRoutingConfiguration") or _ALL_AT_ONCE
    plan = Plan(
        _shares(routing, variants),
        routing["WaitIntervalInSeconds"],
        policy.get("TerminationWaitInSeconds", 0),
        policy.get("MaximumExecutionTimeoutInSeconds"),
        [alarm["AlarmName"] for alarm in (config.get("AutoRollbackConfiguration") or {}).get("Alarms", [])],
    )
    _check_limit(plan)
    return plan


def _check_limit(plan: Plan) -> None:
    waits = len(plan.shares) * plan.bake + plan.termination_wait
    if plan.limit is not None and plan.limit <= waits:
        raise _invalid(
            f"MaximumExecutionTimeoutInSeconds must be larger than the total waiting time of {waits} s "
            f"({len(plan.shares)} x WaitIntervalInSeconds + TerminationWaitInSeconds), got {plan.limit}."
        )


def _shares(routing: Mapping[str, Any], variants: Sequence[Mapping[str, Any]]) -> list[Fraction]:
    kind = routing["Type"]
    for other, member in _SIZE_OF.items():
        if other != kind and routing.get(member):
            raise _invalid(f"{member} goes with Type {other} alone, got Type {kind}.")
    if kind == "ALL_AT_ONCE":
        return [Fraction(1)]
    if any(variant.get("ServerlessConfig") for variant in variants):
        raise _invalid("deployment guardrails do not apply to serverless endpoints: give Type ALL_AT_ONCE.")
    member = _SIZE_OF[kind]
    if not routing.get(member):
        raise _invalid(f"{member} is required with Type {kind}.")
    steps = {_step(routing[member], variant, kind) for variant in variants}
    if len(steps) > 1:
        raise _invalid(f"{member} in instances is another share of each variant here: give CAPACITY_PERCENT.")
    step = steps.pop()
    if kind == "CANARY":
        return [step, Fraction(1)]
    count = -(-1 // step)
    return [min(number * step, Fraction(1)) for number in range(1, count + 1)]


def _step(size: Mapping[str, Any], variant: Mapping[str, Any], kind: str) -> Fraction:
    """Return the share of one step; of an instance there is no part, so that one instance has no half to begin with."""
    instances = variant["InitialInstanceCount"]
    if size["Type"] == "INSTANCE_COUNT":
        step = Fraction(size["Value"], instances)
        activated = step
    else:
        step = Fraction(size["Value"], 100)
        activated = max(step, Fraction(1, instances))
    if not _LEAST[kind] <= step <= _MOST or activated > _MOST:
        bounds = "less than or equal to 50%" if kind == "CANARY" else "10-50%"
        raise _invalid(
            f"{_SIZE_OF[kind]} must be {bounds} of the variant's total instance count, got {size['Type']} "
            f"{size['Value']} of variant {variant['VariantName']} with {instances}."
        )
    return step


def _invalid(words: str) -> ApiError:
    return invalid(f"Invalid DeploymentConfig: {words}")
