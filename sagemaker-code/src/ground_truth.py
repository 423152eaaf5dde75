"""What turned out to be true: lines that name a prediction by its InferenceId, and the live quality that they tell.

A line (contract ground-truth): {"inferenceId": "order-17", "row": 0, "target": 18.0}; inferenceId is what the client
sent with InvokeEndpoint, row the place in its request (0 where it is left out), target a finite number. A later line of
the same row takes the place of an earlier one. Files are read in the order of their paths.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from capture_log import LiveRow, lines_of
from captured_rows import BadLine

_NAMED = 20
_RESAMPLES = 1000
_CONFIDENCE = 0.95
_SEED = 7


@dataclass
class GroundTruth:
    """Target by inference id and row, and what could not be read."""

    targets: dict[tuple[str, int], float] = field(default_factory=dict)
    bad_lines: int = 0
    bad: list[dict[str, Any]] = field(default_factory=list)


def read(directory: Path | None) -> GroundTruth:
    """Every *.jsonl below the directory; nothing where there is no directory."""
    truth = GroundTruth()
    files = sorted(directory.rglob("*.jsonl")) if directory is not None and directory.is_dir() else []
    for file in files:
        for number, text in lines_of(file):
            try:
                key, target = _line(json.loads(text))
                truth.targets[key] = target
            except (BadLine, ValueError, RecursionError) as problem:
                truth.bad_lines += 1
                if len(truth.bad) < _NAMED:
                    truth.bad.append({"file": file.name, "line": number, "problem": str(problem)[:200]})
    return truth


def joined(rows: Iterable[LiveRow], truth: GroundTruth) -> tuple[np.ndarray, np.ndarray]:
    """Target and prediction of the rows whose truth is known."""
    known = [
        (truth.targets[key], row.predicted) for row in rows if (key := (row.inference_id, row.number)) in truth.targets
    ]
    pairs = np.array(known, dtype=np.float64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def quality(target: np.ndarray, predicted: np.ndarray) -> dict[str, dict[str, Any]]:
    """MAE and R² with their 95 % bootstrap intervals; R² is null where the targets are all equal."""
    rows = np.random.default_rng(_SEED).integers(0, len(target), (_RESAMPLES, len(target)))
    return {
        "mae": _measured(_mae(target, predicted), [_mae(target[some], predicted[some]) for some in rows]),
        "r2": _measured(_r2(target, predicted), [_r2(target[some], predicted[some]) for some in rows]),
    }


def worse(live: dict[str, dict[str, Any]], reference: dict[str, dict[str, Any]]) -> list[str]:
    """In words, which intervals lie wholly on the worse side of the reference's: by chance in less than 1 of 100."""
    found = []
    if live["mae"]["interval"][0] > reference["mae"]["interval"][1]:
        found.append(_words("MAE", live["mae"], reference["mae"], "above"))
    if live["r2"]["value"] is not None and live["r2"]["interval"][1] < reference["r2"]["interval"][0]:
        found.append(_words("R²", live["r2"], reference["r2"], "below"))
    return found


def _words(name: str, live: dict[str, Any], reference: dict[str, Any], where: str) -> str:
    shown = [
        f"{metric['value']:.3f} [{metric['interval'][0]:.3f}, {metric['interval'][1]:.3f}]"
        for metric in (live, reference)
    ]
    return f"live {name} {shown[0]} is {where} training's out-of-fold {shown[1]}"


def _line(content: Any) -> tuple[tuple[str, int], float]:
    if not isinstance(content, dict) or not {"inferenceId", "target"} <= set(content) <= {
        "inferenceId",
        "row",
        "target",
    }:
        raise BadLine("expected an object with inferenceId, target and, if it is not 0, row")
    name, row, target = content["inferenceId"], content.get("row", 0), content["target"]
    if not isinstance(name, str) or not name:
        raise BadLine("inferenceId must be a text that is not empty")
    if isinstance(row, bool) or not isinstance(row, int) or row < 0:
        raise BadLine("row must be a whole number from 0 on")
    if isinstance(target, bool) or not isinstance(target, int | float) or not math.isfinite(target):
        raise BadLine("target must be a finite number")
    return (name, row), float(target)


def _measured(value: float, resampled: list[float]) -> dict[str, Any]:
    if not math.isfinite(value):
        return {"value": None, "interval": None}
    tail = (1 - _CONFIDENCE) / 2
    low, high = np.nanquantile(resampled, (tail, 1 - tail))
    return {"value": value, "interval": [float(low), float(high)]}


def _mae(target: np.ndarray, predicted: np.ndarray) -> float:
    return float(np.abs(target - predicted).mean())


def _r2(target: np.ndarray, predicted: np.ndarray) -> float:
    spread = float(((target - target.mean()) ** 2).sum())
    return 1 - float(((target - predicted) ** 2).sum()) / spread if spread else math.nan
