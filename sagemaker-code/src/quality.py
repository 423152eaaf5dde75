"""How good predictions are: scores of a table of rows, and their spread when the rows are drawn anew (bootstrap)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

METRICS = ("r2", "mae", "mse", "rmse")
RESAMPLES = 1000
CONFIDENCE = 0.95
_CELLS = 2_000_000  # of one block of resamples, so that memory does not grow with the rows

type Scores = dict[str, float]
type Interval = list[float] | None


def scores(target: np.ndarray, predicted: np.ndarray, of_what: str) -> Scores:
    """r2, mae, mse and rmse. Raise ValueError, naming what they are of, where one is not finite."""
    found = _scores(_sums(_per_row(target, predicted)), len(target))
    values = {name: float(value) for name, value in found.items()}
    for name, value in values.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} of {of_what} ({len(target)} rows) is {value}, a finite number is needed")
    return values


@dataclass(frozen=True)
class Resampled:
    """Each metric over the same RESAMPLES draws of the rows, so that two models can be compared draw by draw."""

    values: dict[str, np.ndarray]

    def deviation(self, metric: str) -> float | str:
        """Standard deviation; "NaN", as SageMaker writes it, where a draw has no finite value."""
        found = self.values[metric]
        return float(np.std(found)) if np.isfinite(found).all() else "NaN"

    def interval(self, metric: str, against: Resampled | None = None) -> Interval:
        """Lower and upper limit of the metric, or of its difference to another model's; None likewise."""
        found = self.values[metric] if against is None else self.values[metric] - against.values[metric]
        if not np.isfinite(found).all():
            return None
        tail = (1 - CONFIDENCE) / 2
        return [float(limit) for limit in np.quantile(found, [tail, 1 - tail])]


def resampled(target: np.ndarray, predicted: np.ndarray, seed: int) -> Resampled:
    """The metrics over draws with replacement; the same seed and number of rows give the same draws."""
    random, rows = np.random.default_rng(seed), len(target)
    statistics = _per_row(target, predicted)
    block = max(1, _CELLS // rows)
    found = [
        _scores(_sums(statistics[:, random.integers(0, rows, (min(block, RESAMPLES - start), rows))]), rows)
        for start in range(0, RESAMPLES, block)
    ]
    return Resampled({name: np.concatenate([part[name] for part in found]) for name in METRICS})


def _per_row(target: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    """What every metric is a sum of: target (centred, lest squares of large numbers cancel), its square, errors."""
    centred, error = target - target.mean(), target - predicted
    return np.stack([centred, centred**2, np.abs(error), error**2])


def _sums(statistics: np.ndarray) -> np.ndarray:
    total: np.ndarray = statistics.sum(axis=-1)
    return total


def _scores(sums: np.ndarray, rows: int) -> dict[str, np.ndarray]:
    target, squares, absolute, squared = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        r2 = 1 - squared / (squares - target**2 / rows)
    return {"r2": r2, "mae": absolute / rows, "mse": squared / rows, "rmse": np.sqrt(squared / rows)}
