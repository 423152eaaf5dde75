"""Own data without code: three data sets besides the sample, each by a model.yaml of its own and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from other_data import DATA_SETS
from runs import CONTRACTS, MODULE, Run, check_contract, read, run_under

from inference import model_fn, transform_fn
from packing.definition import rendered

pytestmark = pytest.mark.thorough
GATE = 0.7
SCORES = {"diabetes": (0.3, 0.55), "flats": (0.9, 0.99), "trips": (0.9, 0.99)}
ROWS = {"diabetes": 442, "flats": 1980, "trips": 120_000}


@pytest.fixture(scope="module", params=DATA_SETS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def other(name: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    root: Path = tmp_path_factory.mktemp(name)
    (root / "raw").mkdir()
    DATA_SETS[name](root / "raw")
    definition = rendered(MODULE / "examples" / f"{name}.yaml", CONTRACTS / "model.schema.json")
    return run_under(root, definition, root / "raw")


def test_it_is_trained_and_judged_by_its_own_score(name: str, other: Run) -> None:
    evaluation = read(other.evaluation / "evaluation.json")
    check_contract(evaluation, "evaluation")
    lowest, highest = SCORES[name]
    assert lowest < evaluation["trainyard"]["out_of_fold"]["r2"] < highest
    assert sum(evaluation["trainyard"]["rows"].values()) == ROWS[name]


def test_the_gate_would_stop_the_one_that_nothing_learns_well(name: str, other: Run) -> None:
    score = read(other.evaluation / "evaluation.json")["trainyard"]["out_of_fold"]["r2"]
    assert (score >= GATE) == (name != "diabetes")


def test_its_baseline_keeps_the_contract(other: Run) -> None:
    check_contract(read(other.processed / "baseline" / "baseline.json"), "baseline")
    check_contract(read(other.model / "baseline.json"), "baseline")


def test_it_is_served_by_its_own_definition(other: Run) -> None:
    smoke = read(other.evaluation / "smoke.json")
    request = json.dumps(smoke["request"])
    content, _ = transform_fn(model_fn(str(other.model)), request, "application/json", "application/json")
    assert json.loads(content) == {"predictions": [smoke["expected"]]}
