"""What AWS refuses of a DeploymentConfig, and the plan that is made of the rest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from trainyard_emulator.sagemaker import deployment_config
from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.errors import ApiError


def size(kind: str, value: int) -> dict[str, Any]:
    return {"Type": kind, "Value": value}


def blue_green(kind: str, wait: int = 60, **more: Any) -> dict[str, Any]:
    routing = {key: value for key, value in more.items() if key in ("CanarySize", "LinearStepSize")}
    policy = {key: value for key, value in more.items() if key not in routing}
    traffic = {"Type": kind, "WaitIntervalInSeconds": wait, **routing}
    return {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": traffic, **policy}}


def variants(*counts: int) -> list[dict[str, Any]]:
    return [{"VariantName": f"v{number}", "InitialInstanceCount": count} for number, count in enumerate(counts, 1)]


def read(config: dict[str, Any], *counts: int) -> Plan:
    given = variants(*(counts or (4,)))
    return deployment_config.read(config, given, [variant["VariantName"] for variant in given])


def refusal(config: dict[str, Any], *counts: int) -> str:
    with pytest.raises(ApiError) as caught:
        read(config, *counts)
    return caught.value.message


def test_without_a_config_all_moves_at_once() -> None:
    assert read({}) == Plan()


def test_a_canary_has_its_share_and_then_all() -> None:
    plan = read(blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 25), TerminationWaitInSeconds=30))
    assert plan == Plan([Fraction(1, 4), Fraction(1)], 60, 30, alarms=[])


def test_a_canary_of_instances_is_their_part_of_the_fleet() -> None:
    assert read(blue_green("CANARY", CanarySize=size("INSTANCE_COUNT", 1)), 3).shares == [Fraction(1, 3), 1]


def test_linear_steps_end_at_all() -> None:
    plan = read(blue_green("LINEAR", LinearStepSize=size("CAPACITY_PERCENT", 30)))
    assert plan.shares == [Fraction(3, 10), Fraction(6, 10), Fraction(9, 10), 1]


def test_the_alarms_are_named() -> None:
    assert read({"AutoRollbackConfiguration": {"Alarms": [{"AlarmName": "a"}, {"AlarmName": "b"}]}}).alarms == [
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("config", "counts", "words"),
    [
        (blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 51)), (4,), "less than or equal to 50%"),
        (blue_green("CANARY", CanarySize=size("INSTANCE_COUNT", 2)), (3,), "INSTANCE_COUNT 2 of variant v1 with 3"),
        (blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 25)), (1,), "less than or equal to 50%"),
        (blue_green("LINEAR", LinearStepSize=size("CAPACITY_PERCENT", 5)), (4,), "LinearStepSize must be 10-50%"),
        (blue_green("LINEAR", LinearStepSize=size("INSTANCE_COUNT", 1)), (11,), "LinearStepSize must be 10-50%"),
        (blue_green("CANARY"), (4,), "CanarySize is required with Type CANARY"),
        (blue_green("ALL_AT_ONCE", CanarySize=size("INSTANCE_COUNT", 1)), (4,), "goes with Type CANARY alone"),
        (blue_green("CANARY", CanarySize=size("INSTANCE_COUNT", 1)), (2, 4), "another share of each variant"),
        ({"RollingUpdatePolicy": {"MaximumBatchSize": size("INSTANCE_COUNT", 1)}}, (4,), "is not played"),
        (
            blue_green(
                "LINEAR", 300, LinearStepSize=size("CAPACITY_PERCENT", 50), MaximumExecutionTimeoutInSeconds=600
            ),
            (4,),
            "larger than the total waiting time of 600 s",
        ),
    ],
)
def test_what_aws_refuses_is_refused(config: dict[str, Any], counts: tuple[int, ...], words: str) -> None:
    assert words in refusal(config, *counts)


def test_other_variants_than_before_are_refused() -> None:
    canary = blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 25))
    with pytest.raises(ApiError, match=r"same variant names as the old one, v1, got v1, v2"):
        deployment_config.read(canary, variants(2, 2), ["v1"])


def test_a_new_endpoint_has_no_old_variants() -> None:
    canary = blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 25))
    assert deployment_config.read(canary, variants(2), None).shares == [Fraction(1, 4), 1]


def test_serverless_has_no_guardrails() -> None:
    given = [{"VariantName": "v1", "ServerlessConfig": {"MaxConcurrency": 1}}]
    canary = blue_green("CANARY", CanarySize=size("CAPACITY_PERCENT", 25))
    with pytest.raises(ApiError, match="do not apply to serverless endpoints"):
        deployment_config.read(canary, given, ["v1"])
    assert deployment_config.read(blue_green("ALL_AT_ONCE"), given, ["v1"]).shares == [Fraction(1)]
