"""Peak memory of everything that a command started: the sum of proportional set sizes, sampled."""

from __future__ import annotations

import ctypes
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

INTERVAL = 0.2
_PR_SET_CHILD_SUBREAPER = 36
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """One look: when, and how many bytes each process has, by what it is."""

    time: float
    processes: list[tuple[int, str]]

    @property
    def total(self) -> int:
        """The sum in bytes."""
        return sum(size for size, _ in self.processes)


def adopt_orphans() -> None:
    """Become the parent of what our descendants leave behind, so that it stays below us and is counted."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def below(ancestor: int) -> list[int]:
    """Return the ids of all living descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone since the listing
        children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found = list(children.get(ancestor, []))
    for process in found:
        found.extend(children.get(process, []))
    return found


def words(process: int) -> list[str]:
    """Return a process's command line; empty when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return []


def _size(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # gone, or a process that is just ending
    return 0


@dataclass
class Sampler:
    """Looks five times a second, keeps the largest sample."""

    ancestor: int
    peak: Sample = field(default_factory=lambda: Sample(0.0, []))
    samples: int = 0
    _end: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Sampler:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        due = time.monotonic()
        while not self._end.wait(max(0.0, due - time.monotonic())):
            due = max(due + INTERVAL, time.monotonic())
            self.samples += 1
            sizes = [(_size(process), process) for process in below(self.ancestor)]
            if sum(size for size, _ in sizes) > self.peak.total:
                now = time.time()
                self.peak = Sample(now, [(size, what(words(process))) for size, process in sorted(sizes, reverse=True)])


def what(command: list[str]) -> str:
    """Return what a process is in a few words: its program, and the class, module or file that it runs."""
    if not command:
        return "(ended)"
    program = Path(command[0]).name
    telling = [word for word in command[1:] if not word.startswith("-") and ":" not in word and len(word) < 300]
    names = [Path(word).name for word in telling if "/" not in word or Path(word).suffix]
    mains = [name for name in names if name.startswith(("dev.", "org.", "com.", "trainyard_")) or "." in name]
    return f"{program} {(mains or names or [''])[-1]}"[:70].strip()


def mebibytes(size: int) -> str:
    """Return a size for people."""
    return f"{size / _MIB:.0f} MiB"
