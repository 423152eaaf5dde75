"""The unfitted pipeline: everything that turns a table of features into a prediction, so that serving cannot differ.

A fitted pipeline refers to this module by name: it must be importable wherever model.joblib is loaded.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

from model_definition import ModelDefinition

_DAYS_PER_YEAR = 365.25


def unfitted(definition: ModelDefinition, estimator: Any) -> Pipeline:
    """A fresh pipeline for frames of `tables.frame`, ending in this estimator."""
    features = ColumnTransformer(
        [
            ("number", _median(), definition.named("number")),
            ("date", make_pipeline(FunctionTransformer(years), _median()), definition.named("date")),
            ("category", _one_hot(), definition.named("category")),
        ]
    )
    return Pipeline([("features", features), ("estimator", estimator)])


def seen_categories(pipeline: Pipeline, definition: ModelDefinition) -> dict[str, set[str]]:
    """The values of each category feature that the fitted pipeline knows."""
    names = definition.named("category")
    if not names:
        return {}
    fitted = pipeline.named_steps["features"].named_transformers_["category"]
    return {name: set(known) - {None} for name, known in zip(names, fitted.categories_, strict=True)}


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
