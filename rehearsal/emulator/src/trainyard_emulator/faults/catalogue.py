"""The faults there are: `catalogue.json` (contract `faults`), which the CLI explains and docs/fidelity.md repeats."""

from __future__ import annotations

import json
from pathlib import Path


def names() -> list[str]:
    """Return the names of all faults."""
    return [fault["name"] for fault in json.loads(Path(__file__).with_name("catalogue.json").read_text())]


def parse(text: str) -> list[str]:
    """Read NAME[,NAME]; ValueError names what is unknown and what there is."""
    asked = [name.strip() for name in text.split(",") if name.strip()]
    if not asked or (unknown := [name for name in asked if name not in names()]):
        raise ValueError(f"no fault {', '.join(unknown) if asked else repr(text)}; there are {', '.join(names())}")
    return list(dict.fromkeys(asked))
