"""XGBoost with its early stopping, fitted like any other estimator: it holds rows out of what it is given."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin


class EarlyStopping(RegressorMixin, BaseEstimator):  # type: ignore[misc] # untyped library
    """Boosts on some rows until the others, a `validation_fraction` drawn by `seed`, get no better."""

    def __init__(self, regressor: Any, validation_fraction: float, seed: int) -> None:
        self.regressor = regressor
        self.validation_fraction = validation_fraction
        self.seed = seed

    def fit(self, features: np.ndarray, target: np.ndarray) -> Self:
        """Fit; raise ValueError where there are too few rows to hold one out."""
        order = np.random.default_rng(self.seed).permutation(len(target))
        held = max(1, round(len(target) * self.validation_fraction))
        if held >= len(target):
            raise ValueError(
                f"validation_fraction {self.validation_fraction} of {len(target)} rows leaves none to learn"
            )
        out, kept = order[:held], order[held:]
        self.regressor.fit(features[kept], target[kept], eval_set=[(features[out], target[out])], verbose=False)
        self.n_features_in_ = features.shape[1]
        return self

    def predict(self, features: np.ndarray) -> np.ndarray:
        """Predictions of the best round."""
        predicted: np.ndarray = self.regressor.predict(features)
        return predicted
