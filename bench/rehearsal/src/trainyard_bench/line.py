"""The rehearsal that is measured: in a clone of its own, warm, kept until the bare runs are over."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from trainyard_bench import memory


@dataclass(frozen=True)
class Rehearsed:
    """What the measured rehearsal came to."""

    start: float
    seconds: float
    sampler: memory.Sampler


@dataclass(frozen=True)
class Line:
    """A clone of the repository."""

    root: Path
    clone: Path

    @property
    def state(self) -> Path:
        """Where the kept rehearsal has everything."""
        return self.clone / ".trainyard" / "rehearsal"

    def prepare(self) -> None:
        """Make the clone the repository's HEAD, packaged, with everything downloaded and read once."""
        if not self.clone.exists():
            self.clone.parent.mkdir(parents=True, exist_ok=True)
            _run(["git", "clone", "--quiet", str(self.root), str(self.clone)], self.root)
        commit = _output(["git", "rev-parse", "HEAD"], self.root)
        _run(["git", "fetch", "--quiet", str(self.root), commit], self.clone)
        _run(["git", "checkout", "--quiet", "--force", "--detach", commit], self.clone)
        _run(["git", "clean", "--quiet", "-fd"], self.clone)
        if _output(["git", "status", "--porcelain"], self.root):
            print("note: what is not committed is not measured", file=sys.stderr)
        self.stop()
        self._trainyard("rehearse", "--until", "Source")

    def rehearse(self) -> Rehearsed:
        """Run the measured rehearsal."""
        start, began = time.time(), time.monotonic()
        with memory.Sampler(os.getpid()) as sampler:
            self._trainyard("rehearse", "--approve", "--keep", TRAINYARD_RECORD="1")
        return Rehearsed(start, time.monotonic() - began, sampler)

    def stop(self) -> None:
        """End a stand-in that was kept."""
        if (self.state / "ready.json").exists():
            self._trainyard("stop")

    def _trainyard(self, *arguments: str, **variables: str) -> None:
        _run(["./trainyard", *arguments], self.clone, {**host(self.root), **variables})


def host(root: Path) -> dict[str, str]:
    """Return our environment, with the tools that the repository's own rehearsals installed."""
    modules = _output(["sh", str(root / ".mvn" / "npm.sh")], root)
    return {**os.environ, "TRAINYARD_NODE_MODULES": str(Path(modules).parent)}


def _run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=folder, env=environment, check=True, stdin=subprocess.DEVNULL)


def _output(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
