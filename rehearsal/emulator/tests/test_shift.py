"""Traffic goes step by step, and back when an alarm trips; on a clock of the test's own."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from fake_world import FakeAlarms
from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.shift import RolledBackError, Shift
from trainyard_emulator.serving.fleet import Fleet
from trainyard_emulator.serving.traffic import Traffic

OLD, NEW = Fleet("old", {}), Fleet("new", {})
QUARTER = Plan([Fraction(1, 4), Fraction(1)], bake=60, termination_wait=30, alarms=["a"])


class Clock:
    """Time passes only while somebody sleeps; what happens then is told by `during`."""

    def __init__(self, during: Any = None) -> None:
        self.time = 0.0
        self._during = during or (lambda _time: None)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self._during(self.time)


def shift(plan: Plan, alarms: FakeAlarms, clock: Clock, stages: list[str] | None = None) -> Traffic:
    traffic = Traffic(OLD)
    told: list[str] = [] if stages is None else stages
    Shift(plan, alarms, 0.1, told.append, clock.now, clock.sleep).run(traffic, NEW)
    return traffic


def share_of_new(traffic: Traffic) -> float:
    return Counter(traffic.next_fleet().config for _ in range(40))["new"] / 40


def test_the_waits_are_scaled_and_the_stages_told() -> None:
    clock, stages = Clock(), list[str]()
    traffic = shift(QUARTER, FakeAlarms({"a": "OK"}), clock, stages)
    assert clock.time == pytest.approx(0.1 * (60 + 60 + 30))
    assert stages == ["ActivatingTraffic", "Baking"] * 2
    assert share_of_new(traffic) == 1


def test_each_step_has_its_share() -> None:
    traffic = Traffic(OLD)
    seen = list[float]()
    stages = {"Baking": lambda: seen.append(share_of_new(traffic))}
    plan = Plan([Fraction(1, 4), Fraction(1, 2), Fraction(1)])
    Shift(plan, FakeAlarms(), 1, lambda stage: stages.get(stage, lambda: None)()).run(traffic, NEW)
    assert seen == [0.25, 0.5, 1]


@pytest.mark.parametrize("trips_at", [3, 8, 14])
def test_an_alarm_rolls_back_at_any_time(trips_at: float) -> None:
    alarms = FakeAlarms({"a": "OK"})
    clock = Clock(lambda time: alarms.states.update(a="ALARM") if time > trips_at else None)
    with pytest.raises(RolledBackError, match=r"rolled back: a\."):
        shift(QUARTER, alarms, clock)
    assert trips_at < clock.time < trips_at + 1


def test_an_alarm_that_rings_already_lets_nothing_pass() -> None:
    clock = Clock()
    with pytest.raises(RolledBackError):
        shift(QUARTER, FakeAlarms({"a": "ALARM"}), clock)
    assert clock.time == 0


def test_the_time_limit_is_not_scaled() -> None:
    slow = Plan([Fraction(1)], bake=7000, limit=600)
    with pytest.raises(RolledBackError, match="MaximumExecutionTimeoutInSeconds of 600 s"):
        shift(slow, FakeAlarms(), Clock())
