"""Data sets besides the sample, each for a definition in examples/: made anew, seeded, never committed.

python tests/other_data.py NAME DIRECTORY writes one (examples/run does so).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes


def diabetes(directory: Path) -> None:
    """442 rows of numbers, from scikit-learn's own files."""
    load_diabetes(as_frame=True).frame.to_csv(directory / "diabetes.csv", index=False)


def flats(directory: Path) -> None:
    """2,000 rows, half as CSV and half as Parquet; about every tenth value is missing, 20 rows are wrong."""
    random = np.random.default_rng(20261121)
    rows = 2000
    size = random.uniform(20, 160, rows)
    district = random.choice(["Mitte", "Nord", "Süd", "Ost, am Fluss"], rows)
    heating = random.choice(["gas", "district heating", "heat pump"], rows)
    built = np.datetime64("1900-01-01") + random.integers(0, 45_000, rows).astype("timedelta64[D]")
    worth = pd.Series(district).map({"Mitte": 18, "Nord": 9, "Süd": 12, "Ost, am Fluss": 11}).to_numpy()
    rent = size * worth + 80 * (heating == "heat pump") + random.normal(0, 60, rows) + 60
    table = pd.DataFrame(
        {
            "flat": [f"flat {number}" for number in range(rows)],
            "size": size.round(1).astype(str),
            "rooms": (size // 25 + 1).astype(int).astype(str),
            "built": built.astype(str),
            "district": district,
            "heating": heating,
            "rent": rent.clip(50).round(2).astype(str),
        }
    )
    for column in ("rooms", "built", "district", "heating"):
        table.loc[random.random(rows) < 0.1, column] = None
    table.loc[random.choice(rows, 20, replace=False), "size"] = "-1"
    table[: rows // 2].to_csv(directory / "flats.csv", index=False)
    table[rows // 2 :].to_parquet(directory / "flats.parquet", index=False)


def trips(directory: Path) -> None:
    """120,000 rows as typed Parquet."""
    random = np.random.default_rng(20261121)
    rows = 120_000
    distance = random.gamma(2, 3, rows)
    hour = random.integers(0, 24, rows)
    zone = random.choice([f"zone {number}" for number in range(20)], rows)
    rush = 1 + 0.8 * np.isin(hour, (7, 8, 17, 18))
    minutes = 3 + distance * 2.2 * rush + random.normal(0, 2, rows)
    table = pd.DataFrame(
        {
            "trip": np.arange(rows),
            "distance": distance,
            "hour": hour,
            "passengers": random.integers(1, 6, rows),
            "day": (pd.Timestamp("2026-01-01") + pd.to_timedelta(random.integers(0, 365, rows), "D")).date,
            "zone": zone,
            "minutes": minutes.clip(0.5),
        }
    )
    table.to_parquet(directory / "trips.parquet", index=False)


DATA_SETS = {"diabetes": diabetes, "flats": flats, "trips": trips}

if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    DATA_SETS[sys.argv[1]](Path(sys.argv[2]))
