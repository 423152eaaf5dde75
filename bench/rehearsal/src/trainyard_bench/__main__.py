"""One run of the benchmark: see bench/README.md."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from trainyard_bench import builds, jobs, memory, step_0, table
from trainyard_bench.line import Line, host
from trainyard_bench.result import Result
from trainyard_bench.standin import StandIn


def main() -> None:
    """Rehearse, run all commands bare, print the table."""
    parser = argparse.ArgumentParser(prog="bench/rehearsal/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--in", type=Path, dest="clone", help="where to clone to (.trainyard/bench/clone)")
    arguments = parser.parse_args()
    root: Path = arguments.root
    line = Line(root, (arguments.clone or root / ".trainyard" / "bench" / "clone").absolute())
    memory.adopt_orphans()
    line.prepare()
    try:
        rehearsed = line.rehearse()
        standin = StandIn(line.state / "ready.json", line.clone / "config")
        results = []
        for result in _bare(line, standin):
            print(f"  bare: {result.action} {result.command[:60]!r} {result.bare:.1f} s {result.problem}", flush=True)
            results.append(result)
        print("\n" + table.show(results, rehearsed, standin.actions()))
    finally:
        line.stop()
        shutil.rmtree(line.state / "recorded", ignore_errors=True)
        (line.state / "logs" / "step-0.jsonl").unlink(missing_ok=True)


def _bare(line: Line, standin: StandIn) -> Iterator[Result]:
    lock = line.clone / "sagemaker-code" / "requirements.lock"
    venv = subprocess.run(["sh", ".mvn/venv.sh", "ml", str(lock)], cwd=line.root, check=True, capture_output=True)
    yield from step_0.run(line.clone, line.state, standin, host(line.root))
    yield from builds.run(line.state, standin)
    yield from jobs.run(line.clone, standin, f"{venv.stdout.decode().strip()}/bin/python")


if __name__ == "__main__":
    main()
