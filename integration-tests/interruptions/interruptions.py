#!/usr/bin/env python3
"""Ends rehearsals of a clone at many moments, by Ctrl-C, kill and kill -9, and shows what is left of each.

    integration-tests/interruptions/interruptions.py CLONE [--saved DIR] [--only PATTERN] [--moments-only]

A moment is reached when its words appear on the rehearsal's terminal. Red: a process of the clone lives 20 s later, a
run's directory stays after Ctrl-C or kill, or a moment cannot be reached (the run before left something behind).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from moments import FINAL, MOMENTS, Moment
from rehearsal import Rehearsal
from remains import Remains

_LIMIT = 20


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
        f"gone after {seconds:4.1f} s  exit {code}  "
        + "; ".join([*left, *map(str, kept)] + ([] if reached else ["NOT REACHED"])),
        flush=True,
    )
    if not reached:
        print(run.text[-2000:])
    return good


def main() -> int:
    """Run the chosen moments, then one rehearsal that nobody ends."""
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
