"""One packed module, one run of the four steps, for every test that needs them."""

from __future__ import annotations

import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import evaluate
import model_definition
import preprocess
import train
from inference import Model, model_fn
from model_definition import ModelDefinition
from packing import sample
from packing.definition import rendered

MODULE = Path(__file__).resolve().parent.parent
CONTRACTS = MODULE.parent / "contracts"
SOURCE = MODULE / "src"


@dataclass(frozen=True)
class Run:
    """Directories of one run on the sample data, named as the jobs name them."""

    code: Path
    raw: Path
    processed: Path
    model: Path
    evaluation: Path


@pytest.fixture(scope="session")
def model_json() -> str:
    return rendered(MODULE / "model.yaml", CONTRACTS / "model.schema.json")


@pytest.fixture(scope="session")
def definition(model_json: str, tmp_path_factory: pytest.TempPathFactory) -> ModelDefinition:
    directory = tmp_path_factory.mktemp("definition")
    (directory / model_definition.FILE_NAME).write_text(model_json, encoding="utf-8")
    return model_definition.load(directory)


@pytest.fixture(scope="session")
def code(model_json: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a job finds after it unpacked sourcedir.tar.gz."""
    directory = tmp_path_factory.mktemp("code")
    for script in SOURCE.glob("*.py"):
        shutil.copyfile(script, directory / script.name)
    (directory / model_definition.FILE_NAME).write_text(model_json, encoding="utf-8")
    return directory


@pytest.fixture(scope="session")
def run(code: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Preprocess, train and evaluate through their mains, in one directory."""
    root = tmp_path_factory.mktemp("run")
    done = Run(code, root / "raw", root / "processed", root / "model", root / "evaluation")
    sample.write(done.raw / "auto-mpg.csv")
    with pytest.MonkeyPatch.context() as patch:
        for script in (preprocess, train, evaluate):
            patch.setattr(script, "__file__", str(code / "script.py"))
        patch.setenv("SM_CHANNEL_TRAIN", str(done.processed / "train"))
        patch.setenv("SM_CHANNEL_VALIDATION", str(done.processed / "validation"))
        patch.setenv("SM_MODEL_DIR", str(done.model))
        patch.setenv("SM_HPS", "{}")
        assert preprocess.main(["--raw", str(done.raw), "--output", str(done.processed)]) == 0
        assert train.main([]) == 0
    tar_of(done.model, root / "archive" / "model.tar.gz")
    test = str(done.processed / "test")
    assert evaluate.main(["--model", str(root / "archive"), "--test", test, "--output", str(done.evaluation)]) == 0
    return done


@pytest.fixture(scope="session")
def model(run: Run) -> Model:
    """The model as an endpoint's worker holds it."""
    return model_fn(str(run.model))


def tar_of(directory: Path, target: Path) -> None:
    """Pack a model directory as SageMaker does."""
    target.parent.mkdir(parents=True)
    with tarfile.open(target, "w:gz") as tar:
        tar.add(directory, ".")
