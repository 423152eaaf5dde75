"""A rehearsal of other data counts only where it ended in the words that it has to end in."""

from __future__ import annotations

import dataclasses

import pytest
from trainyard_examples import expectation
from trainyard_examples.expectation import Outcome

REFUSED = "Gate failed: model refused: out-of-fold R² 0.41257 is below the minimum 0.7"
DIABETES = Outcome("diabetes", 99.6, 1, f"✗ dev/Release failed\n      {REFUSED}\nverdict     red · x\n", REFUSED)
ANSWER = "the first test row (size 45.1): 812.3"
FLATS = Outcome("flats", 80, 0, f"prediction  {ANSWER}, says dev\nverdict     green · x\n", ANSWER)


def test_each_ends_as_it_has_to() -> None:
    assert DIABETES.missing == []
    assert FLATS.missing == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"exit_code": 1}, "exit code 1 instead of 0"),
        ({"log": "verdict     green"}, "no line like ^prediction"),
        ({"log": f"prediction  {ANSWER}, says dev"}, "no line like ^verdict"),
        ({"report": ""}, "the report lacks 'the first test row'"),
    ],
)
def test_what_did_not_come_is_named(change: dict[str, object], words: str) -> None:
    outcome = dataclasses.replace(FLATS, **change)  # type: ignore[arg-type]
    assert not outcome.is_as_expected
    assert outcome.missing[0].startswith(words)


def test_a_model_that_is_refused_for_something_else_is_not_as_expected() -> None:
    other = dataclasses.replace(DIABETES, log=DIABETES.log.replace("below the minimum 0.7", "worse"))
    assert not other.is_as_expected


def test_the_table_says_both_sides() -> None:
    lines = expectation.table([DIABETES, dataclasses.replace(FLATS, exit_code=3)]).splitlines()
    assert lines[1].startswith("diabetes  100      ✓  stopped at the gate, R² about 0.4  model refused: out-of-fold R²")
    assert lines[2].endswith(f"{ANSWER}, says dev")
    assert lines[3] == "✗ flats: exit code 3 instead of 0"
