#!/usr/bin/env python3
"""Ends rehearsals of a clone at many moments, by Ctrl-C, kill and kill -9, and shows what is left of each.

    integration-tests/interruptions/interruptions.py CLONE [--saved DIR] [--only PATTERN] [--moments-only]

A moment is reached when its words appear on the rehearsal's terminal. Red: a process of the clone lives 20 s later, a
run's directory stays after Ctrl-C or kill, or a moment cannot be reached (the run before left something behind).
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import select
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from remains import Remains

_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\r")
_PATIENCE = 600
_LIMIT = 20


@dataclass(frozen=True)
class Moment:
    """When, and how: `words` on the terminal, then `after` seconds, then `by`."""

    name: str
    words: str
    by: str = "Ctrl-C"
    after: float = 0.3
    built: bool = False
    touch: bool = False
    arguments: tuple[str, ...] = ()


MOMENTS = [
    Moment("packaging", r"packaging", touch=True, after=2),
    Moment("stand-in starts", r"source packed"),
    Moment("bootstrap", r"accounts bootstrapped", after=0.5),
    Moment("synthesis", r"pipeline synthesized"),
    Moment("first deployment", r"pipeline deployed"),
    Moment("Build", r"Build/Build", built=True, after=20),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", after=1),
    Moment("Assets", r"Assets/FileAssets", after=1),
    Moment("a Prepare", r"dev/trainyard-dev-network\.Prepare"),
    Moment("training", r"dev/Release \(Train\)", after=1),
    Moment("Verify", r"dev/Verify", after=2),
    Moment("approval", r"approve or reject\?"),
    Moment("stand-in starts", r"source packed", by="kill", after=1),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", by="kill", after=1),
    Moment("training", r"dev/Release \(Train\)", by="kill", after=1),
    Moment("stand-in starts", r"source packed", by="kill -9", after=1),
    Moment("SelfMutate", r"UpdatePipeline/SelfMutate", by="kill -9", after=1),
    Moment("training", r"dev/Release \(Train\)", by="kill -9", after=1),
]
FINAL = Moment("(a whole run to dev afterwards)", r"^$", arguments=("--until", "dev"))


class Rehearsal:
    """One rehearsal on a terminal of its own."""

    def __init__(self, clone: Path, arguments: list[str]) -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(clone)
            os.environ["TERM"] = "xterm"
            # Who starts this in the background ignores Ctrl-C, and no shell may unlearn that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execv("./trainyard", ["./trainyard", "rehearse", *arguments])
        self.text = ""

    def read(self, seconds: float) -> bool:
        """Take what it says within `seconds`; False when it has ended."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], min(rest, 0.1))[0]:
                try:
                    said = os.read(self._terminal, 65536)
                except OSError:
                    return False
                self.text += _ESCAPES.sub("\n", said.decode(errors="replace"))
        return True

    def reach(self, words: str) -> bool:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            alive = self.read(0.1)
            if re.search(words, self.text):
                return True
            if not alive:
                return False
        return False

    def end(self, by: str) -> None:
        if by == "Ctrl-C":
            os.write(self._terminal, b"\x03")
        else:
            os.kill(self.pid, signal.SIGKILL if by == "kill -9" else signal.SIGTERM)

    def wait(self) -> int:
        while self.read(1):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def interrupt(clone: Path, moment: Moment, saved: Path | None) -> bool:
    """Do it, print its line, and return whether all is as it should be."""
    if moment.touch:
        (clone / "cli/pom.xml").touch()
    remains = Remains(clone)
    run = Rehearsal(clone, ["--saved-artifacts", str(saved)] if saved and not moment.built else [])
    reached = run.reach(moment.words)
    run.read(moment.after)
    remains.note(run.pid)
    began = time.monotonic()
    run.end(moment.by)
    left = remains.wait(_LIMIT, began, lambda: run.read(0.2))
    seconds = time.monotonic() - began
    code = run.wait()
    # A process that was killed cannot remove its directory: the next run does.
    kept = [] if moment.by == "kill -9" else list((clone / ".trainyard/runs").glob("*"))
    good = reached and not left and not kept
    print(
        f"{'ok ' if good else 'RED'}  {moment.by:8} {moment.name:18} processes {remains.count:3}  "
        f"gone after {seconds:4.1f} s  exit {code}  " + "; ".join([*left, *map(str, kept)] + ([] if reached else ["NOT REACHED"])),
        flush=True,
    )
    if not reached:
        print(run.text[-2000:])
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clone", type=Path, help="a clone of this repository; nothing else may run in it")
    parser.add_argument("--saved", type=Path, help="artifacts in place of builds, as rehearse --saved-artifacts takes")
    parser.add_argument("--only", default="", help="moments whose means and name this pattern finds")
    parser.add_argument("--moments-only", action="store_true", help="no whole run to dev at the end")
    given = parser.parse_args()
    clone = given.clone.resolve()
    chosen = [each for each in MOMENTS if re.search(given.only, f"{each.by} {each.name}")]
    results = [interrupt(clone, each, given.saved) for each in chosen]
    if given.moments_only:
        return 0 if all(results) else 1
    run = Rehearsal(clone, [*(["--saved-artifacts", str(given.saved)] if given.saved else []), *FINAL.arguments])
    code = run.wait()
    print(f"{'ok ' if code == 0 else 'RED'}  {FINAL.name}: exit {code}")
    return 0 if all(results) and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
