"""The processes of a clone: all below the rehearsal before it ended, and all that name the clone or work in it."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path


class Remains:
    """What of a rehearsal still lives."""

    def __init__(self, clone: Path) -> None:
        self._clone = os.fsencode(clone)
        self._noted: set[tuple[int, str]] = set()
        self.count = 0

    def note(self, root: int) -> None:
        """Remember `root` and everything below it and of the clone: whoever changes session or parent stays known."""
        children: dict[int, list[int]] = defaultdict(list)
        for pid in _all():
            if stat := _stat(pid):
                children[int(stat[1])].append(pid)
        pending = [root]
        below = set()
        while pending:
            pid = pending.pop()
            below.add(pid)
            pending += children[pid]
        below |= {pid for pid in _all() if self._names_the_clone(pid)}
        self._noted = {(pid, stat[19]) for pid in below if (stat := _stat(pid))}
        self.count = len(self._noted)

    def wait(self, limit: float, began: float, meanwhile: Callable[[], object]) -> list[str]:
        """Return who lives after `limit` seconds, and end them; at once when nobody does."""
        while left := self._living():
            if time.monotonic() - began > limit:
                said = [f"{pid} {_command(pid)[:120]}" for pid in left]
                for pid in left:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                return said
            meanwhile()
            time.sleep(0.05)
        return []

    def _living(self) -> list[int]:
        return [pid for pid in _all() if self._is_ours(pid)]

    def _is_ours(self, pid: int) -> bool:
        stat = _stat(pid)
        return bool(stat) and stat[0] not in "ZX" and ((pid, stat[19]) in self._noted or self._names_the_clone(pid))

    def _names_the_clone(self, pid: int) -> bool:
        if pid == os.getpid():
            return False
        for look in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                if self._clone + b"/" in Path(f"/proc/{pid}/{look}").read_bytes():
                    return True
        with contextlib.suppress(OSError):
            return os.fsencode(f"{Path(f'/proc/{pid}/cwd').readlink()}/").startswith(self._clone + b"/")
        return False


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on: state, parent, ..., start time at index 19; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return "(gone)"
