"""baseline.json of preprocessing, into the archive: the rows that drift is measured against, with their predictions."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

FILE_NAME = "baseline.json"


def save(channel: Path, directory: Path, out_of_fold: np.ndarray) -> None:
    """Copy the profile (contract `baseline`), with `predictions`: the out-of-fold ones of its rows.

    `out_of_fold` is that of the train split, in the order of the ids: the profile's rows are the first of them.
    """
    profile = json.loads((channel / FILE_NAME).read_text(encoding="utf-8"))
    rows = len(next(iter(profile["sample"].values())))
    profile["predictions"] = [float(value) for value in out_of_fold[:rows]]
    (directory / FILE_NAME).write_text(json.dumps(profile, allow_nan=False) + "\n", encoding="utf-8")
