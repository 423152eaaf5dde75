"""Seed mistakes into a copy of the project, one after the other, and say which are caught."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from seeded_mistakes import mistake, score, table
from seeded_mistakes.mistake import Mistake
from seeded_mistakes.rungs import rungs
from seeded_mistakes.trial import Outcome, Verdict, seed
from seeded_mistakes.workshop import PackagingError, Workshop


def main() -> int:
    """Return 0 where every mistake was caught, 1 where not, 2 for a wrong command."""
    parser = argparse.ArgumentParser(prog="bench/mistakes/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--sample", action="store_true", help="the ten of .ci/run")
    parser.add_argument("--keep", action="store_true", help="keep the copy with the last mistake in it")
    parser.add_argument("--table", action="store_true", help="print the README's table, and run nothing")
    parser.add_argument("mistake", nargs="*", help="files of bench/mistakes/list (all)")
    options = parser.parse_args()
    known = mistake.load()
    if unknown := set(options.mistake) - {one.id for one in known}:
        parser.error(f"no mistake {', '.join(sorted(unknown))}: see bench/mistakes/list")
    if options.table:
        print(table.render(known), end="")
        return 0
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    chosen = [one for one in known if not options.sample or one.sample]
    return _try([one for one in chosen if not options.mistake or one.id in options.mistake], options)


def _try(chosen: Sequence[Mistake], options: argparse.Namespace) -> int:
    workshop = Workshop(options.root / ".trainyard" / "mistakes")
    width = max((len(one.id) for one in chosen), default=0)
    outcomes: list[Outcome] = []
    try:
        workshop.prepare(options.root)
        for one in chosen:
            outcomes.append(seed(one, rungs(one), workshop))
            print(score.row(outcomes[-1], width), flush=True)
    except PackagingError as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        if not options.keep:
            workshop.remove()
    print(score.total(outcomes))
    return 0 if all(outcome.verdict is Verdict.CAUGHT for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
