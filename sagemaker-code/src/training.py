"""From rows to a fitted model with its scores: the out-of-fold scores and the ridge baseline in the same folds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

import estimators
import hyperparameters
from checkpoints import Checkpoints
from hash_split import FOLDS, fold_of
from model_archive import PIPELINE, RIDGE
from model_definition import ModelDefinition
from model_pipeline import unfitted, with_many_values
from out_of_fold import OutOfFold, check_folds
from quality import scores
from tables import ROW, features_of, target_of


@dataclass(frozen=True)
class Rows:
    """Features, target and fold of the same rows."""

    features: pd.DataFrame
    target: np.ndarray
    folds: np.ndarray


@dataclass(frozen=True)
class Trained:
    """The models by their file's name, metrics.json's content, out-of-fold predictions of train's rows."""

    models: dict[str, Any]
    metrics: dict[str, Any]
    out_of_fold: np.ndarray


@dataclass(frozen=True)
class Training:
    """One training. The saved models are fitted on both splits, the rows that the out-of-fold scores speak of."""

    definition: ModelDefinition
    given: dict[str, Any]
    checkpoints: Checkpoints

    def run(self, train: pd.DataFrame, validation: pd.DataFrame) -> Trained:
        """Fit and score; results that a checkpoint has are not computed again. Raise ValueError for too few rows."""
        learn, check = self._rows(train), self._rows(validation)
        both = self._rows(pd.concat([train, validation], ignore_index=True))
        check_folds(both.folds)
        held_out = {name: self._out_of_fold(name, both) for name in (PIPELINE, RIDGE)}
        model = held_out[PIPELINE].as_json()
        metrics = {
            **self._on_train(learn, check),
            "out_of_fold": model,
            "ridge": {"out_of_fold": held_out[RIDGE].as_json()},
            "rows": {"train": len(train), "validation": len(validation)},
            "target_mean": float(both.target.mean()),
            "hyperparameters": hyperparameters.merged(self.definition.estimator, self.given),
        }
        models = {name: self._fitted(name, both) for name in (PIPELINE, RIDGE)}
        return Trained(models, metrics, held_out[PIPELINE].predicted[: len(train)])

    def _out_of_fold(self, name: str, rows: Rows) -> OutOfFold:
        predicted = np.full(len(rows.target), np.nan)
        for fold in range(FOLDS):
            held_out = rows.folds == fold
            predicted[held_out] = self.checkpoints.once(f"{name}-fold-{fold}", self._fold(name, rows, held_out))
        return OutOfFold(rows.target, predicted, rows.folds)

    def _fold(self, name: str, rows: Rows, held_out: np.ndarray) -> Callable[[], np.ndarray]:
        def predicted() -> np.ndarray:
            model = self._fit(name, rows.features[~held_out], rows.target[~held_out])
            found: np.ndarray = model.predict(rows.features[held_out])
            return found

        return predicted

    def _on_train(self, learn: Rows, check: Rows) -> dict[str, Any]:
        """train and validation: the scores of a model that has seen the train split alone."""

        def predicted() -> np.ndarray:
            model = self._fit(PIPELINE, learn.features, learn.target)
            return np.concatenate([model.predict(learn.features), model.predict(check.features)])

        of_learn, of_check = np.split(self.checkpoints.once("on-train", predicted), [len(learn.target)])
        return {
            "train": {"r2": scores(learn.target, of_learn, "the train split")["r2"]},
            "validation": {"r2": scores(check.target, of_check, "the validation split")["r2"]},
        }

    def _fit(self, name: str, features: pd.DataFrame, target: np.ndarray) -> Any:
        wanted = self.definition.estimator
        if name == RIDGE:
            return unfitted(self.definition, estimators.baseline()).fit(features, target)
        estimator = estimators.estimator(wanted, self.given)
        bins = estimators.category_bins(estimator)
        many = with_many_values(features, self.definition, bins) if bins else None
        return unfitted(self.definition, estimator, many).fit(features, target)

    def _fitted(self, name: str, rows: Rows) -> Any:
        pipeline = self._fit(name, rows.features, rows.target)
        estimators.serving(pipeline.named_steps["estimator"])
        return pipeline

    def _rows(self, rows: pd.DataFrame) -> Rows:
        folds = np.array([fold_of(row) for row in rows[ROW]])
        return Rows(features_of(rows, self.definition), target_of(rows, self.definition), folds)


def identity(definition: ModelDefinition, given: dict[str, Any], *splits: pd.DataFrame) -> str:
    """What two trainings must share for one to go on where the other was interrupted."""
    digest = hashlib.sha256(json.dumps([asdict(definition), given], sort_keys=True).encode())
    for rows in splits:
        digest.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    return digest.hexdigest()
