"""Live rows against the baseline of the model that answered them: columns, predictions, quality, and a verdict.

One verdict for all: the false alarm rate (5 %) is divided by twice the number of columns, since each is judged by PSI
and by a test (Bonferroni). Rows count as independent: traffic that repeats the same rows alarms more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

import drift_statistic
import ground_truth
from capture_log import CaptureLog, LiveRow
from drift_statistic import Change
from ground_truth import GroundTruth
from model_definition import Feature, ModelDefinition

FALSE_ALARMS = 0.05
PREDICTION = "(prediction)"
_WINDOW = timedelta(days=1)
_LEAST_TRUTH = 100
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


def report(log: CaptureLog, truth: GroundTruth, model: Model, limits: Limits) -> dict[str, Any]:
    """Contract `drift`."""
    live = _window(log.rows, limits.minimum_rows)
    enough = len(live) >= limits.minimum_rows
    columns = _columns(live, model, limits) if enough else []
    measured = _quality(log.rows, truth, model)
    return {
        "verdict": _verdict(columns, measured, len(live), limits),
        "live": _live(log, live),
        "reference": {"rows": _reference_rows(model), "trained_on": model.baseline["rows"]},
        "columns": columns,
        "quality": measured,
        "settings": {
            "psi": limits.psi,
            "minimum_rows": limits.minimum_rows,
            "false_alarms": FALSE_ALARMS,
            "least_distance": drift_statistic.LEAST_DISTANCE,
        },
    }


def _window(rows: Sequence[LiveRow], minimum: int) -> list[LiveRow]:
    """The newest day, or the newest `minimum` rows where a day has fewer."""
    ordered = list(rows)
    newest = [row for row in ordered if row.time > ordered[-1].time - _WINDOW]
    return newest if len(newest) >= minimum else ordered[-minimum:]


def _columns(live: list[LiveRow], model: Model, limits: Limits) -> list[dict[str, Any]]:
    sample, definition = model.baseline["sample"], model.definition
    predictions = model.baseline.get("predictions")
    level = FALSE_ALARMS / (2 * (len(definition.features) + (predictions is not None)))
    found = []
    for place, feature in enumerate(definition.features):
        change = compared(feature, sample[feature.name], [row.features[place] for row in live], limits.psi, level)
        missing = [_missing(sample[feature.name]), _missing([row.features[place] for row in live])]
        found.append(_column(feature.name, feature.type, change, missing))
    if predictions is not None:
        answered = np.array([row.predicted for row in live])
        change = drift_statistic.of_numbers(np.array(predictions, dtype=np.float64), answered, limits.psi, level)
        found.append(_column(PREDICTION, "number", change, [0.0, 0.0]))
    return found


def compared(feature: Feature, reference: Sequence[Any], live: Sequence[Any], psi: float, level: float) -> Change:
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


def _quality(rows: Sequence[LiveRow], truth: GroundTruth, model: Model) -> dict[str, Any]:
    """Of every captured row with a known truth: quality needs more time than a day."""
    target, predicted = ground_truth.joined(rows, truth)
    found: dict[str, Any] = {
        "rows": len(target),
        "without_prediction": len(truth.targets) - len(target),
        "bad_lines": {"count": truth.bad_lines, "first": truth.bad},
        "minimum_rows": _LEAST_TRUTH,
        "live": None,
        "reference": _reference_quality(model),
        "worse": [],
    }
    if len(target) >= _LEAST_TRUTH:
        found["live"] = ground_truth.quality(target, predicted)
        if found["reference"] is not None:
            found["worse"] = ground_truth.worse(found["live"], found["reference"])
    return found


def _reference_quality(model: Model) -> dict[str, Any] | None:
    """Out-of-fold quality with intervals of the baseline's rows; None of a baseline without targets or predictions."""
    target, predictions = model.baseline.get("target"), model.baseline.get("predictions")
    if target is None or predictions is None:
        return None
    return ground_truth.quality(np.array(target, dtype=np.float64), np.array(predictions, dtype=np.float64))


def _reference_rows(model: Model) -> int:
    return len(next(iter(model.baseline["sample"].values())))


def _live(log: CaptureLog, live: list[LiveRow]) -> dict[str, Any]:
    return {
        "rows": len(live),
        "captured": {"rows": len(log.rows), "requests": log.requests, "refused": log.refused, "older": log.older},
        "from": live[0].time.isoformat() if live else None,
        "to": live[-1].time.isoformat() if live else None,
        "bad_lines": {"count": log.bad_lines, "first": log.bad},
    }


def _verdict(columns: list[dict[str, Any]], measured: dict[str, Any], rows: int, limits: Limits) -> dict[str, Any]:
    """Contract `drift-verdict`: drift and quality are null where there are too few rows to tell."""
    drifted = [column for column in columns if column["drifted"]]
    judged = measured["live"] is not None and measured["reference"] is not None
    reasons = [_reason(column) for column in drifted] + measured["worse"]
    if not columns:
        reasons.append(f"{rows} live rows are not enough, no verdict: {limits.minimum_rows} are needed")
    return {
        "drift": bool(drifted) if columns else None,
        "quality": bool(measured["worse"]) if judged else None,
        "reasons": reasons,
    }


def _reason(column: dict[str, Any]) -> str:
    by_psi = f"PSI {column['psi']:.3f} (limit {column['psi_limit']:.3f})"
    by_test = f"distance {column['distance']:.3f}, p {column['p']:.1e} (limit {column['p_limit']:.1e})"
    return f"{column['column']}: {by_psi}, {by_test}"
