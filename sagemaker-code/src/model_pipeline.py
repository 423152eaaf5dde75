"""The unfitted pipeline: everything that turns a table of features into a prediction, so that serving cannot differ.

A fitted pipeline refers to this module by name: it must be importable wherever model.joblib is loaded.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

from model_definition import Estimator, ModelDefinition

ESTIMATORS = {"hist_gradient_boosting": HistGradientBoostingRegressor}
_DAYS_PER_YEAR = 365.25


def unfitted(definition: ModelDefinition, hyperparameters: dict[str, Any]) -> Pipeline:
    """A fresh pipeline for frames of `tables.frame`. The hyperparameters come on top of the definition's."""
    features = ColumnTransformer(
        [
            ("number", _median(), definition.named("number")),
            ("date", make_pipeline(FunctionTransformer(years), _median()), definition.named("date")),
            ("category", _one_hot(), definition.named("category")),
        ]
    )
    return Pipeline([("features", features), ("estimator", _estimator(definition.estimator, hyperparameters))])


def years(dates: pd.DataFrame) -> np.ndarray:
    """Dates as text (rows × columns) to years since 1970 as float64, NaN where there is none."""
    return np.column_stack([_years(dates[column].to_numpy()) for column in dates])


def _years(texts: np.ndarray) -> np.ndarray:
    days = np.array(["NaT" if text is None else text for text in texts], dtype="datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.int64) / _DAYS_PER_YEAR)


def _median() -> SimpleImputer:
    return SimpleImputer(strategy="median", keep_empty_features=True)


def _one_hot() -> OneHotEncoder:
    return OneHotEncoder(handle_unknown="ignore", sparse_output=False)


def _estimator(estimator: Estimator, hyperparameters: dict[str, Any]) -> Any:
    make = ESTIMATORS[estimator.type]
    known = make().get_params()
    for name in hyperparameters:
        if name not in known:
            names = ", ".join(sorted(known))
            raise ValueError(f"hyperparameter {name} is unknown to {estimator.type}, allowed: {names}")
    return make(**{**estimator.hyperparameters, **hyperparameters, "random_state": estimator.seed})
