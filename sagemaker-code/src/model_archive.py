"""What a model directory holds, the same in training, in model.tar.gz and on an endpoint.

model.joblib  the fitted pipeline
ridge.joblib  the ridge baseline, fitted on the same rows behind the same preprocessing
model.json    the model definition
metrics.json  what training measured: out_of_fold, ridge, train, validation, rows, target_mean, hyperparameters
baseline.json the rows that drift is measured against, with their predictions, where the job had the channel
code/         inference.py, predict.py and the modules they need, so that the archive serves and judges itself
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib

import model_definition
from model_definition import ModelDefinition

ARCHIVE = "model.tar.gz"
PIPELINE, RIDGE, METRICS = "model.joblib", "ridge.joblib", "metrics.json"
SERVING_CODE = (
    "inference.py",
    "inference_cells.py",
    "inference_lines.py",
    "inference_request.py",
    "inference_reply.py",
    "cell_rules.py",
    "early_stopping.py",
    "hash_split.py",
    "job_failure.py",
    "model_archive.py",
    "model_definition.py",
    "model_pipeline.py",
    "predict.py",
    "predictions.py",
    "request_checks.py",
    "tables.py",
    model_definition.FILE_NAME,
)


class ArchiveProblem(Exception):
    """An archive that is not what training wrote; the message says where it differs."""


@dataclass(frozen=True)
class Archive:
    """A model archive, loaded. `sha256` is that of model.tar.gz."""

    pipeline: Any
    definition: ModelDefinition
    metrics: dict[str, Any]
    ridge: Any
    sha256: str


def save(directory: Path, source: Path, models: dict[str, Any], metrics: dict[str, Any]) -> None:
    """Fill a model directory; `source` is where the scripts and model.json are, `models` are by file name."""
    (directory / "code").mkdir(parents=True, exist_ok=True)
    for name, model in models.items():
        joblib.dump(model, directory / name)
    (directory / METRICS).write_text(json.dumps(metrics, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    shutil.copyfile(source / model_definition.FILE_NAME, directory / model_definition.FILE_NAME)
    for name in SERVING_CODE:
        shutil.copyfile(source / name, directory / "code" / name)


def load(directory: Path) -> tuple[Any, ModelDefinition]:
    """The fitted pipeline and its definition. joblib runs what it reads: load only what our own training wrote."""
    return joblib.load(directory / PIPELINE), model_definition.load(directory)


def read(directory: Path) -> Archive:
    """Load model.tar.gz of a directory. Raise ArchiveProblem for a damaged or incomplete one."""
    file = directory / ARCHIVE
    if not file.is_file():
        raise ArchiveProblem(f"there is no {ARCHIVE} in {directory}")
    with tempfile.TemporaryDirectory() as unpacked:
        unpack(file, Path(unpacked))
        return _loaded(file, Path(unpacked))


def unpack(file: Path, directory: Path) -> None:
    """tarfile's data filter refuses paths that lead out of the directory."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            tar.extractall(directory, filter="data")
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise ArchiveProblem(f"{file} is damaged: {type(problem).__name__}: {problem}") from problem


def _loaded(file: Path, directory: Path) -> Archive:
    wanted = (PIPELINE, RIDGE, METRICS, model_definition.FILE_NAME, *(f"code/{name}" for name in SERVING_CODE))
    missing = [name for name in wanted if not (directory / name).is_file()]
    if missing:
        raise ArchiveProblem(f"{file} lacks {', '.join(missing)}: it is not what train.py wrote, train it again")
    try:
        metrics = json.loads((directory / METRICS).read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        pipeline, definition = load(directory)
        ridge = joblib.load(directory / RIDGE)
    except Exception as problem:  # joblib raises whatever a damaged or foreign pickle leads to
        raise ArchiveProblem(f"{file} cannot be loaded: {type(problem).__name__}: {problem}") from problem
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Archive(pipeline, definition, metrics, ridge, digest)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{METRICS} holds {name}, which is no measurement")
