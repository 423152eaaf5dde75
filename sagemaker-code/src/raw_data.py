"""The raw CSV files as one table of text, checked against the model definition."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from cell_rules import CellProblem, allowed, from_text
from model_definition import Feature, ModelDefinition


class DataProblem(Exception):
    """The raw data cannot be used as it is; the message is for whoever brought it."""


def read_raw(directory: Path, definition: ModelDefinition) -> pd.DataFrame:
    """Every row of every CSV under the directory, the definition's columns as stripped text. Raise DataProblem."""
    files = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".csv")
    if not files:
        raise DataProblem(f"no CSV file under {directory}: put at least one there, with a header row")
    tables = [_checked(file, definition) for file in files]
    return pd.concat(tables, ignore_index=True)


def _checked(file: Path, definition: ModelDefinition) -> pd.DataFrame:
    try:
        _check_header(file, definition)
        rows = _read(file, definition)
    except (UnicodeDecodeError, csv.Error, pa.ArrowInvalid) as problem:
        raise DataProblem(f"{file.name}: not a CSV file in UTF-8 with a header row: {problem}") from problem
    rows = rows.apply(lambda cells: cells.str.strip())
    for feature in (definition.target, *definition.features):
        _check_cells(file, feature, rows[feature.name])
    return rows


def _check_header(file: Path, definition: ModelDefinition) -> None:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = next(csv.reader(lines), [])
    for column in definition.columns:
        if found.count(column) != 1:
            raise DataProblem(
                f"{file.name}: column {column} is {'there twice' if column in found else 'missing'}; "
                f"expected {', '.join(definition.columns)} (model.yaml), found {', '.join(found) or 'no header'}"
            )


def _read(file: Path, definition: ModelDefinition) -> pd.DataFrame:
    """Arrow refuses a row that is shorter or longer than the header, where pandas would fill or cut it."""
    text = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(definition.columns, pa.string()),
        include_columns=definition.columns,
        strings_can_be_null=False,
    )
    lines = arrow_csv.ParseOptions(newlines_in_values=True)
    counted = arrow_csv.ReadOptions(use_threads=False)  # only then a message says which row it is about
    table = arrow_csv.read_csv(file, read_options=counted, parse_options=lines, convert_options=text)
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _check_cells(file: Path, feature: Feature, cells: pd.Series) -> None:
    """Judge each different text once: a column of a million cells may have far fewer."""
    for text in cells.unique():
        try:
            from_text(feature, text)
        except CellProblem:
            row = int((cells == text).to_numpy().argmax()) + 1
            raise DataProblem(
                f"{file.name}: column {feature.name}, row {row} below the header: got {text!r}, "
                f"expected {allowed(feature)} or an empty cell (model.yaml)"
            ) from None
