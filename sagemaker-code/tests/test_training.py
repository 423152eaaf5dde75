"""train.py: what the archive holds, that it is the same twice, and that its score means something."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest
from runs import Run, check_contract, read

import estimators
import model_archive
import train
from checkpoints import Checkpoints
from model_definition import Estimator, Feature, ModelDefinition
from model_pipeline import seen_categories, unfitted, years
from quality import scores
from tables import ROW, features_of, frame, read_split, target_of
from training import Trained, Training


@pytest.fixture
def splits(run: Run, definition: ModelDefinition) -> dict[str, pd.DataFrame]:
    return {name: read_split(run.processed / name, definition) for name in ("train", "validation", "test")}


@pytest.fixture
def trained(definition: ModelDefinition, splits: dict[str, pd.DataFrame], tmp_path: Path) -> Callable[..., Trained]:
    """Trains with these hyperparameters, from the start."""

    def fit(**hyperparameters: Any) -> Trained:
        checkpoints = Checkpoints(tmp_path / f"checkpoints-{len(list(tmp_path.iterdir()))}", "it")
        return Training(definition, hyperparameters, checkpoints).run(splits["train"], splits["validation"])

    return fit


def test_the_archive_serves_itself(run: Run) -> None:
    found = {file.relative_to(run.model).as_posix() for file in run.model.rglob("*") if file.is_file()}
    assert found == {
        "model.joblib",
        "ridge.joblib",
        "baseline.json",
        "model.json",
        "metrics.json",
        *(f"code/{name}" for name in model_archive.SERVING_CODE),
    }


def test_the_baseline_has_the_out_of_fold_predictions_of_its_rows(run: Run, definition: ModelDefinition) -> None:
    baseline = read(run.model / "baseline.json")
    check_contract(baseline, "baseline")
    model = model_archive.load(run.model)[0]
    columns = (baseline["sample"][name] for name in definition.feature_names)
    rows = frame(columns, definition)
    error = np.abs(np.array(baseline["predictions"]) - baseline["target"])
    measured = read(run.model / "metrics.json")
    assert error.mean() == pytest.approx(measured["out_of_fold"]["mae"], rel=0.05)
    assert error.mean() > 2 * np.abs(model.predict(rows) - baseline["target"]).mean(), "these rows were seen in fitting"


def test_two_trainings_predict_the_same(
    run: Run, definition: ModelDefinition, splits: dict[str, pd.DataFrame], trained: Callable[..., Trained]
) -> None:
    again = trained().models["model.joblib"]
    features = features_of(splits["test"], definition)
    assert np.array_equal(joblib.load(run.model / "model.joblib").predict(features), again.predict(features))


@pytest.mark.thorough
def test_shuffled_labels_score_below_the_gate(
    definition: ModelDefinition, splits: dict[str, pd.DataFrame], trained: Callable[..., Trained]
) -> None:
    random = np.random.default_rng(3)
    for name in ("train", "validation"):
        target = splits[name][definition.target.name]
        splits[name] = splits[name].assign(**{definition.target.name: random.permutation(target)})
    assert trained().metrics["out_of_fold"]["r2"] < 0.7


def test_the_score_of_a_row_comes_from_a_model_without_it(trained: Callable[..., Trained]) -> None:
    """A model that learns by heart is perfect on its own rows and must not be out of fold."""
    by_heart = trained(min_samples_leaf=1, max_iter=200, learning_rate=0.3).metrics
    assert by_heart["train"]["r2"] > 0.999
    assert by_heart["out_of_fold"]["r2"] < 0.9


def test_hyperparameters_of_the_job_reach_the_estimator(
    definition: ModelDefinition, trained: Callable[..., Trained]
) -> None:
    model = trained(max_iter=3).models["model.joblib"]
    assert model.named_steps["estimator"].n_iter_ == 3
    assert model.named_steps["estimator"].random_state == definition.estimator.seed


def test_the_metric_lines_are_those_of_the_job_definition(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "__file__", str(run.code / "train.py"))
    monkeypatch.setenv("SM_CHANNEL_TRAIN", str(run.processed / "train"))
    monkeypatch.setenv("SM_CHANNEL_VALIDATION", str(run.processed / "validation"))
    monkeypatch.setenv("SM_MODEL_DIR", str(tmp_path / "model"))
    monkeypatch.setenv("SM_HPS", '{"max_iter": 5}')
    assert train.main(["--max_iter", "5"]) == 0
    printed = dict(re.findall(r"(train:r2|validation:r2|oof:(?:r2|rmse|mae))=([0-9.-]+);", capsys.readouterr().out))
    measured = read(tmp_path / "model" / "metrics.json")
    expected = {f"oof:{name}": measured["out_of_fold"][name] for name in ("r2", "rmse", "mae")}
    expected |= {f"{split}:r2": measured[split]["r2"] for split in ("train", "validation")}
    assert {name: float(value) for name, value in printed.items()} == pytest.approx(expected, abs=1e-6)


def test_a_channel_that_the_job_lacks_is_told_with_those_that_it_has(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "__file__", str(run.code / "train.py"))
    monkeypatch.setenv("SM_CHANNEL_TRAINING", "/opt/ml/input/data/training")

    with pytest.raises(LookupError, match=r"SM_CHANNEL_TRAIN is not set: .* channel train, .*SM_CHANNEL_TRAINING"):
        train.main([])


def test_dates_become_years_and_missing_ones_nan() -> None:
    found = years(pd.DataFrame({"d": np.array(["1970-01-01", None, "1971-01-01", "1969-01-01"], dtype=object)}))
    assert found[:, 0] == pytest.approx([0, np.nan, 365 / 365.25, -365 / 365.25], nan_ok=True)


def test_a_model_of_other_types_alone_can_be_fitted(definition: ModelDefinition) -> None:
    """No feature type is needed: numbers only, and categories only, with every cell of one column missing."""
    for kind in ("number", "category"):
        features = tuple(feature for feature in definition.features if feature.type == kind)
        alone = ModelDefinition("alone", definition.target, definition.row_key, features, definition.estimator)
        rows = pd.DataFrame({feature.name: ["" if index else "1", ""] * 30 for index, feature in enumerate(features)})
        model = unfitted(alone, estimators.baseline()).fit(features_of(rows, alone), np.arange(60.0))
        assert np.isfinite(model.predict(features_of(rows, alone))).all()


@pytest.mark.parametrize(("values", "columns"), [(32, 34), (33, 2), (255, 2), (400, 3)])
def test_a_category_of_many_values_is_one_column_for_boosting(
    tmp_path: Path, definition: ModelDefinition, values: int, columns: int
) -> None:
    zone, size, random = Feature("zone", "category"), Feature("size", "number"), np.random.default_rng(7)
    small = Estimator("hist_gradient_boosting", 7, {"max_iter": 100})
    definition = replace(definition, features=(size, zone), estimator=small)
    rows = random.permutation(np.arange(6000) % values)
    table = pd.DataFrame({ROW: [hashlib.sha256(b"%d" % row).hexdigest() for row in range(6000)], "size": 1.0})
    table["zone"] = np.array([*(f"zone {row}" for row in rows[:-1]), None], dtype=object)
    table[definition.target.name] = random.normal(size=values)[rows]
    training = Training(definition, {}, Checkpoints(tmp_path, "it"))
    pipeline = training.run(table[:5000], table[5000:]).models["model.joblib"]
    features = features_of(table, definition)
    assert pipeline.named_steps["features"].transform(features).shape[1] == columns
    assert seen_categories(pipeline, definition) == {"zone": {f"zone {value}" for value in range(values)}}
    assert scores(target_of(table, definition), pipeline.predict(features), "all")["r2"] > 0.9
    strange = features.head(1).assign(zone=np.array(["never seen"], dtype=object))
    assert np.isfinite(pipeline.predict(strange)).all()


def test_rows_of_too_few_keys_cannot_be_scored(
    splits: dict[str, pd.DataFrame], trained: Callable[..., Trained]
) -> None:
    for name in ("train", "validation"):
        splits[name] = splits[name].assign(**{ROW: splits[name][ROW].iloc[0]})
    with pytest.raises(ValueError, match="rowKey tells too few rows apart"):
        trained()


def test_the_order_and_number_of_split_files_do_not_matter(
    run: Run, definition: ModelDefinition, splits: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    """The model learns from rows in an order of their own, so the same rows give the same model."""
    backwards = splits["train"][::-1]
    backwards[:100].to_parquet(tmp_path / "a.parquet", index=False)
    backwards[100:].to_parquet(tmp_path / "b.parquet", index=False)
    pd.testing.assert_frame_equal(read_split(tmp_path, definition), read_split(run.processed / "train", definition))
