"""predictions.csv: what one model predicts for each row of the test split, by the row's id (`_row,predicted`).

Models are compared by these files alone, since each is loaded in the image that trained it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from tables import ROW

FILE_NAME = "predictions.csv"
PREDICTED = "predicted"
_SHOWN = 3


class PredictionProblem(Exception):
    """Predictions that cannot be set beside the test split; the message says why."""


def write(directory: Path, rows: Iterable[str], predicted: np.ndarray) -> None:
    """Write the file; numbers read back equal."""
    lines = [f"{row},{float(value)!r}\n" for row, value in zip(rows, predicted, strict=True)]
    directory.mkdir(parents=True, exist_ok=True)
    (directory / FILE_NAME).write_text(f"{ROW},{PREDICTED}\n" + "".join(lines), encoding="utf-8")


def read(directory: Path, rows: pd.Series) -> np.ndarray:
    """The predictions in the order of these row ids, exactly one finite number each. Raise PredictionProblem."""
    file = directory / FILE_NAME
    table = _table(file)
    _refuse(file, "has a row twice", table[ROW][table[ROW].duplicated()])
    _refuse(file, "lacks rows of the test split", rows[~rows.isin(table[ROW])])
    _refuse(file, "has rows that the test split has not", table[ROW][~table[ROW].isin(rows)])
    values = np.array([_number(text) for text in table[PREDICTED]])
    _refuse(file, "has no finite number for rows", table[ROW][~np.isfinite(values)])
    return pd.Series(values, index=table[ROW]).loc[rows].to_numpy()


def _number(text: str) -> float:
    """Exactly what was written: pandas' own reading may miss the last bit."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _table(file: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(file, dtype=str, keep_default_na=False)
    except FileNotFoundError as missing:
        raise PredictionProblem(f"{file} is missing: predict.py of the champion's archive writes it") from missing
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as problem:
        raise PredictionProblem(f"{file} is not a CSV file: {problem}") from problem
    if list(table) != [ROW, PREDICTED]:
        raise PredictionProblem(f"{file} must have the columns {ROW},{PREDICTED}, got {','.join(table)}")
    return table


def _refuse(file: Path, what: str, rows: pd.Series) -> None:
    if len(rows):
        examples = ", ".join(str(row)[:12] for row in rows[:_SHOWN])
        raise PredictionProblem(f"{file} {what}: {len(rows)}, such as {examples}; both must be of the same test split")
