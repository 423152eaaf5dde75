"""The content of evaluation.json: a candidate against the test split, simple baselines and the champion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

import categories
from importance import permutation_importance
from model_archive import Archive
from quality import METRICS, Resampled, Scores, resampled, scores
from tables import features_of, target_of

JUDGED = ("r2", "mae", "rmse")


@dataclass(frozen=True)
class Evaluation:
    """One archive on one test split. `champion` has the champion's predictions of the same rows, if there is one."""

    archive: Archive
    test: pd.DataFrame
    champion: np.ndarray | None = None

    @cached_property
    def features(self) -> pd.DataFrame:
        return features_of(self.test, self.archive.definition)

    @cached_property
    def target(self) -> np.ndarray:
        return target_of(self.test, self.archive.definition)

    @cached_property
    def predicted(self) -> np.ndarray:
        found: np.ndarray = self.archive.pipeline.predict(self.features)
        return found

    @cached_property
    def scores(self) -> Scores:
        return scores(self.target, self.predicted, "the test split")

    @property
    def seed(self) -> int:
        return self.archive.definition.estimator.seed

    def as_json(self) -> dict[str, Any]:
        """Contract `evaluation`. Raise ValueError for a score that is not finite."""
        draws = resampled(self.target, self.predicted, self.seed)
        measured = {name: {"value": self.scores[name], "standard_deviation": draws.deviation(name)} for name in METRICS}
        return {"regression_metrics": measured, "trainyard": self._trainyard(draws)}

    def _trainyard(self, draws: Resampled) -> dict[str, Any]:
        metrics = self.archive.metrics
        return {
            "out_of_fold": metrics["out_of_fold"],
            "rows": {**metrics["rows"], "test": len(self.test)},
            "intervals": {name: draws.interval(name) for name in METRICS},
            "baselines": self._baselines(),
            "champion": self._compared(draws),
            "categories": {"unseen": categories.unseen(self.archive, self.features)},
            "errors_by_category": categories.errors(self.archive, self.features, self.predicted - self.target),
            "importance": permutation_importance(self.archive.pipeline, self.features, self.target, self.seed),
            "model": {"sha256": self.archive.sha256, "estimator": self.archive.definition.estimator.type},
        }

    def _baselines(self) -> dict[str, Any]:
        mean = np.full(len(self.target), self.archive.metrics["target_mean"])
        ridge = _judged(scores(self.target, self.archive.ridge.predict(self.features), "the ridge baseline"))
        return {
            "mean": _judged(scores(self.target, mean, "the mean baseline")),
            "ridge": {**ridge, "out_of_fold": _judged(self.archive.metrics["ridge"]["out_of_fold"])},
        }

    def _compared(self, draws: Resampled) -> dict[str, Any] | None:
        if self.champion is None:
            return None
        found = _judged(scores(self.target, self.champion, "the champion"))
        theirs = resampled(self.target, self.champion, self.seed)
        difference = {
            name: {"value": self.scores[name] - found[name], "interval": draws.interval(name, theirs)}
            for name in JUDGED
        }
        return {**found, "difference": difference}


def _judged(found: Scores) -> Scores:
    return {name: found[name] for name in JUDGED}
