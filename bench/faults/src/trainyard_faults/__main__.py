"""Rehearse under every fault, on every config that it touches; print a table, fail if an outcome is not as stated."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from trainyard_examples.clone import Clone

from trainyard_faults import matrix
from trainyard_faults.workshop import Row, Workshop


def main() -> int:
    """Return 0 if all came as the catalogue says."""
    parser = argparse.ArgumentParser(prog="bench/faults/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument(
        "--in", dest="directory", type=Path, help="a copy that an earlier --keep left, or a place for it"
    )
    parser.add_argument("--keep", action="store_true", help="keep the copy with its reports and logs")
    parser.add_argument("--config", action="append", default=[], help="default, 'default, edited', or an example (all)")
    parser.add_argument("fault", nargs="*", help="of rehearse --fault list (all)")
    options = parser.parse_args()
    cases = matrix.cases(options.root, options.fault, options.config)
    if not cases:
        parser.error("no such fault on such a config")
    directory = options.directory or options.root / ".trainyard" / "bench" / "faults"
    try:
        rows = _run(options.root, directory.resolve(), cases)
    finally:
        if not options.keep:
            shutil.rmtree(directory, ignore_errors=True)
    print("\n".join(["config / faults / outcome / seconds / strikes", *(row.line for row in rows)]))
    return 0 if all(not row.problems for row in rows) else 1


def _run(root: Path, directory: Path, cases: list[matrix.Case]) -> list[Row]:
    if (directory / "pipeline" / "target" / "kit").is_dir():
        clone = Clone(directory)
    else:
        clone = Clone.of(root, directory)
        clone.build()
    workshop = Workshop(root, clone)
    rows = []
    for case in cases:
        print(f"▸ {case.label}", file=sys.stderr, flush=True)
        rows.append(workshop.rehearse(case))
        print(rows[-1].line, file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
