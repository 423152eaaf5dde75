"""The estimators that model.yaml can name, each seeded: the same rows give the same model."""

from __future__ import annotations

import os
from typing import Any

from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import hyperparameters
from early_stopping import EarlyStopping
from model_definition import Estimator

_VALIDATION_FRACTION = 0.1


def estimator(wanted: Estimator, given: dict[str, Any]) -> Any:
    """An unfitted estimator; `given` comes on top of the definition's hyperparameters. Raise ValueError."""
    return _MAKERS[wanted.type](hyperparameters.merged(wanted, given), wanted.seed)


def baseline() -> Any:
    """What every model must beat."""
    return _ridge({}, 0)


def _hist_gradient_boosting(settings: dict[str, Any], seed: int) -> Any:
    return HistGradientBoostingRegressor(**settings, random_state=seed)


def _random_forest(settings: dict[str, Any], seed: int) -> Any:
    return RandomForestRegressor(**settings, random_state=seed, n_jobs=_threads())


def _ridge(settings: dict[str, Any], seed: int) -> Any:  # noqa: ARG001 (no chance in it)
    return make_pipeline(StandardScaler(), Ridge(**settings))


def _xgboost(settings: dict[str, Any], seed: int) -> Any:
    """Imported here alone: the package is in AWS's XGBoost image only."""
    from xgboost import XGBRegressor

    fraction = settings.pop("validation_fraction", _VALIDATION_FRACTION)
    regressor = XGBRegressor(**settings, random_state=seed, n_jobs=_threads(), tree_method="hist")
    return EarlyStopping(regressor, fraction, seed) if "early_stopping_rounds" in settings else regressor


def category_bins(unfitted: Any) -> int:
    """How many categories it takes in one column; 0 where it takes numbers alone."""
    return int(unfitted.max_bins) if isinstance(unfitted, HistGradientBoostingRegressor) else 0


def serving(fitted: Any) -> Any:
    """The fitted estimator as it serves: one thread, four times as fast for one row, and a sum in one order."""
    settings = [name for name in fitted.get_params() if name.rpartition("__")[2] == "n_jobs"]
    return fitted.set_params(**dict.fromkeys(settings, 1))


def _threads() -> int:
    """As scikit-learn's own boosting: OMP_NUM_THREADS, else every core."""
    return int(os.environ.get("OMP_NUM_THREADS") or len(os.sched_getaffinity(0)))


_MAKERS = {
    "hist_gradient_boosting": _hist_gradient_boosting,
    "random_forest": _random_forest,
    "ridge": _ridge,
    "xgboost": _xgboost,
}
