"""Rows as tables: split files read back as text, and text or values as the typed frame that the pipeline takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from hash_split import row_id
from model_definition import ModelDefinition

FILE_NAME = "data.csv"
ROW = "_row"


def read_split(directory: Path, definition: ModelDefinition) -> pd.DataFrame:
    """Text cells of every CSV in a split's directory, in an order that is the rows' own and not the files'.

    The definition's columns, and `_row` with each row's id.
    """
    return read_columns(directory, definition.columns, definition)


def read_columns(directory: Path, columns: list[str], definition: ModelDefinition) -> pd.DataFrame:
    """Likewise, these columns and `_row` alone. Raise ValueError for a column that the split lacks."""
    files = sorted(directory.rglob("*.csv"))
    if not files:
        raise FileNotFoundError(f"no CSV file under {directory}: preprocess.py writes {FILE_NAME} there")
    rows = pd.concat([pd.read_csv(file, dtype=str, keep_default_na=False) for file in files], ignore_index=True)
    missing = [column for column in columns if column not in rows]
    if missing:
        raise ValueError(
            f"the split has no column {', '.join(missing)}, which this model wants; it has {', '.join(rows)}"
        )
    if ROW not in rows:
        keys = zip(*(rows[column] for column in definition.row_key), strict=True)
        rows[ROW] = [row_id(key) for key in keys]
    return rows[[ROW, *columns]].sort_values(columns, kind="stable", ignore_index=True)


def features_of(rows: pd.DataFrame, definition: ModelDefinition) -> pd.DataFrame:
    """Features of text rows: numbers as float64 (NaN for an empty cell), dates and categories as text or None."""
    return frame((rows[name] for name in definition.feature_names), definition)


def frame(columns: Iterable[Sequence[object]], definition: ModelDefinition) -> pd.DataFrame:
    """The pipeline's input from one sequence a feature, in feature order. None and "" are missing values."""
    typed = {}
    for feature, column in zip(definition.features, columns, strict=True):
        cells = [None if cell == "" else cell for cell in column]
        typed[feature.name] = np.array(cells, dtype=np.float64 if feature.type == "number" else object)
    return pd.DataFrame(typed)


def target_of(rows: pd.DataFrame, definition: ModelDefinition) -> np.ndarray:
    """The target as float64."""
    return np.array(list(rows[definition.target.name]), dtype=np.float64)
