"""The model's jobs once more: the scripts of the source archive on the sample, nothing of SageMaker around them."""

from __future__ import annotations

import os
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from trainyard_bench.result import Result
from trainyard_bench.standin import Place, StandIn

_STEPS = {"preprocess": "-prep-", "train": "-train-", "evaluate": "-eval-"}
_MODULE = "sagemaker-code"


def run(clone: Path, standin: StandIn, python: str) -> Iterator[Result]:
    """Run the three scripts for each stage."""
    for place in standin.stages():
        rehearsed = _rehearsed(standin, place)
        with tempfile.TemporaryDirectory(prefix="trainyard-bench-") as folder:
            for step, command, environment in _commands(clone, Path(folder), python):
                seconds = _timed(command, environment, Path(folder) / "code")
                if step == "train":
                    _pack(Path(folder))
                yield Result(f"{place.stage}/Release", f"{step} (job)", rehearsed.get(step, 0.0), seconds)


def _commands(clone: Path, base: Path, python: str) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    target = clone / _MODULE / "target"
    for folder in ("code", "model", "packed", "home"):
        (base / folder).mkdir()
    with tarfile.open(target / "sourcedir.tar.gz") as archive:
        archive.extractall(base / "code", filter="data")
    split = base / "split"
    variables = {
        "PATH": f"{Path(python).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(base / "home"),
        "TMPDIR": str(base / "home"),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SM_CHANNEL_TRAIN": str(split / "train"),
        "SM_CHANNEL_VALIDATION": str(split / "validation"),
        "SM_MODEL_DIR": str(base / "model"),
        "SM_HPS": "{}",
    }
    yield "preprocess", [python, "preprocess.py", "--raw", str(target / "sample"), "--output", str(split)], variables
    yield "train", [python, "train.py"], variables
    places = ["--model", str(base / "packed"), "--test", str(split / "test"), "--output", str(base / "evaluation")]
    yield "evaluate", [python, "evaluate.py", *places], variables


def _timed(command: list[str], environment: dict[str, str], folder: Path) -> float:
    start = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def _pack(base: Path) -> None:
    with tarfile.open(base / "packed" / "model.tar.gz", "w:gz") as archive:
        archive.add(base / "model", arcname=".")


def _rehearsed(standin: StandIn, place: Place) -> dict[str, float]:
    client = standin.client("sagemaker", place)
    found: dict[str, float] = {}
    for summary in client.list_processing_jobs()["ProcessingJobSummaries"]:
        job = client.describe_processing_job(ProcessingJobName=summary["ProcessingJobName"])
        _add(found, job["ProcessingJobName"], job["ProcessingStartTime"], job["ProcessingEndTime"])
    for summary in client.list_training_jobs()["TrainingJobSummaries"]:
        job = client.describe_training_job(TrainingJobName=summary["TrainingJobName"])
        _add(found, job["TrainingJobName"], job["TrainingStartTime"], job["TrainingEndTime"])
    return found


def _add(found: dict[str, float], name: str, start: datetime, end: datetime) -> None:
    for step, mark in _STEPS.items():
        if mark in name:
            found[step] = (end - start).total_seconds()
