"""Requests and the truth of them name the same rows."""

from __future__ import annotations

import json
from pathlib import Path

from trainyard_drift.cars import FEATURES, TARGET, Cars

ROWS = [dict.fromkeys(FEATURES, "1") | {TARGET: "" if place == 11 else str(place)} for place in range(12)]


def test_a_truth_has_the_place_of_its_row_and_is_left_out_where_it_is_not_known() -> None:
    truths = [json.loads(line) for line in Cars(ROWS).truth("a", -10).splitlines()]

    assert len(truths) == 11
    assert truths[10] == {"inferenceId": "a-1", "row": 0, "target": 0.0}


def test_each_request_has_ten_rows_of_features_alone() -> None:
    requests = dict(Cars(ROWS).requests("a", heavier=5))

    assert list(requests) == ["a-0", "a-1"]
    assert requests["a-1"].split("\n") == ["1,1,1,6,1,1,1"] * 2


def test_most_of_the_rows_are_a_file_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "most.csv"
    file.write_text(Cars(ROWS).most())

    assert Cars.of(file).rows == ROWS[:9]
