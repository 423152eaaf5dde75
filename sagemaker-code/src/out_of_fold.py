"""Out-of-fold scores: each row is predicted by a model that has not seen it, so every row counts in the judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hash_split import FOLDS
from quality import scores


@dataclass(frozen=True)
class OutOfFold:
    """Every row's prediction, and the fold that it was held out in."""

    target: np.ndarray
    predicted: np.ndarray
    folds: np.ndarray

    def as_json(self) -> dict[str, Any]:
        """r2, mae and rmse over all rows pooled, and each fold's own R²."""
        pooled = scores(self.target, self.predicted, "out-of-fold predictions")
        return {
            **{name: pooled[name] for name in ("r2", "mae", "rmse")},
            "folds": [self._r2(fold) for fold in range(FOLDS)],
        }

    def _r2(self, fold: int) -> float:
        held_out = self.folds == fold
        return scores(self.target[held_out], self.predicted[held_out], f"fold {fold}")["r2"]


def check_folds(folds: np.ndarray) -> None:
    """Raise ValueError for a fold that is too small to be scored."""
    sizes = np.bincount(folds, minlength=FOLDS)
    if sizes.min() < 2:
        raise ValueError(f"the folds have {sizes.tolist()} rows, 2 are needed in each: rowKey tells too few rows apart")
