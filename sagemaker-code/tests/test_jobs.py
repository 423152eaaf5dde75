"""The jobs end to end: on the sample, and on other data by another model.yaml alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from runs import CONTRACTS, Run, check_contract, read, run_under
from sklearn.datasets import load_diabetes

from inference import model_fn, transform_fn
from packing.definition import rendered


def test_the_out_of_fold_score_is_what_the_sample_is_known_for(run: Run) -> None:
    assert 0.84 <= read(run.evaluation / "evaluation.json")["trainyard"]["out_of_fold"]["r2"] <= 0.90


@pytest.mark.parametrize("contract", ["evaluation", "smoke"])
def test_evaluation_keeps_its_contracts(run: Run, contract: str) -> None:
    check_contract(read(run.evaluation / f"{contract}.json"), contract)


def test_the_smoke_request_is_a_request(run: Run) -> None:
    check_contract(read(run.evaluation / "smoke.json")["request"], "inference-request")


def test_every_row_with_a_target_is_in_one_split(run: Run) -> None:
    rows = read(run.evaluation / "evaluation.json")["trainyard"]["rows"]
    assert sum(rows.values()) == 398


@pytest.fixture(scope="module")
def diabetes(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Numbers only, a key of features, another name: only model.yaml and the CSV differ."""
    root: Path = tmp_path_factory.mktemp("diabetes")
    data = load_diabetes(as_frame=True).frame
    (root / "raw").mkdir()
    data.to_csv(root / "raw" / "diabetes.csv", index=False)
    definition = {
        "schemaVersion": 1,
        "name": "diabetes",
        "target": {"name": "target"},
        "rowKey": ["age", "bmi", "s6"],
        "features": [{"name": name, "type": "number"} for name in data.columns if name != "target"],
        "estimator": {"type": "hist_gradient_boosting", "seed": 1},
    }
    (root / "model.yaml").write_text(yaml.safe_dump(definition), encoding="utf-8")
    return run_under(root, rendered(root / "model.yaml", CONTRACTS / "model.schema.json"), root / "raw")


def test_other_data_needs_no_code_and_is_judged_by_its_own_score(diabetes: Run) -> None:
    """Known to be hard: a score for the gate to stop."""
    evaluation = read(diabetes.evaluation / "evaluation.json")
    check_contract(evaluation, "evaluation")
    assert 0.25 < evaluation["trainyard"]["out_of_fold"]["r2"] < 0.55


def test_other_data_is_served_by_its_own_definition(diabetes: Run) -> None:
    smoke = read(diabetes.evaluation / "smoke.json")
    content, _ = transform_fn(
        model_fn(str(diabetes.model)), json.dumps(smoke["request"]), "application/json", "application/json"
    )
    assert json.loads(content) == {"predictions": [smoke["expected"]]}
