"""A deployment that breaks for a reason of our own leaves the old fleet serving and nothing of the new one running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fake_world import FakeAlarms, fake_world
from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.endpoint_deployments import EndpointDeployments
from trainyard_emulator.sagemaker.endpoint_life import EndpointLife
from trainyard_emulator.sagemaker.names import ENDPOINT, MODEL
from trainyard_emulator.sagemaker.rollout import Rollout
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.serving.fleet import Fleet, Variant
from trainyard_emulator.serving.traffic import Traffic


class FakeCapacity:
    """Processes that run until they are stopped."""

    running = True

    def stop(self) -> None:
        self.running = False


class BrokenAlarms(FakeAlarms):
    """Alarms that cannot be read once traffic has begun to move."""

    def state(self, name: str) -> str | None:
        raise RuntimeError("a seam moved")


def variant(folder: Path, name: str = "AllTraffic") -> tuple[Variant, FakeCapacity]:
    capacity: Any = FakeCapacity()
    return Variant(name, 1, folder / name, capacity), capacity


def config(*variants: str) -> Record:
    given = [{"VariantName": name, "ModelName": "m", "InitialInstanceCount": 1} for name in variants]
    return {"EndpointConfigName": "new", "ProductionVariants": given}


class InTheForeground(EndpointLife):
    """What would run on a thread of its own runs at once."""

    def in_background(self, record: Record, work: Callable[[], None]) -> None:
        try:
            work()
        except RuntimeError as error:
            record["FailureReason"] = str(error)


@pytest.fixture
def store() -> Store:
    store = Store()
    store.add(MODEL, "m", {"ExecutionRoleArn": "arn:aws:iam::1:role/m", "_container": {"Image": "i"}})
    return store


def test_a_fault_in_the_middle_of_a_shift_ends_the_new_fleet(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = variant(tmp_path, "old"), variant(tmp_path, "new")
    monkeypatch.setattr(Rollout, "start", lambda *_: Fleet("new", {"AllTraffic": new[0]}))
    monkeypatch.setattr(Rollout, "check_alarms", lambda *_: None)
    monkeypatch.setattr(Rollout, "summaries", lambda *_: [])
    world = replace(fake_world(tmp_path), alarms=BrokenAlarms())
    record = store.add(ENDPOINT, "e", {"EndpointName": "e", "EndpointStatus": "Updating"})
    record["_traffic"] = Traffic(Fleet("old", {"AllTraffic": old[0]}))
    life = InTheForeground(world)
    deployments = EndpointDeployments(world, store, life)
    life.in_background(record, lambda: deployments.run(record, config("AllTraffic"), Plan(alarms=["a"])))
    assert record["FailureReason"] == "a seam moved"
    assert {record["_traffic"].next_fleet().config for _ in range(4)} == {"old"}
    assert (old[1].running, new[1].running) == (True, False)


class FakeDeployment:
    """Starts what it was given, or does not."""

    def __init__(self, started: Variant | None) -> None:
        self._started = started

    def start(self) -> Variant:
        if self._started is None:
            raise RuntimeError("no port")
        return self._started


def test_a_fault_while_a_fleet_starts_ends_what_has_started(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, capacity = variant(tmp_path, "first")
    deployments = [FakeDeployment(first), FakeDeployment(None)]
    monkeypatch.setattr(Rollout, "_deployment", lambda *_: deployments.pop(0))
    with pytest.raises(RuntimeError, match="no port"):
        Rollout(fake_world(tmp_path), store).start("e", config("first", "second"))
    assert not capacity.running
