"""The sample data as CSV: Auto MPG from the PyPI package vega_datasets, of which only the data file is read."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path


def write(target: Path) -> None:
    """Write every row in the package's order; numbers keep their text, null becomes an empty cell."""
    rows = json.loads(_source().read_text(encoding="utf-8"), parse_int=str, parse_float=str)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.getvalue(), encoding="utf-8")


def _source() -> Path:
    spec = find_spec("vega_datasets")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the Python package vega_datasets is not in this environment (tools requirements.lock)")
    return Path(spec.submodule_search_locations[0]) / "_data" / "cars.json"
