"""Processing job: what an endpoint was asked and answered against the baseline of the model that it serves.

Usage: drift.py --capture DIR --baseline DIR --output DIR [--ground-truth DIR] [--since TIME] [--psi 0.2]
[--minimum-rows 400]. --baseline holds model.tar.gz, with baseline.json in it. --since: when the model came into
service; what was captured before it was another's. Reads TRAINYARD_MESSAGE (job_failure) and no clock. Writes
drift.json (contract `drift`), verdict.json (contract `drift-verdict`: what a state machine can hold) and index.html.

Drift is no failure: the exit code is 1 only for what cannot be read at all, with one line on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import capture_log
import drift_page
import drift_report
import ground_truth
import job_failure
import model_archive
import model_definition
from drift_columns import Limits, Model
from model_archive import ArchiveProblem

BASELINE = "baseline.json"


def main(argv: list[str]) -> int:
    """Run the job."""
    arguments = _arguments(argv)
    try:
        model = _model(arguments.baseline / model_archive.ARCHIVE)
    except ArchiveProblem as problem:
        return job_failure.told("drift", problem)
    log = capture_log.read(arguments.capture, model.definition, arguments.since)
    truth = ground_truth.read(arguments.ground_truth)
    found = drift_report.report(log, truth, model, Limits(arguments.psi, arguments.minimum_rows))
    arguments.output.mkdir(parents=True, exist_ok=True)
    _write(arguments.output / "drift.json", found)
    _write(arguments.output / "verdict.json", {**found["verdict"], "metrics": metrics(found)})
    (arguments.output / "index.html").write_text(drift_page.page(found), encoding="utf-8")
    _tell(found)
    return 0


def metrics(found: dict[str, Any]) -> dict[str, float]:
    """What CloudWatch is told, by name; a verdict that could not be given is left out."""
    verdict, columns, quality = found["verdict"], found["columns"], found["quality"]
    told: dict[str, float | None] = {
        "LiveRows": found["live"]["rows"],
        "BadLines": found["live"]["bad_lines"]["count"] + quality["bad_lines"]["count"],
        "Drift": verdict["drift"],
        "DriftedColumns": sum(column["drifted"] for column in columns) if columns else None,
        "LargestPsi": max((column["psi"] for column in columns), default=None),
        "QualityDrift": verdict["quality"],
    }
    for name, metric in (quality["live"] or {}).items():
        told[{"mae": "LiveMae", "r2": "LiveR2"}[name]] = metric["value"]
    return {name: float(value) for name, value in told.items() if value is not None}


def _model(archive: Path) -> Model:
    """Nothing of the archive is unpickled: this job runs in one image, whatever image made the model."""
    with tempfile.TemporaryDirectory() as directory:
        unpacked = Path(directory)
        model_archive.unpack(archive, unpacked)
        file = unpacked / BASELINE
        if not file.is_file():
            raise ArchiveProblem(f"{archive} holds no {BASELINE}: the model was trained before there was one")
        baseline = json.loads(file.read_text(encoding="utf-8"))
        return Model(model_definition.load(unpacked), baseline)


def _tell(found: dict[str, Any]) -> None:
    """The log's summary; nothing that was left out is silent."""
    live, quality = found["live"], found["quality"]
    print(f"drift: {live['rows']} live rows of {live['captured']}, {live['bad_lines']['count']} bad lines")
    for bad in (*live["bad_lines"]["first"], *quality["bad_lines"]["first"]):
        print(f"drift: left out {bad['file']} line {bad['line']}: {bad['problem']}")
    print(f"drift: drift {found['verdict']['drift']}, quality {found['verdict']['quality']}")
    for reason in found["verdict"]["reasons"]:
        print(f"drift: {reason}")


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="drift.py")
    parser.add_argument("--capture", type=Path, required=True, help="directory of captured requests")
    parser.add_argument("--baseline", type=Path, required=True, help="directory with model.tar.gz")
    parser.add_argument("--ground-truth", type=Path, help="directory of ground truth; it may be absent")
    parser.add_argument("--output", type=Path, required=True, help="directory for drift.json")
    parser.add_argument("--since", type=_time, help="ISO 8601: what was captured before does not count")
    parser.add_argument("--psi", type=float, default=Limits.psi, help="the PSI from which a change matters")
    parser.add_argument("--minimum-rows", type=int, default=Limits.minimum_rows, help="fewer rows, no verdict")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
