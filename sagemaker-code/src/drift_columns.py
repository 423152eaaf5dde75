"""How much each column of live rows has moved away from the baseline: by PSI and by a test, and whether that is drift.

The false alarm rate of the whole verdict (5 %) is divided by twice the number of columns, since each is judged by both
(Bonferroni). Rows count as independent: traffic that repeats the same rows alarms more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

import drift_statistic
from capture_log import LiveRow
from drift_statistic import Change
from model_definition import Feature, ModelDefinition

FALSE_ALARMS = 0.05
PREDICTION = "(prediction)"
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Limits:
    """What a person decided: the PSI from which a change matters, and the rows without which there is no verdict."""

    psi: float = 0.2
    minimum_rows: int = 400


@dataclass(frozen=True)
class Model:
    """Of the archive that serves: its definition and its baseline (contract `baseline`, with `predictions`)."""

    definition: ModelDefinition
    baseline: dict[str, Any]


def columns(live: list[LiveRow], model: Model, limits: Limits) -> list[dict[str, Any]]:
    """Of contract `drift`: one for each feature, and the prediction where the baseline has predictions."""
    sample, definition = model.baseline["sample"], model.definition
    predictions = model.baseline.get("predictions")
    level = FALSE_ALARMS / (2 * (len(definition.features) + (predictions is not None)))
    found = []
    for place, feature in enumerate(definition.features):
        change = _compared(feature, sample[feature.name], [row.features[place] for row in live], limits.psi, level)
        missing = [_missing(sample[feature.name]), _missing([row.features[place] for row in live])]
        found.append(_column(feature.name, feature.type, change, missing))
    if predictions is not None:
        answered = np.array([row.predicted for row in live])
        change = drift_statistic.of_numbers(np.array(predictions, dtype=np.float64), answered, limits.psi, level)
        found.append(_column(PREDICTION, "number", change, [0.0, 0.0]))
    return found


def _compared(feature: Feature, reference: Sequence[Any], live: Sequence[Any], psi: float, level: float) -> Change:
    """The change of one feature, from JSON values as the baseline and requests hold them."""
    if feature.type == "category":
        return drift_statistic.of_categories(list(reference), list(live), psi, level)
    return drift_statistic.of_numbers(_numbers(feature, reference), _numbers(feature, live), psi, level)


def _numbers(feature: Feature, values: Sequence[Any]) -> np.ndarray:
    if feature.type == "date":
        values = [None if value is None else date.fromisoformat(value).toordinal() - _EPOCH for value in values]
    return np.array(values, dtype=np.float64)


def _missing(values: Sequence[Any]) -> float:
    return sum(value is None for value in values) / len(values)


def _column(name: str, kind: str, change: Change, missing: list[float]) -> dict[str, Any]:
    return {
        "column": name,
        "type": kind,
        "psi": round(change.psi, 6),
        "psi_limit": round(change.psi_limit, 6),
        "distance": round(change.distance, 6),
        "p": change.p,
        "p_limit": change.p_limit,
        "missing": {"reference": round(missing[0], 6), "live": round(missing[1], 6)},
        "drifted": change.drifted,
    }


def reason(column: dict[str, Any]) -> str:
    """Why a column counts as drifted, in a line."""
    by_psi = f"PSI {column['psi']:.3f} (limit {column['psi_limit']:.3f})"
    by_test = f"distance {column['distance']:.3f}, p {column['p']:.1e} (limit {column['p_limit']:.1e})"
    return f"{column['column']}: {by_psi}, {by_test}"
