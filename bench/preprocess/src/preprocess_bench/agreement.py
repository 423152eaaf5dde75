"""Whether two runs of preprocessing left the same: every row of every split, every problem, the baseline."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from pyarrow import parquet

SPLITS = ("train", "validation", "test")


def differences(one: Path, other: Path) -> list[str]:
    """Return what differs, in words; nothing where all is equal to the value."""
    found = []
    for split in SPLITS:
        left, right = (_split(output / split) for output in (one, other))
        if not left.equals(right):
            found.append(f"{split}: {len(left)} rows against {len(right)}, or other values")
    for kind in ("problems", "rows"):
        left, right = (_rejected(output / "rejected" / kind) for output in (one, other))
        if not left.equals(right):
            found.append(f"rejected/{kind}: {len(left)} lines against {len(right)}, or other values")
    if (one / "baseline" / "baseline.json").read_bytes() != (other / "baseline" / "baseline.json").read_bytes():
        found.append("baseline.json")
    return found


def rows(output: Path) -> dict[str, int]:
    """Return how many rows the splits have, and how many were rejected."""
    counts = {split: len(_split(output / split)) for split in SPLITS}
    return {**counts, "rejected": len(_rejected(output / "rejected" / "rows"))}


def _split(directory: Path) -> pd.DataFrame:
    parts = [parquet.ParquetFile(file).read().to_pandas() for file in sorted(directory.glob("*.parquet"))]
    return pd.concat(parts).sort_values("_row", ignore_index=True)


def _rejected(directory: Path) -> pd.DataFrame:
    files = sorted(directory.glob("*.csv"))
    if not files:
        return pd.DataFrame()
    parts = [pd.read_csv(file, dtype=str, keep_default_na=False) for file in files]
    return pd.concat(parts, ignore_index=True)
