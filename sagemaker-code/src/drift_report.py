"""Live rows against the baseline of the model that answered them: columns, predictions, quality, and one verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import drift_columns
import drift_statistic
import live_quality
from capture_log import CaptureLog, LiveRow
from drift_columns import Limits, Model
from ground_truth import GroundTruth

_WINDOW = timedelta(days=1)


def report(log: CaptureLog, truth: GroundTruth, model: Model, limits: Limits) -> dict[str, Any]:
    """Contract `drift`."""
    live = _window(log.rows, limits.minimum_rows)
    enough = len(live) >= limits.minimum_rows
    columns = drift_columns.columns(live, model, limits) if enough else []
    measured = live_quality.measured(log.rows, truth, model.baseline)
    return {
        "verdict": _verdict(columns, measured, len(live), limits),
        "live": _live(log, live),
        "reference": {"rows": _reference_rows(model), "trained_on": model.baseline["rows"]},
        "columns": columns,
        "quality": measured,
        "settings": {
            "psi": limits.psi,
            "minimum_rows": limits.minimum_rows,
            "false_alarms": drift_columns.FALSE_ALARMS,
            "least_distance": drift_statistic.LEAST_DISTANCE,
        },
    }


def _window(rows: Sequence[LiveRow], minimum: int) -> list[LiveRow]:
    """The newest day, or the newest `minimum` rows where a day has fewer."""
    ordered = list(rows)
    newest = [row for row in ordered if row.time > ordered[-1].time - _WINDOW]
    return newest if len(newest) >= minimum else ordered[-minimum:]


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
    reasons = [drift_columns.reason(column) for column in drifted] + measured["worse"]
    if not columns:
        reasons.append(f"{rows} live rows are not enough, no verdict: {limits.minimum_rows} are needed")
    return {
        "drift": bool(drifted) if columns else None,
        "quality": bool(measured["worse"]) if judged else None,
        "reasons": reasons,
    }
