"""Rows as tables: split files read back as the typed frame that the pipeline takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import parquet

from hash_split import ROW as ROW
from model_definition import ModelDefinition


def read_split(directory: Path, definition: ModelDefinition) -> pd.DataFrame:
    """Every row of a split, by its id: an order that is the rows' own and not the files'.

    `_row`, the definition's columns: numbers as float64 (NaN for a missing one), else text or None.
    """
    return read_columns(directory, definition.columns)


def read_columns(directory: Path, columns: list[str]) -> pd.DataFrame:
    """Likewise, these columns and `_row` alone. Raise ValueError for a column that the split lacks."""
    files = sorted(directory.rglob("*.parquet"))
    if not files:
        raise FileNotFoundError(f"no Parquet file under {directory}: preprocess.py writes them there")
    found = parquet.read_schema(files[0]).names
    missing = [column for column in columns if column not in found]
    if missing:
        raise ValueError(
            f"the split has no column {', '.join(missing)}, which this model wants; it has {', '.join(found)}"
        )
    parts = [parquet.ParquetFile(file).read(columns=[ROW, *columns]).to_pandas() for file in files]
    return pd.concat(parts).sort_values(ROW, ignore_index=True)


def features_of(rows: pd.DataFrame, definition: ModelDefinition) -> pd.DataFrame:
    """Features of a split's rows, as the pipeline takes them."""
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
    return rows[definition.target.name].to_numpy(dtype=np.float64)
