"""Which rehearsals there are to run: every fault on every config of its catalogue entry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

type Outcome = Literal["recovers", "notified", "red", "unstruck"]
CATALOGUE = "rehearsal/emulator/src/trainyard_emulator/faults/catalogue.json"
DEFAULT = "default"
EDITED = f"{DEFAULT}, edited"


@dataclass(frozen=True)
class Case:
    """One rehearsal: faults of one outcome on one config, and the words of which a failure has to say one."""

    config: str
    faults: tuple[str, ...]
    outcome: Outcome
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return its name as that of a file."""
        return f"{self.config}-{'+'.join(self.faults)}".replace(", ", "-")

    @property
    def example(self) -> str | None:
        """Return the example that it is about; None of the default config."""
        return None if self.config in (DEFAULT, EDITED) else self.config

    @property
    def serves_before(self) -> bool:
        """Tell whether the stage is deployed and serves before the fault."""
        return self.config == EDITED


def cases(root: Path, faults: list[str], configs: list[str]) -> list[Case]:
    """Return what is to be run of these faults and configs (of all, where none is named), config by config.

    On an example, the faults that it recovers from come together: each has been seen alone on the default config.
    """
    single = [
        Case(config, (fault["name"],), outcome, tuple(fault["words"]))
        for fault in json.loads((root / CATALOGUE).read_text())
        for config, outcome in fault["outcomes"].items()
        if (not faults or fault["name"] in faults) and (not configs or config in configs)
    ]
    together = [case for case in single if case.example and case.outcome == "recovers"]
    grouped = [
        Case(config, tuple(name for case in together if case.config == config for name in case.faults), "recovers", ())
        for config in dict.fromkeys(case.config for case in together)
    ]
    alone = [case for case in single if case not in together]
    return sorted([*alone, *grouped], key=lambda case: (case.example or "", case.serves_before))
