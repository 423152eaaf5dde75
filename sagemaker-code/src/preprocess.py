"""Processing job: raw CSV files in, one data.csv each for train, validation and test out.

Usage: preprocess.py --raw DIR --output DIR. Reads no environment variable. Exit code 1 with one line on bad data.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

import model_definition
from hash_split import SPLITS, split_of
from model_definition import ModelDefinition
from raw_data import DataProblem, read_raw
from tables import FILE_NAME

MINIMUM_ROWS = {"train": 50, "validation": 10, "test": 10}


def main(argv: list[str]) -> int:
    """Run the job; the exit code decides its status."""
    arguments = _arguments(argv)
    definition = model_definition.load(Path(__file__).resolve().parent)
    try:
        splits = split(with_target(read_raw(arguments.raw, definition), definition), definition)
    except DataProblem as problem:
        print(f"preprocess: {problem}", file=sys.stderr)
        return 1
    for name, rows in splits.items():
        write(rows, arguments.output / name)
        print(f"preprocess: {name}: {len(rows)} rows")
    return 0


def with_target(rows: pd.DataFrame, definition: ModelDefinition) -> pd.DataFrame:
    """Rows that have a target; the others are counted in the log."""
    kept = rows[rows[definition.target.name] != ""]
    print(f"preprocess: read {len(rows)} rows, left out {len(rows) - len(kept)} without {definition.target.name}")
    return kept


def split(rows: pd.DataFrame, definition: ModelDefinition) -> dict[str, pd.DataFrame]:
    """Rows by split, in the order read. Raise DataProblem where a split has too few to learn or judge from."""
    keys = zip(*(rows[column] for column in definition.row_key), strict=True)
    names = pd.Series([split_of(key) for key in keys], index=rows.index, dtype=object)
    splits = {name: rows[names == name] for name in SPLITS}
    for name, part in splits.items():
        if len(part) < MINIMUM_ROWS[name]:
            raise DataProblem(
                f"the {name} split has {len(part)} rows, at least {MINIMUM_ROWS[name]} are needed: "
                f"{len(rows)} rows with a target are too few, or {', '.join(definition.row_key)} (rowKey) "
                "does not tell rows apart"
            )
    return splits


def write(rows: pd.DataFrame, directory: Path) -> None:
    """Write data.csv, cells as they were read."""
    directory.mkdir(parents=True, exist_ok=True)
    rows.to_csv(directory / FILE_NAME, index=False, lineterminator="\n")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="preprocess.py")
    parser.add_argument("--raw", type=Path, required=True, help="directory with the raw CSV files")
    parser.add_argument("--output", type=Path, required=True, help="directory for train/, validation/ and test/")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
