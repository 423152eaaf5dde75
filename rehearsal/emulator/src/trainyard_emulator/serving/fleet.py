"""The variants of an endpoint's configuration in service, and which of them answers."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trainyard_emulator.serving.capacity import Capacity
from trainyard_emulator.serving.capture import Capture
from trainyard_emulator.serving.turns import WeightedTurns, exactly


@dataclass
class Variant:
    """One production variant."""

    name: str
    weight: float
    folder: Path
    capacity: Capacity

    def stop(self) -> None:
        """End its processes and remove its files."""
        self.capacity.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class Fleet:
    """All variants of one configuration."""

    config: str
    variants: Mapping[str, Variant]
    capture: Capture | None = None
    _turns: WeightedTurns = field(default_factory=WeightedTurns)

    def choose(self, wanted: str | None) -> Variant | None:
        """Return the variant that was asked for, else the one whose turn it is by weight."""
        if wanted is not None:
            return self.variants.get(wanted)
        return self.variants[self._turns.next({name: exactly(v.weight) for name, v in self.variants.items()})]

    def stop(self) -> None:
        """End every variant, and write what was captured of them."""
        for variant in self.variants.values():
            variant.stop()
        if self.capture is not None:
            self.capture.close()
