"""predictions.csv: written, read back in the rows' order, and refused where it is of other rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import predictions
from predictions import PredictionProblem

ROWS = pd.Series(["a", "b", "c"])
VALUES = np.array([12.356308051344815, 1e300, -2.5])


def test_predictions_are_joined_by_row_and_not_by_order(tmp_path: Path) -> None:
    predictions.write(tmp_path, reversed(ROWS), VALUES[::-1])
    assert np.array_equal(predictions.read(tmp_path, ROWS), VALUES)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("_row,predicted\na,1\nb,2\n", "lacks rows of the test split: 1, such as c"),
        ("_row,predicted\na,1\nb,2\nc,3\nd,4\n", "has rows that the test split has not: 1, such as d"),
        ("_row,predicted\na,1\nb,2\nc,3\na,1\n", "has a row twice: 1, such as a"),
        ("_row,predicted\na,1\nb,nan\nc,3\n", "has no finite number for rows: 1, such as b"),
        ("_row,predicted\na,1\nb,\nc,inf\n", "has no finite number for rows: 2, such as b, c"),
        ("_row,predicted\na,1\nb,x\nc,3\n", "has no finite number for rows: 1, such as b"),
        ("row,predicted\na,1\n", "must have the columns _row,predicted, got row,predicted"),
        ("", "is not a CSV file"),
        ("_row,predicted\na,1,2,3\nb,1\n", "is not a CSV file|lacks rows|no finite"),
    ],
)
def test_other_predictions_are_refused(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / predictions.FILE_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(PredictionProblem, match=words):
        predictions.read(tmp_path, ROWS)


def test_no_predictions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PredictionProblem, match=r"predictions\.csv is missing"):
        predictions.read(tmp_path, ROWS)
