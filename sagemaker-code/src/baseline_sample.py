"""baseline.json (contract `baseline`): a sample of the train split, what live requests are compared with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import narwhals as nw

from hash_split import ROW, SPLITS
from model_definition import ModelDefinition
from row_checks import split_rows

ROWS = 2000
FILE_NAME = "baseline.json"
_DIGITS = 8


def write(engine: Any, frame: Any, count: int, definition: ModelDefinition, output: Path) -> None:
    """The rows with the smallest ids, in their order: the same for every engine, and no other row changes which.

    `count` is how many rows of the judged frame are the train split's.
    """
    sample = engine.rows(split_rows(_smallest(frame, count), SPLITS[0], definition).sort(ROW).head(ROWS))
    content = {
        "rows": count,
        "sample": {name: [row[name] for row in sample] for name in definition.feature_names},
        "target": [row[definition.target.name] for row in sample],
    }
    directory = output / "baseline"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / FILE_NAME).write_text(json.dumps(content, allow_nan=False) + "\n", encoding="utf-8")


def _smallest(frame: Any, count: int) -> Any:
    """About twice the rows wanted: ids are evenly spread, and sorting all of a large split would cost."""
    if count <= 4 * ROWS:
        return frame
    bound = int(16**_DIGITS * 2 * ROWS / count)
    return frame.filter(nw.col(ROW) < f"{bound:0{_DIGITS}x}")
