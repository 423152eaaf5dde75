"""What a model directory holds, the same in training, in model.tar.gz and on an endpoint.

model.joblib  the fitted pipeline
model.json    the model definition
metrics.json  what training measured: out_of_fold, train, validation, rows
code/         inference.py and the modules it needs, so that the archive serves itself
"""

from __future__ import annotations

import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import joblib

import model_definition
from model_definition import ModelDefinition

PIPELINE = "model.joblib"
METRICS = "metrics.json"
SERVING_CODE = (
    "inference.py",
    "inference_request.py",
    "inference_reply.py",
    "cell_rules.py",
    "model_archive.py",
    "model_definition.py",
    "model_pipeline.py",
    "request_checks.py",
    "tables.py",
    model_definition.FILE_NAME,
)


def save(directory: Path, source: Path, pipeline: Any, metrics: dict[str, Any]) -> None:
    """Fill a model directory; `source` is where the scripts and model.json are."""
    (directory / "code").mkdir(parents=True, exist_ok=True)
    joblib.dump(pipeline, directory / PIPELINE)
    (directory / METRICS).write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    shutil.copyfile(source / model_definition.FILE_NAME, directory / model_definition.FILE_NAME)
    for name in SERVING_CODE:
        shutil.copyfile(source / name, directory / "code" / name)


def load(directory: Path) -> tuple[Any, ModelDefinition]:
    """The fitted pipeline and its definition. joblib runs what it reads: load only what our own training wrote."""
    return joblib.load(directory / PIPELINE), model_definition.load(directory)


def metrics(directory: Path) -> dict[str, Any]:
    """What training measured."""
    measured: dict[str, Any] = json.loads((directory / METRICS).read_text(encoding="utf-8"))
    return measured


def unpack(archive: Path, directory: Path) -> None:
    """Unpack model.tar.gz; tarfile's data filter refuses paths that lead out of the directory."""
    with tarfile.open(archive, "r:gz") as tar:
        tar.extractall(directory, filter="data")
