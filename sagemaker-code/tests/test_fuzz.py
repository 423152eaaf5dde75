"""Whatever is sent to whichever estimator, the answer is predictions or an error that keeps its contract."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pandas as pd
import pytest
from fuzzing import JSON, JSON_LINES, Fuzz
from runs import Run, check_contract
from test_requests import CAR, instances

import estimators
from inference import Model, transform_fn
from model_definition import Estimator, ModelDefinition
from model_pipeline import unfitted
from tables import features_of, read_split, target_of

ROUNDS = 300
SMALL = {"ridge": {}, "random_forest": {"n_estimators": 5}, "hist_gradient_boosting": {"max_iter": 5}}


@pytest.fixture(params=SMALL)
def model(request: pytest.FixtureRequest, run: Run, definition: ModelDefinition) -> Model:
    """A small model of each kind, that takes any text as a category."""
    features = tuple(replace(feature, categories=()) for feature in definition.features)
    wanted = Estimator(request.param, 7, SMALL[request.param])
    definition = replace(definition, features=features, estimator=wanted)
    rows: pd.DataFrame = read_split(run.processed / "train", definition)
    pipeline = unfitted(definition, estimators.estimator(wanted, {}))
    return Model(pipeline.fit(features_of(rows, definition), target_of(rows, definition)), definition)


@pytest.mark.thorough
def test_no_request_raises(model: Model) -> None:
    source, fuzz = random.Random(20261121), Fuzz(CAR)
    right = transform_fn(model, instances(CAR), JSON, JSON)
    kinds = set()
    for _ in range(ROUNDS):
        request = fuzz.request(source)
        # As AWS's server passes it on: JSON and CSV as text.
        text = request.content_type in (JSON, "text/csv")
        body = request.body.decode(errors="replace") if text else request.body
        content, kind = transform_fn(model, body, request.content_type, request.accept)
        kinds.add(kind)
        for line in content.splitlines() if kind == JSON_LINES else [content]:
            if '"error"' in line:
                check_contract(json.loads(line), "inference-error")
        assert "Traceback" not in content
        assert transform_fn(model, instances(CAR), JSON, JSON) == right
    assert kinds == {JSON, "text/csv", JSON_LINES}
