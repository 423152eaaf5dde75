"""The endpoint answers as the offline model does, from what the archive itself holds."""

from __future__ import annotations

import json
import subprocess
import sys

import pandas as pd
import pytest
from runs import Run
from test_requests import CSV, JSON

import model_archive
from inference import Model, transform_fn
from model_definition import ModelDefinition
from tables import features_of, read_split

SERVE = """
import sys; sys.path.insert(0, sys.argv[1] + "/code")
from inference import model_fn, transform_fn
print(transform_fn(model_fn(sys.argv[1]), sys.stdin.read(), "application/json", "application/json")[0])
"""


@pytest.fixture(scope="session")
def test_rows(run: Run, definition: ModelDefinition) -> pd.DataFrame:
    return read_split(run.processed / "test", definition)


@pytest.fixture(scope="session")
def offline(run: Run, definition: ModelDefinition, test_rows: pd.DataFrame) -> list[float]:
    pipeline, _ = model_archive.load(run.model)
    return [float(value) for value in pipeline.predict(features_of(test_rows, definition))]


def test_every_test_row_by_json(
    model: Model, definition: ModelDefinition, test_rows: pd.DataFrame, offline: list[float]
) -> None:
    features = features_of(test_rows, definition)
    rows = [{k: None if pd.isna(v) else v for k, v in row.items()} for row in features.to_dict("records")]
    content, _ = transform_fn(model, json.dumps({"instances": rows}), JSON, JSON)
    assert json.loads(content)["predictions"] == offline


def test_every_test_row_by_csv(
    model: Model, definition: ModelDefinition, test_rows: pd.DataFrame, offline: list[float]
) -> None:
    body = test_rows[definition.feature_names].to_csv(index=False)
    content, _ = transform_fn(model, body, CSV, CSV)
    assert [float(line) for line in content.splitlines()] == offline


def test_the_smoke_request_from_the_archive_alone(run: Run) -> None:
    """In a process of its own, with nothing importable but the archive's code/ and the image's packages."""
    smoke = json.loads((run.evaluation / "smoke.json").read_text(encoding="utf-8"))
    served = subprocess.run(
        [sys.executable, "-I", "-B", "-c", SERVE, str(run.model)],
        input=json.dumps(smoke["request"]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(served.stdout) == {"predictions": [smoke["expected"]]}
