"""Out-of-fold scores: each row is predicted by a model that has not seen it, so every row counts in the judgement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import r2_score

from hash_split import FOLDS


@dataclass(frozen=True)
class OutOfFold:
    """R² over all rows pooled, and of each fold."""

    r2: float
    folds: list[float]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def out_of_fold(fresh: Callable[[], Any], features: pd.DataFrame, target: np.ndarray, folds: np.ndarray) -> OutOfFold:
    """Fit once a fold on the others' rows; `folds` has each row's, 0 to FOLDS - 1. Raise ValueError for a tiny one."""
    sizes = np.bincount(folds, minlength=FOLDS)
    if sizes.min() < 2:
        raise ValueError(f"the folds have {sizes.tolist()} rows, 2 are needed in each: rowKey tells too few rows apart")
    predicted = np.full(len(target), np.nan)
    scores = []
    for fold in range(FOLDS):
        held_out = folds == fold
        model = fresh().fit(features[~held_out], target[~held_out])
        predicted[held_out] = model.predict(features[held_out])
        scores.append(float(r2_score(target[held_out], predicted[held_out])))
    return OutOfFold(float(r2_score(target, predicted)), scores)
