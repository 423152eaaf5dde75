"""Permutation importance: how much R² is lost when one feature's values are shuffled among the test rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from quality import scores

SHUFFLES = 5
MAXIMUM_ROWS = 5_000
"""More rows say nothing more about a mean of five shuffles, and each costs a prediction."""


def permutation_importance(model: Any, features: pd.DataFrame, target: np.ndarray, seed: int) -> list[dict[str, Any]]:
    """Each feature's mean loss and its deviation, the largest first. The same seed gives the same shuffles."""
    random = np.random.default_rng(seed)
    if len(target) > MAXIMUM_ROWS:
        chosen = np.sort(random.choice(len(target), MAXIMUM_ROWS, replace=False))
        features, target = features.iloc[chosen], target[chosen]
    orders = [random.permutation(len(target)) for _ in range(SHUFFLES)]
    base = scores(target, model.predict(features), "the test split")["r2"]
    found = []
    for name in features:
        shuffled = [features.assign(**{name: features[name].to_numpy()[order]}) for order in orders]
        drops = np.array([base - scores(target, model.predict(rows), f"shuffled {name}")["r2"] for rows in shuffled])
        found.append({"feature": name, "r2_drop": float(drops.mean()), "deviation": float(drops.std())})
    return sorted(found, key=lambda entry: -entry["r2_drop"])
