"""What may be set of each estimator: the same as in model.yaml's schema, and refused in words otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from runs import CONTRACTS, Run, read

import estimators
import hyperparameters
from hyperparameters import RULES, Rule
from model_definition import Estimator

SCHEMAS = {
    "hist_gradient_boosting": "histGradientBoosting",
    "random_forest": "randomForest",
    "ridge": "ridge",
    "xgboost": "xgboost",
}
LIMITS = {"minimum": "minimum", "maximum": "maximum", "exclusiveMinimum": "above", "exclusiveMaximum": "below"}


def estimator(kind: str, **given: Any) -> Estimator:
    return Estimator(kind, 7, given)


@pytest.mark.parametrize("kind", RULES)
def test_the_rules_are_those_of_the_schema(kind: str) -> None:
    properties = read(CONTRACTS / "model.schema.json")["$defs"][SCHEMAS[kind]]["properties"]
    assert {name: rule_of(schema) for name, schema in properties.items()} == RULES[kind]


def rule_of(schema: dict[str, Any]) -> Rule:
    """A schema's keywords as a rule."""
    limits = {field: schema[keyword] for keyword, field in LIMITS.items() if keyword in schema}
    if "enum" in schema:
        return Rule("string", choices=tuple(schema["enum"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return Rule(kinds[0], nullable="null" in kinds, **limits)


@pytest.mark.parametrize("kind", ["hist_gradient_boosting", "random_forest", "ridge"])
def test_every_hyperparameter_is_one_of_the_library(kind: str) -> None:
    """XGBoost's are tried in its own environment (tests_xgboost)."""
    allowed = {"boolean": True, "integer": 10, "number": 0.5}
    given = {name: rule.choices[0] if rule.choices else allowed[rule.kind] for name, rule in RULES[kind].items()}
    made = estimators.estimator(estimator(kind), given)
    assert {name: value for name, value in settings(made).items() if name in given} == given


def settings(made: Any) -> dict[str, Any]:
    return {name.rpartition("__")[2]: value for name, value in made.get_params().items()}


def test_the_jobs_come_over_the_definitions() -> None:
    found = hyperparameters.merged(estimator("hist_gradient_boosting", max_iter=5, max_depth=3), {"max_iter": 7})
    assert found == {"max_iter": 7, "max_depth": 3}


def test_a_whole_number_is_an_integer_however_it_is_written() -> None:
    found = hyperparameters.merged(estimator("hist_gradient_boosting"), {"max_iter": 100.0, "learning_rate": 1})
    assert (found["max_iter"], type(found["max_iter"])) == (100, int)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (
            "hist_gradient_boosting",
            {"trees": 3},
            "hyperparameter trees is unknown to hist_gradient_boosting, allowed: ",
        ),
        ("ridge", {"random_state": 1}, "hyperparameter random_state is unknown to ridge, allowed: alpha"),
        (
            "hist_gradient_boosting",
            {"max_iter": 0},
            "max_iter of hist_gradient_boosting must be an integer at least 1, got 0",
        ),
        ("hist_gradient_boosting", {"max_iter": "many"}, "must be an integer at least 1, got 'many'"),
        ("hist_gradient_boosting", {"max_iter": 1.5}, "must be an integer at least 1, got 1.5"),
        ("hist_gradient_boosting", {"max_iter": True}, "must be an integer at least 1, got True"),
        ("hist_gradient_boosting", {"max_depth": "3"}, "must be an integer at least 1 or null, got '3'"),
        ("hist_gradient_boosting", {"max_bins": 256}, "must be an integer at least 2 and at most 255, got 256"),
        ("hist_gradient_boosting", {"learning_rate": 0}, "must be a number above 0, got 0"),
        ("hist_gradient_boosting", {"learning_rate": float("nan")}, "must be a number above 0, got nan"),
        ("hist_gradient_boosting", {"learning_rate": float("inf")}, "must be a number above 0, got inf"),
        ("hist_gradient_boosting", {"validation_fraction": 1}, "must be a number above 0 and below 1, got 1"),
        ("hist_gradient_boosting", {"early_stopping": "yes"}, "must be true or false, got 'yes'"),
        ("hist_gradient_boosting", {"loss": "poisson"}, "must be one of squared_error, absolute_error, got 'poisson'"),
        ("random_forest", {"max_features": [1]}, r"must be a number above 0 and at most 1, got \[1\]"),
        ("xgboost", {"n_estimators": None}, "must be an integer at least 1, got None"),
    ],
)
def test_a_wrong_one_is_refused_with_what_is_allowed(kind: str, given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        hyperparameters.merged(estimator(kind), given)


def test_the_job_refuses_it_in_one_line(run: Run, tmp_path: Path) -> None:
    """A tuning job's value, as the toolkit hands it on."""
    channels = {f"SM_CHANNEL_{name.upper()}": str(run.processed / name) for name in ("train", "validation")}
    environment = {**os.environ, **channels, "SM_MODEL_DIR": str(tmp_path / "model"), "PYTHONPATH": ""}
    environment["SM_HPS"] = json.dumps({"max_iter": "many"})
    job = subprocess.run(
        [sys.executable, "-B", str(run.code / "train.py")], env=environment, capture_output=True, text=True
    )
    assert job.returncode == 1
    assert job.stderr.splitlines() == [
        "train: hyperparameter max_iter of hist_gradient_boosting must be an integer at least 1, got 'many'"
    ]
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("kind", ["random_forest", "ridge"])
def test_another_estimator_is_trained_and_serves_with_one_thread(kind: str) -> None:
    made = estimators.serving(estimators.estimator(estimator(kind), {}))
    assert settings(made).get("n_jobs", 1) == 1


def test_what_a_tuning_job_adds_is_not_the_estimators() -> None:
    assert hyperparameters.own({"max_iter": 3, "_tuning_objective_metric": "oof:r2"}) == {"max_iter": 3}
