"""The raw CSV files as one table of text, checked against the model definition."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cell_rules import CellProblem, allowed, from_text
from model_definition import Feature, ModelDefinition


class DataProblem(Exception):
    """The raw data cannot be used as it is; the message is for whoever brought it."""


def read_raw(directory: Path, definition: ModelDefinition) -> pd.DataFrame:
    """Every row of every CSV under the directory, the definition's columns as stripped text. Raise DataProblem."""
    files = sorted(path for path in directory.rglob("*") if path.suffix.lower() == ".csv")
    if not files:
        raise DataProblem(f"no CSV file under {directory}: put at least one there, with a header row")
    tables = [_checked(file, _read(file), definition) for file in files]
    return pd.concat(tables, ignore_index=True)


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False)
    except (ValueError, pd.errors.ParserError) as problem:
        raise DataProblem(f"{file.name}: not a CSV file in UTF-8 with a header row: {problem}") from problem


def _checked(file: Path, table: pd.DataFrame, definition: ModelDefinition) -> pd.DataFrame:
    missing = [column for column in definition.columns if column not in table.columns]
    if missing:
        raise DataProblem(
            f"{file.name}: column {', '.join(missing)} is missing; expected {', '.join(definition.columns)}"
            f" (model.yaml), found {', '.join(map(str, table.columns))}"
        )
    rows = pd.DataFrame({name: table[name].fillna("").str.strip() for name in definition.columns})
    for feature in (definition.target, *definition.features):
        _check_cells(file, feature, rows[feature.name])
    return rows


def _check_cells(file: Path, feature: Feature, cells: pd.Series) -> None:
    """Judge each different text once: a column of a million cells has far fewer."""
    for text in cells.unique():
        try:
            from_text(feature, text)
        except CellProblem:
            line = int((cells == text).to_numpy().argmax()) + 2
            raise DataProblem(
                f"{file.name}: column {feature.name}, line {line}: got {text!r}, "
                f"expected {allowed(feature)} or an empty cell (model.yaml)"
            ) from None
