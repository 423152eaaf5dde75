"""One stand-in for the whole test session, started as everybody else starts it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import prerequisites
import probes
from isolation import Trap, host_with_fakes
from stand_in import StandIn

ECHO = [sys.executable, str(Path(__file__).parent / "echo_engine.py")]
_OF_REAL_PROCESSES = {"stand_in", "with_engine", "isolated", "state_dir"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Maven says it: a test that is skipped there would make nothing red."""
    parser.addoption("--nothing-missing", action="store_true", help="what a test `needs` and is missing fails it")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test without its prerequisites, or fail it where there must be all."""
    for mark in item.iter_markers("needs"):
        if how := prerequisites.missing(mark.args[0]):
            if item.config.getoption("--nothing-missing"):
                pytest.fail(how, pytrace=False)
            pytest.skip(how)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start a stand-in: Maven runs them in its phase integration-test."""
    for item in items:
        if _OF_REAL_PROCESSES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A running stand-in without an engine."""
    with StandIn.started(tmp_path_factory.mktemp("stand-in")) as started:
        yield started


@pytest.fixture(scope="session")
def with_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A running stand-in with an engine that tells what it was sent."""
    command = json.dumps(ECHO)
    with StandIn.started(tmp_path_factory.mktemp("with-engine"), "--engine-command", command) as started:
        yield started


@pytest.fixture(scope="session")
def trap() -> Iterator[Trap]:
    """What `isolated`'s host takes for AWS."""
    with Trap.set_up() as trap:
        yield trap


@pytest.fixture(scope="session")
def isolated(tmp_path_factory: pytest.TempPathFactory, trap: Trap) -> Iterator[StandIn]:
    """A stand-in on a host full of fakes; with the engine, where that is packaged."""
    command = json.dumps(probes.engine_command() or ECHO)
    host = host_with_fakes(tmp_path_factory.mktemp("home"), trap)
    state = tmp_path_factory.mktemp("isolated")
    with StandIn.started(state, "--engine-command", command, environment=host) as started:
        yield started


@pytest.fixture(scope="session")
def who_am_i(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """WhoAmI.class, which needs the jars of `probes.java_jars` to run."""
    folder = tmp_path_factory.mktemp("who-am-i")
    probes.compile_java("WhoAmI.java", folder)
    return folder / "WhoAmI.class"


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    """A state directory for a stand-in of the test's own."""
    return tmp_path / "state"
