"""Generated raw data for model.yaml as it is shipped: seeded, so that every run has the same rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

SEED = 20261121
_BAD, _MISSING, _REPEATED, _WITHOUT_TARGET = 0.002, 0.02, 0.0005, 0.01
_WRONG = ["?", "1e999", "12,5", "-5", "twelve"]


def write(directory: Path, rows: int, files: int) -> None:
    """Write CSV files that hold rows of every outcome, unless they are there."""
    if len(list(directory.glob("*.csv"))) == files:
        return
    directory.mkdir(parents=True, exist_ok=True)
    table = _table(rows)
    for index in range(files):
        start, end = index * rows // files, (index + 1) * rows // files
        csv.write_csv(table.slice(start, end - start), directory / f"part-{index:02}.csv")


def _table(rows: int) -> pa.Table:
    random = np.random.default_rng(SEED)
    names = np.arange(rows)
    repeated = random.random(rows) < _REPEATED
    names[repeated] = random.integers(0, rows, repeated.sum())
    days = (names * 7919) % 4700
    weight = 1600 + (names * 104729) % 3600
    columns = {
        "Name": pa.array([f"car {name}" for name in names]),
        "Miles_per_Gallon": _numbers(random, 60 - weight / 100 + random.normal(0, 3, rows), missing=_WITHOUT_TARGET),
        "Cylinders": _numbers(random, random.choice([3, 4, 5, 6, 8], rows)),
        "Displacement": _numbers(random, random.uniform(60, 460, rows)),
        "Horsepower": _numbers(random, random.uniform(40, 230, rows), missing=_MISSING, bad=_BAD),
        "Weight_in_lbs": pa.array(weight),
        "Acceleration": _numbers(random, random.uniform(8, 25, rows), bad=_BAD),
        "Year": pa.array(np.datetime_as_string(np.datetime64("1970-01-01") + days.astype("timedelta64[D]"))),
        "Origin": pa.array(random.choice(["USA", "Europe", "Japan", "Mars"], rows, p=[0.5, 0.25, 0.249, 0.001])),
    }
    return pa.table(columns)


def _numbers(random: np.random.Generator, values: np.ndarray, missing: float = 0, bad: float = 0) -> pa.Array:
    texts = np.char.mod("%.4g", values).astype(object)
    texts[random.random(len(values)) < missing] = None
    wrong = random.random(len(values)) < bad
    texts[wrong] = random.choice(_WRONG, wrong.sum())
    return pa.array(texts, pa.string())
