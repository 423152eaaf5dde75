"""The jobs as SageMaker runs them, one after another in one directory, and the contracts that they keep."""

from __future__ import annotations

import json
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import evaluate
import model_definition
import train

MODULE = Path(__file__).resolve().parent.parent
CONTRACTS = MODULE.parent / "contracts"
EXAMPLE = MODULE / "tests" / "example.yaml"
"""The sample's model, for tests: Build runs them on whatever model.yaml a user has written."""


@dataclass(frozen=True)
class Run:
    """Directories of one run, named as the jobs name them. `code` is what sourcedir.tar.gz unpacks to."""

    code: Path
    raw: Path
    processed: Path
    model: Path
    evaluation: Path


def run_under(root: Path, model_json: str, raw: Path) -> Run:
    """Preprocess, train and evaluate through their mains."""
    import preprocess  # the XGBoost image, whose tests use this module too, lacks what it needs

    run = Run(root / "code", raw, root / "processed", root / "model", root / "evaluation")
    unpack_code(run.code, model_json)
    test = str(run.processed / "test")
    with pytest.MonkeyPatch.context() as patch:
        for script in (preprocess, train, evaluate):
            patch.setattr(script, "__file__", str(run.code / "script.py"))
        patch.setenv("SM_CHANNEL_TRAIN", str(run.processed / "train"))
        patch.setenv("SM_CHANNEL_VALIDATION", str(run.processed / "validation"))
        patch.setenv("SM_CHANNEL_BASELINE", str(run.processed / "baseline"))
        patch.setenv("SM_MODEL_DIR", str(run.model))
        patch.setenv("SM_HPS", "{}")
        assert preprocess.main(["--raw", str(run.raw), "--output", str(run.processed)]) == 0
        assert train.main([]) == 0
        pack_model(run.model, root / "archive" / "model.tar.gz")
        assert evaluate.main(["--model", str(root / "archive"), "--test", test, "--output", str(run.evaluation)]) == 0
    return run


def unpack_code(directory: Path, model_json: str) -> None:
    """What a job finds in its code directory."""
    directory.mkdir()
    for script in (MODULE / "src").glob("*.py"):
        shutil.copyfile(script, directory / script.name)
    (directory / model_definition.FILE_NAME).write_text(model_json, encoding="utf-8")


def pack_model(directory: Path, target: Path) -> None:
    """Pack a model directory as SageMaker does."""
    target.parent.mkdir(parents=True)
    with tarfile.open(target, "w:gz") as tar:
        tar.add(directory, ".")


def read(file: Path) -> Any:
    """A JSON file's content."""
    return json.loads(file.read_text(encoding="utf-8"))


def check_contract(content: Any, contract: str) -> None:
    """Raise ValidationError for what contracts/<contract>.schema.json does not allow."""
    jsonschema.Draft202012Validator(read(CONTRACTS / f"{contract}.schema.json")).validate(content)
