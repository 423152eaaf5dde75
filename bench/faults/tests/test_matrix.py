"""Which rehearsals are run, and what is held against what they left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from trainyard_examples import examples
from trainyard_faults import aftermath, matrix
from trainyard_faults.aftermath import Found
from trainyard_faults.matrix import Case

ROOT = Path(__file__).parents[3]
RECOVERED = Found(4, "", {"capacity": 1}, ["Approved"], ("InService", "new"), True, [], False, {})
REFUSED = Found(1, "no ping", {"endpoint-ping": 1}, ["Rejected"], ("Absent", ""), False, [], True, {})
RECOVERS = Case("default", ("capacity",), "recovers", ())
NOTIFIED = Case("default", ("endpoint-ping",), "notified", ("no ping",))


def test_every_fault_is_run_alone_on_the_default_config_and_configs_are_known() -> None:
    cases = matrix.cases(ROOT, [], [])
    alone = [case.faults for case in cases if case.config == matrix.DEFAULT]
    assert all(len(faults) == 1 for faults in alone)
    assert {name for (name,) in alone} == {name for case in cases for name in case.faults}
    known = {matrix.DEFAULT, matrix.EDITED, *examples.names(ROOT / "config" / "examples")}
    assert {case.config for case in cases} <= known


def test_what_an_example_recovers_from_comes_together() -> None:
    (case,) = matrix.cases(ROOT, ["throttling", "s3-503"], ["canary"])
    assert case.faults == ("throttling", "s3-503")


def test_what_is_as_stated_has_no_problems() -> None:
    assert aftermath.problems(RECOVERS, RECOVERED) == []
    assert aftermath.problems(NOTIFIED, REFUSED) == []
    before = replace(REFUSED, before="old", served=("InService", "old"), answers=True)
    assert aftermath.problems(NOTIFIED, before) == []


@pytest.mark.parametrize(
    ("case", "found", "problem"),
    [
        (RECOVERS, replace(RECOVERED, exit_code=0), "exit code 0 instead of 4"),
        (RECOVERS, replace(RECOVERED, strikes={"capacity": 0}), "capacity struck 0 times"),
        (RECOVERS, replace(RECOVERED, approvals=["PendingManualApproval"]), "waits for approval"),
        (RECOVERS, replace(RECOVERED, lock_holders=["arn"]), "the lock is held by arn"),
        (RECOVERS, replace(RECOVERED, answers=False), "the endpoint is InService, or mute"),
        (NOTIFIED, replace(REFUSED, told=False), "nobody was told"),
        (NOTIFIED, replace(REFUSED, log=""), "says none of ('no ping',)"),
        (NOTIFIED, replace(REFUSED, served=("Failed", "new")), "an endpoint that is Failed was left"),
        (NOTIFIED, replace(REFUSED, before="old"), "before it served old"),
        (
            Case("default, edited", ("f",), "red", ("no ping",)),
            replace(REFUSED, strikes={"f": 1}),
            "no stack went back",
        ),
    ],
)
def test_what_is_not_as_stated_is_named(case: Case, found: Found, problem: str) -> None:
    assert problem in "; ".join(aftermath.problems(case, found))
