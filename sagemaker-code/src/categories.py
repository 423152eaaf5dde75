"""How a model fares by category: values that training had not seen, and the errors of each value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from model_archive import Archive
from model_pipeline import seen_categories

SHOWN = 20


def unseen(archive: Archive, features: pd.DataFrame) -> dict[str, list[str]]:
    """Values of each category feature that no training row had; features without one are left out."""
    seen = seen_categories(archive.pipeline, archive.definition)
    found = {name: sorted(set(features[name].dropna()) - seen[name]) for name in seen}
    return {name: values for name, values in found.items() if values}


def errors(archive: Archive, features: pd.DataFrame, error: np.ndarray) -> dict[str, list[dict[str, Any]]]:
    """Rows, mae, rmse and bias of each category feature's most frequent values; `error` is predicted less actual."""
    return {name: _errors(features[name], error) for name in archive.definition.named("category")}


def _errors(values: pd.Series, error: np.ndarray) -> list[dict[str, Any]]:
    groups = pd.Series(error).groupby(values.to_numpy(), dropna=False)
    found = [_error(None if pd.isna(value) else str(value), part.to_numpy()) for value, part in groups]
    return sorted(found, key=lambda entry: (-entry["rows"], str(entry["value"])))[:SHOWN]


def _error(value: str | None, error: np.ndarray) -> dict[str, Any]:
    return {
        "value": value,
        "rows": len(error),
        "mae": float(np.abs(error).mean()),
        "rmse": float(np.sqrt((error**2).mean())),
        "bias": float(error.mean()),
    }
