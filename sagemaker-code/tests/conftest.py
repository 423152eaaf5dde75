"""One run of the four steps on the sample, for every test that needs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from runs import CONTRACTS, EXAMPLE, Run, run_under

import model_definition
from inference import Model, model_fn
from model_definition import ModelDefinition
from packing import sample
from packing.definition import rendered


@pytest.fixture(scope="session")
def model_json() -> str:
    return rendered(EXAMPLE, CONTRACTS / "model.schema.json")


@pytest.fixture(scope="session")
def definition(model_json: str) -> ModelDefinition:
    return model_definition.from_mapping(json.loads(model_json))


@pytest.fixture(scope="session")
def run(model_json: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    root: Path = tmp_path_factory.mktemp("run")
    sample.write(root / "raw" / "auto-mpg.csv")
    return run_under(root, model_json, root / "raw")


@pytest.fixture(scope="session")
def model(run: Run) -> Model:
    """The model as an endpoint's worker holds it."""
    return model_fn(str(run.model))
