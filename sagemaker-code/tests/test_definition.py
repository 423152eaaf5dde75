"""model.yaml: what packing refuses, and how it says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from runs import CONTRACTS, EXAMPLE

from model_definition import ModelDefinition, from_mapping
from packing.definition import DefinitionProblem, rendered

Edit = Callable[[dict[str, Any]], Any]
SCHEMA = CONTRACTS / "model.schema.json"


def original() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    return content


def refusal(directory: Path, edit: Edit) -> str:
    content = original()
    edit(content)
    (directory / "model.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(DefinitionProblem) as refused:
        rendered(directory / "model.yaml", SCHEMA)
    return str(refused.value)


def test_columns_are_named_once_whatever_their_roles(definition: ModelDefinition) -> None:
    assert sorted(definition.columns) == sorted(set(definition.columns))
    assert set(definition.columns) == {*definition.row_key, *definition.feature_names, "Miles_per_Gallon"}


def test_rendering_loses_nothing() -> None:
    assert json.loads(rendered(EXAMPLE, SCHEMA)) == original()


@pytest.mark.parametrize(
    ("edit", "key", "word"),
    [
        (lambda m: m.update(colour="red"), "the file", "colour"),
        (lambda m: m.pop("target"), "the file", "target"),
        (lambda m: m["features"][1].update(type="decimal"), "features[1].type", "decimal"),
        (lambda m: m["features"][0].update(categories=["4", "6"]), "features[0].type", "category"),
        (lambda m: m.update(features=[]), "features", "non-empty"),
        (lambda m: m["estimator"].update(type="oracle"), "estimator.type", "oracle"),
        (lambda m: m["estimator"]["hyperparameters"].update(max_iter=0), "estimator.hyperparameters.max_iter", "0"),
        (lambda m: m["estimator"]["hyperparameters"].update(trees=9), "estimator.hyperparameters", "trees"),
        (lambda m: m["features"].append({"name": "Cylinders", "type": "number"}), "features", "2 times"),
        (lambda m: m["features"].append({"name": "Miles_per_Gallon", "type": "number"}), "target.name", "feature"),
        (lambda m: m["rowKey"].append("Miles_per_Gallon"), "rowKey", "Miles_per_Gallon"),
        (lambda m: m["rowKey"].append("_row"), "a column must not be named _row", "_file, _number"),
        (lambda m: m["features"][0].update(minimum="3"), "features[0].minimum", "'3' is not of type 'number'"),
        (lambda m: m["features"][5].update(maximum=1982), "features[5].maximum", "1982 is not of type 'string'"),
        (lambda m: m["features"][5].update(maximum="1982-02-30"), "Year: maximum", "a date like 1970-12-31"),
        (lambda m: m["features"][6].update(minimum=1), "features[6].minimum", "1 should not be valid"),
        (lambda m: m["features"][0].update(minimum=9, maximum=3), "Cylinders: minimum", "above maximum 3, got 9"),
        (lambda m: m["features"][0].update(maximumMissingShare=5), "features[0].maximumMissingShare", "5"),
        (lambda m: m["target"].update(minimum=50, maximum=5), "Miles_per_Gallon: minimum", "above maximum 5"),
        (lambda m: m["estimator"].update(type="ridge"), "estimator.hyperparameters", "max_iter"),
    ],
)
def test_a_mistake_is_refused_with_its_key(tmp_path: Path, edit: Edit, key: str, word: str) -> None:
    message = refusal(tmp_path, edit)
    assert message.startswith(f"model.yaml: {key}")
    assert word in message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    def edit(content: dict[str, Any]) -> None:
        content.pop("name")
        content["features"][2]["type"] = "decimal"
        content["estimator"]["seed"] = -1

    assert len(refusal(tmp_path, edit).splitlines()) == 3


def test_what_is_not_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text("name: [", encoding="utf-8")
    with pytest.raises(DefinitionProblem, match="not YAML"):
        rendered(tmp_path / "model.yaml", SCHEMA)


def test_hyperparameters_may_be_left_out() -> None:
    content = original()
    del content["estimator"]["hyperparameters"]
    assert from_mapping(content).estimator.hyperparameters == {}


@pytest.mark.parametrize(
    ("estimator", "argument"), [("random_forest", "n_estimators"), ("ridge", "alpha"), ("xgboost", "n_estimators")]
)
def test_every_estimator_has_arguments_of_its_own(tmp_path: Path, estimator: str, argument: str) -> None:
    content = original()
    content["estimator"] = {"type": estimator, "seed": 1, "hyperparameters": {argument: 5}}
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    assert json.loads(rendered(tmp_path / "model.yaml", SCHEMA))["estimator"]["hyperparameters"] == {argument: 5}


def test_a_range_reaches_the_feature() -> None:
    content = original()
    content["features"][0].update(minimum=3, maximumMissingShare=0.2)
    found = from_mapping(content).features[0]
    assert (found.minimum, found.maximum, found.maximum_missing_share) == (3, None, 0.2)


def test_a_date_needs_no_quotes(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("type: date", "type: date, maximum: 1990-01-01")
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    assert json.loads(rendered(tmp_path / "model.yaml", SCHEMA))["features"][5]["maximum"] == "1990-01-01"
