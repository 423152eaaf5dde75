"""The raw data files: which there are, and whether each has the definition's columns. Needs no engine's package."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model_definition import ModelDefinition

FILE, NUMBER, PERCENT = "_file", "_number", "__percent"
"""Columns that every engine adds: where a row came from, counted from 1 below the header; what decides its split."""

CSV, PARQUET = ".csv", ".parquet"
_MEGABYTE = 1 << 20


class DataProblem(Exception):
    """The raw data cannot be used as it is; the message is for whoever brought it."""


@dataclass(frozen=True)
class RawFile:
    """One file; `name` is its path below the raw directory."""

    path: Path
    name: str

    @property
    def is_parquet(self) -> bool:
        return self.path.suffix.lower() == PARQUET


def raw_files(directory: Path) -> list[RawFile]:
    """Every CSV and Parquet file under the directory, by name. Raise DataProblem where there is none."""
    found = [
        RawFile(path, path.relative_to(directory).as_posix())
        for path in sorted(directory.rglob("*"))
        if path.suffix.lower() in (CSV, PARQUET) and path.is_file()
    ]
    if not found:
        raise DataProblem(
            f"no CSV file under {directory}, and no Parquet file: put at least one there, with the columns' names"
        )
    return found


def csv_header(file: RawFile) -> list[str]:
    """The names in a CSV's first line. Raise DataProblem for what is not UTF-8."""
    try:
        with file.path.open(encoding="utf-8-sig", newline="") as lines:
            return next(csv.reader(lines), [])
    except (UnicodeDecodeError, csv.Error) as problem:
        raise not_csv(file, problem) from problem


def not_csv(file: RawFile, problem: Exception | str) -> DataProblem:
    """The problem of a file that cannot be read as what its name says."""
    kind = "a Parquet file" if file.is_parquet else "a CSV file in UTF-8 with a header row"
    return DataProblem(f"{file.name}: not {kind}: {problem}")


def is_utf_8(file: RawFile) -> bool:
    """Whether a CSV's bytes are; a Parquet file says itself what its texts are."""
    if file.is_parquet:
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.path.open("rb") as source:
            while piece := source.read(_MEGABYTE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def check_columns(file: RawFile, found: Sequence[str], definition: ModelDefinition) -> None:
    """Raise DataProblem unless each of the definition's columns is there once."""
    for column in definition.columns:
        if list(found).count(column) != 1:
            raise DataProblem(
                f"{file.name}: column {column} is {'there twice' if column in found else 'missing'}; "
                f"expected {', '.join(definition.columns)} (model.yaml), found {', '.join(found) or 'no header'}"
            )
