from __future__ import annotations

from pathlib import Path

import pytest
import toy
from seeded_mistakes import score
from seeded_mistakes.trial import Verdict, seed
from seeded_mistakes.workshop import PackagingError


def test_a_mistake_whose_words_are_said_is_caught(tmp_path: Path) -> None:
    outcome = seed(toy.MISTAKE, [toy.shell(toy.CATCHES)], toy.workshop(tmp_path))

    assert outcome.verdict is Verdict.CAUGHT


def test_a_failure_with_other_words_is_an_accident_and_says_which_were_not_said(tmp_path: Path) -> None:
    outcome = seed(toy.MISTAKE, [toy.shell("echo role toy; exit 1")], toy.workshop(tmp_path))

    assert outcome.verdict is Verdict.BY_ACCIDENT
    assert outcome.lacking == ("may not read", r"a\.txt")
    assert "    not said: may not read" in score.row(outcome, 3)


def test_a_mistake_that_nothing_minds_is_missed(tmp_path: Path) -> None:
    said_and_passed = toy.shell("echo role toy may not read a.txt")

    outcome = seed(toy.MISTAKE, [said_and_passed, toy.shell("true", "last")], toy.workshop(tmp_path))

    assert (outcome.verdict, outcome.by) == (Verdict.MISSED, "last")


def test_what_fails_first_speaks_as_it_would_in_a_build(tmp_path: Path) -> None:
    rungs = [toy.shell("true", "cheap"), toy.shell("exit 1", "dear"), toy.shell(toy.CATCHES, "dearest")]

    outcome = seed(toy.MISTAKE, rungs, toy.workshop(tmp_path))

    assert (outcome.verdict, outcome.by) == (Verdict.BY_ACCIDENT, "dear")


def test_each_mistake_gets_a_copy_without_the_one_before(tmp_path: Path) -> None:
    workshop = toy.workshop(tmp_path)
    seed(toy.MISTAKE, [toy.shell("echo bad >left; exit 1")], workshop)

    outcome = seed(toy.MISTAKE, [toy.shell("test ! -e left && " + toy.CATCHES)], workshop)

    assert outcome.verdict is Verdict.CAUGHT
    assert (workshop.base / "a.txt").read_text() == "good\n"


def test_nothing_but_logs_is_left(tmp_path: Path) -> None:
    workshop = toy.workshop(tmp_path)
    outcome = seed(toy.MISTAKE, [toy.shell(toy.CATCHES)], workshop)

    workshop.remove()

    assert sorted(path.name for path in workshop.home.iterdir()) == ["logs"]
    assert outcome.log.read_text() == "role toy\nmay not read a.txt\n"


def test_a_project_that_cannot_be_packaged_is_told_before_any_mistake(tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=r"(?s)ended with 3.*no compiler"):
        toy.workshop(tmp_path, ("sh", "-c", "echo no compiler; exit 3"))
