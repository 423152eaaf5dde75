"""Runs a command and leaves nothing of it behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT_SECONDS = 3600
_GRACE_SECONDS = 20


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, none where it was ended for its time, and what it said."""

    code: int | None
    seconds: float
    output: str


def run(command: Sequence[str], directory: Path, log: Path, limit: float = LIMIT_SECONDS) -> Ended:
    """Run without a terminal, output and errors into the log; what is left of its process group is ended."""
    began = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(limit)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(process)
    return Ended(code, time.monotonic() - began, log.read_text(errors="replace"))


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the group to end, then make it: a stand-in wants to put its things away first."""
    _signal(process.pid, signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _signal(process.pid, signal.SIGKILL)
        process.wait()


def _signal(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return
