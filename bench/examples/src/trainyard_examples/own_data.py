"""Rehearse each data set of sagemaker-code/examples by its model.yaml alone; print what was expected and what came."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from trainyard_examples import expectation
from trainyard_examples.clone import Clone
from trainyard_examples.expectation import EXPECTED, Outcome

UNTIL = "dev"


def main() -> int:
    """Return 0 if all came as expected."""
    parser = argparse.ArgumentParser(prog="sagemaker-code/examples/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--python", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help="keep the copy with its reports and logs")
    parser.add_argument("name", nargs="*", help=f"of {', '.join(EXPECTED)} (all)")
    options = parser.parse_args()
    if unknown := set(options.name) - set(EXPECTED):
        parser.error(f"no data set {', '.join(sorted(unknown))}; there are {', '.join(EXPECTED)}")
    clone = Clone.of(options.root, options.root / ".trainyard" / "bench" / "own-data")
    try:
        outcomes = [rehearse(clone, options.python, name) for name in options.name or EXPECTED]
    finally:
        if not options.keep:
            shutil.rmtree(clone.directory)
    print(expectation.table(outcomes))
    return 0 if all(outcome.is_as_expected for outcome in outcomes) else 1


def rehearse(clone: Clone, python: Path, name: str) -> Outcome:
    """Edit model.yaml as a user would, make the data, rehearse with it; the terminal shows the rehearsal."""
    print(f"▸ {name}", flush=True)
    module = clone.directory / "sagemaker-code"
    shutil.copy(module / "examples" / f"{name}.yaml", module / "model.yaml")
    data = clone.directory / "target" / "data" / name
    subprocess.run([str(python), "tests/other_data.py", name, str(data)], cwd=module, check=True)
    report = clone.directory / "target" / f"{name}.html"
    began = time.monotonic()
    code, log = _shown(
        ["./trainyard", "rehearse", "--until", UNTIL, "--data", str(data), "--report", str(report)], clone.directory
    )
    page = report.read_text(encoding="utf-8") if report.is_file() else ""
    return Outcome(name, time.monotonic() - began, code, log, page)


def _shown(command: list[str], directory: Path) -> tuple[int, str]:
    """Run a command, its lines on the terminal as they come; returns exit code and lines."""
    lines = []
    with subprocess.Popen(
        command, cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        for line in running.stdout or ():
            print(f"  {line}", end="", flush=True)
            lines.append(line)
    return running.returncode, "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
