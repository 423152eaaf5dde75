"""Regression metrics with their bootstrap deviation, in the format of SageMaker's model quality reports."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score, root_mean_squared_error

METRICS: dict[str, Callable[[np.ndarray, np.ndarray], float]] = {
    "r2": r2_score,
    "mae": mean_absolute_error,
    "mse": mean_squared_error,
    "rmse": root_mean_squared_error,
}
RESAMPLES = 200


def regression_metrics(target: np.ndarray, predicted: np.ndarray, seed: int) -> dict[str, dict[str, float | str]]:
    """Value and standard_deviation of each metric. Raise ValueError where a metric is not finite."""
    random = np.random.default_rng(seed)
    samples = random.integers(0, len(target), (RESAMPLES, len(target)))
    return {name: _measured(name, target, predicted, samples) for name in METRICS}


def _measured(name: str, target: np.ndarray, predicted: np.ndarray, samples: np.ndarray) -> dict[str, float | str]:
    measure = METRICS[name]
    value = float(measure(target, predicted))
    if not math.isfinite(value):
        raise ValueError(f"{name} of {len(target)} test rows is {value}, a finite number is needed")
    deviation = float(np.std([measure(target[rows], predicted[rows]) for rows in samples]))
    return {"value": value, "standard_deviation": deviation if math.isfinite(deviation) else "NaN"}
