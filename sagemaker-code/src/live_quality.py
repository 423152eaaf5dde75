"""Whether the model that serves is as good as it was in training, by the truth that has become known since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

import ground_truth
from capture_log import LiveRow
from ground_truth import GroundTruth

_LEAST_TRUTH = 100


def measured(rows: Sequence[LiveRow], truth: GroundTruth, baseline: dict[str, Any]) -> dict[str, Any]:
    """Of contract `drift`: over every captured row with a known truth, since quality needs more time than a day."""
    target, predicted = ground_truth.joined(rows, truth)
    found: dict[str, Any] = {
        "rows": len(target),
        "without_prediction": len(truth.targets) - len(target),
        "bad_lines": {"count": truth.bad_lines, "first": truth.bad},
        "minimum_rows": _LEAST_TRUTH,
        "live": None,
        "reference": _reference(baseline),
        "worse": [],
    }
    if len(target) >= _LEAST_TRUTH:
        found["live"] = ground_truth.quality(target, predicted)
        if found["reference"] is not None:
            found["worse"] = ground_truth.worse(found["live"], found["reference"])
    return found


def _reference(baseline: dict[str, Any]) -> dict[str, Any] | None:
    """Out-of-fold quality with intervals of the baseline's rows; None of a baseline without targets or predictions."""
    target, predictions = baseline.get("target"), baseline.get("predictions")
    if target is None or predictions is None:
        return None
    return ground_truth.quality(np.array(target, dtype=np.float64), np.array(predictions, dtype=np.float64))
