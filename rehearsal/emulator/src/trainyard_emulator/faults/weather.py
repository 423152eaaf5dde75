"""Which faults are on, and what each has struck.

They are named by a file of the state directory, so that a kept stand-in gets other weather with its next rehearsal; the
count begins anew with each writing of it.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from trainyard_emulator.context import Context

FILE = "weather.json"
_TOLD = 20
"""How many strikes of a fault are told one by one; all are counted."""


def write(state_dir: Path, faults: list[str]) -> None:
    """Put these faults on, and no others."""
    draft = state_dir / f"{FILE}.new"
    draft.write_text(json.dumps({"faults": faults}))
    draft.replace(state_dir / FILE)


class Weather:
    """The faults of one stand-in. `file` may be missing: then none is on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._written: tuple[int, int] | None = None
        self._struck: dict[str, list[str]] = {}
        self._keys: Counter[tuple[str, str]] = Counter()

    def strikes(self, fault: str, key: str, what: str, times: int = 1) -> bool:
        """Tell whether a fault that is on strikes now: the first `times` times for each key. `what` is told."""
        with self._lock:
            self._look()
            if fault not in self._struck or self._keys[fault, key] >= times:
                return False
            self._keys[fault, key] += 1
            self._struck[fault].append(what)
            return True

    def is_due(self, fault: str, key: str, times: int = 1) -> bool:
        """Tell whether a fault would strike, without a strike."""
        with self._lock:
            self._look()
            return fault in self._struck and self._keys[fault, key] < times

    def told(self) -> list[dict[str, Any]]:
        """Return the faults that are on with their strikes, as the ledger has them."""
        with self._lock:
            self._look()
            return [{"name": f, "strikes": len(s), "struck": s[:_TOLD]} for f, s in self._struck.items()]

    def _look(self) -> None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return
        if (written := (found.st_mtime_ns, found.st_ino)) != self._written:
            self._written = written
            self._struck = {fault: [] for fault in json.loads(self._file.read_text())["faults"]}
            self._keys.clear()


_weather = Weather(Path("no-state-directory") / FILE)


def install(context: Context) -> None:
    """Look at this stand-in's file from now on."""
    global _weather
    _weather = Weather(context.state_dir / FILE)


def current() -> Weather:
    """Return the weather of this process: fair before `install`."""
    return _weather
