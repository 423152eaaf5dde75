"""Which count target tracking wishes, while which alarm rings; without a stand-in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from ministack.services import cloudwatch

from trainyard_emulator.autoscaling import target_alarms, tracking
from trainyard_emulator.autoscaling.registry import Resource
from trainyard_emulator.autoscaling.tracking import Tracking

RESOURCE = Resource("e", "v")
TARGET = {"MinCapacity": 1, "MaxCapacity": 4}


@pytest.fixture
def policy() -> Iterator[dict[str, Any]]:
    """A policy on 10 invocations, with its alarms."""
    made = target_alarms.make(RESOURCE, "arn:policy", 10)
    yield {
        "ServiceNamespace": "sagemaker",
        "ScalableDimension": "sagemaker:variant:DesiredInstanceCount",
        "ResourceId": RESOURCE.id,
        "Alarms": made,
        "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 10},
    }
    cloudwatch.reset()


def rings(policy: dict[str, Any], kind: str, invocations: float) -> None:
    name = next(alarm["AlarmName"] for alarm in policy["Alarms"] if kind in alarm["AlarmName"])
    cloudwatch._alarms[name]["StateValue"] = "ALARM"
    key = cloudwatch._dims_key({"EndpointName": "e", "VariantName": "v"})
    point = {"Timestamp": time.time(), "Value": invocations}
    cloudwatch._metrics[("AWS/SageMaker", "InvocationsPerInstance", key)] = [point]


def wished(policy: dict[str, Any], count: int, now: float = 1e6, **target: Any) -> list[int]:
    counts = list[int]()

    def resize(_resource: Resource, to: int) -> bool:
        counts.append(to)
        return True

    Tracking(1.0, resize, lambda _resource: count).look(policy, TARGET | target, now)
    return counts


def test_nothing_rings(policy: dict[str, Any]) -> None:
    assert wished(policy, 2) == []


@pytest.mark.parametrize(
    ("kind", "invocations", "count", "to"),
    [
        ("AlarmHigh", 15, 2, [3]),
        ("AlarmHigh", 11, 1, [2]),
        ("AlarmHigh", 90, 2, [4]),
        ("AlarmHigh", 90, 4, []),
        ("AlarmLow", 2, 4, [3]),
        ("AlarmLow", 8, 4, []),
        ("AlarmLow", 2, 1, []),
    ],
)
def test_the_count_follows_the_load_within_its_range(
    policy: dict[str, Any], kind: str, invocations: float, count: int, to: list[int]
) -> None:
    rings(policy, kind, invocations)
    assert wished(policy, count) == to


def test_the_next_change_waits_for_the_cooldown(policy: dict[str, Any]) -> None:
    rings(policy, "AlarmHigh", 15)
    assert wished(policy, 1, now=1000) == [2]
    assert wished(policy, 2, now=1000 + tracking.COOLDOWN - 1) == []
    assert wished(policy, 2, now=1000 + tracking.COOLDOWN) == [3]


def test_what_is_suspended_does_not_scale(policy: dict[str, Any]) -> None:
    rings(policy, "AlarmHigh", 15)
    assert wished(policy, 1, SuspendedState={"DynamicScalingOutSuspended": True}) == []


def test_alarms_go_with_their_policy(policy: dict[str, Any]) -> None:
    target_alarms.delete(policy["Alarms"])
    assert not list(cloudwatch._alarms)
