"""Ground truth: read, joined with predictions, and what it says of the model's quality."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from captured import NOON
from runs import check_contract

import ground_truth
from capture_log import LiveRow

GOOD = {"inferenceId": "order-1", "row": 2, "target": 18.0}


def _read(directory: Path, *lines: object) -> ground_truth.GroundTruth:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (directory / "truth.jsonl").write_text("\n".join(texts), encoding="utf-8")
    return ground_truth.read(directory)


def test_a_line_of_the_contract_is_read(tmp_path: Path) -> None:
    check_contract(GOOD, "ground-truth")
    without_row = {"inferenceId": "order-2", "target": 7}
    check_contract(without_row, "ground-truth")
    assert _read(tmp_path, GOOD, without_row).targets == {("order-1", 2): 18.0, ("order-2", 0): 7.0}


def test_the_later_line_of_a_row_counts(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD, {**GOOD, "target": 19}).targets == {("order-1", 2): 19.0}


def test_no_directory_is_no_truth(tmp_path: Path) -> None:
    assert ground_truth.read(None).targets == {}
    assert ground_truth.read(tmp_path / "absent").targets == {}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "Expecting property name"),
        ([1], "expected an object"),
        ({"inferenceId": "a"}, "expected an object with inferenceId, target"),
        ({**GOOD, "time": 1}, "expected an object with inferenceId, target"),
        ({**GOOD, "inferenceId": ""}, "inferenceId must be"),
        ({**GOOD, "row": -1}, "row must be"),
        ({**GOOD, "row": True}, "row must be"),
        ({**GOOD, "target": "18"}, "target must be"),
        ('{"inferenceId": "a", "target": NaN}', "target must be"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: object, problem: str) -> None:
    truth = _read(tmp_path, GOOD, line)
    assert len(truth.targets) == truth.bad_lines == 1
    assert (truth.bad[0]["file"], truth.bad[0]["line"]) == ("truth.jsonl", 2)
    assert problem in truth.bad[0]["problem"]


def test_rows_are_joined_by_inference_id_and_row(tmp_path: Path) -> None:
    truth = _read(tmp_path, GOOD, {**GOOD, "row": 0, "target": 5}, {"inferenceId": "nobody", "target": 1})
    rows = [LiveRow(NOON, "order-1", number, [], 10.0 + number) for number in range(3)]
    target, predicted = ground_truth.joined(rows, truth)
    assert (target.tolist(), predicted.tolist()) == ([5, 18], [10, 12])


def test_quality_is_that_of_its_definitions() -> None:
    found = ground_truth.quality(np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 3, 2]))
    assert found["mae"]["value"] == pytest.approx(0.5)
    assert found["r2"]["value"] == pytest.approx(1 - 4 / 5)
    assert found["mae"]["interval"][0] <= 0.5 <= found["mae"]["interval"][1]


def test_equal_targets_have_no_r2() -> None:
    assert ground_truth.quality(np.ones(100), np.zeros(100))["r2"] == {"value": None, "interval": None}


@pytest.mark.thorough
def test_equal_quality_is_seldom_called_worse_and_half_as_good_always() -> None:
    """Both intervals are of 95 %: one of 100 seeds may alarm by chance, and 5 of 100 are the limit."""
    alarms = missed = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        target = random.normal(0, 8, (2, 400))
        errors = random.normal(0, 3, (2, 400))
        reference = ground_truth.quality(target[0], target[0] + errors[0])
        alarms += bool(ground_truth.worse(ground_truth.quality(target[1], target[1] + errors[1]), reference))
        missed += not ground_truth.worse(ground_truth.quality(target[1], target[1] + 2 * errors[1]), reference)
    assert alarms <= 3
    assert missed == 0
