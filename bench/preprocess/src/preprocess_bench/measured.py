"""A command as a process of its own: wall time, and the memory of its largest process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """How long a command took, and its peak of resident memory."""

    name: str
    rows: int
    seconds: float
    mebibytes: float

    def line(self) -> str:
        """One line of the table."""
        speed = f"{self.rows / self.seconds:12,.0f} rows/s"
        return f"{self.name:28}{self.rows:12,} rows{self.seconds:9.1f} s{speed}{self.mebibytes:9,.0f} MiB"


def median(runs: Sequence[Measured]) -> Measured:
    """The run of the middle time, of an odd number of them."""
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def measured(name: str, rows: int, command: Sequence[str], environment: Mapping[str, str]) -> Measured:
    """Run a command to its end. Raise CalledProcessError where it fails, after what it printed."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(said)
        raise subprocess.CalledProcessError(process.returncode, command)
    print("\n".join(line for line in said.splitlines() if line.startswith("preprocess: ")))
    return Measured(name, rows, seconds, usage.ru_maxrss / 1024)
