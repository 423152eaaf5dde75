"""The unfitted pipeline: everything that turns a table of features into a prediction, so that serving cannot differ.

A fitted pipeline refers to this module by name: it must be importable wherever model.joblib is loaded.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder

from model_definition import ModelDefinition

_DAYS_PER_YEAR = 365.25
FEW = 32
_MANY, _FEW = "many", "category"


class Codes(TransformerMixin, BaseEstimator):  # type: ignore[misc] # untyped library
    """Categories as numbers for an estimator that takes those below `bins` as categories.

    A feature has as many columns as its values want, NaN in all but one; an unknown or missing value has NaN in all.
    """

    def __init__(self, bins: int) -> None:
        self.bins = bins

    def fit(self, table: pd.DataFrame, target: object = None) -> Self:  # noqa: ARG002 (as scikit-learn calls it)
        """Learn each column's values."""
        self.feature_names_in_ = np.array(table.columns, dtype=object)
        self.categories_ = [pd.Index(sorted(table[name].dropna().unique()), dtype=object) for name in table]
        return self

    def transform(self, table: pd.DataFrame) -> np.ndarray:
        """Rows × columns of all features, one feature after the other."""
        return np.hstack([self._codes(known, table[name]) for name, known in zip(table, self.categories_, strict=True)])

    def columns(self) -> int:
        """How many columns all features have."""
        return sum(self._columns(known) for known in self.categories_)

    def _columns(self, known: pd.Index) -> int:
        return -(-len(known) // self.bins)

    def _codes(self, known: pd.Index, values: pd.Series) -> np.ndarray:
        places = known.get_indexer(values)
        rows = np.flatnonzero(places >= 0)
        codes = np.full((len(values), self._columns(known)), np.nan)
        codes[rows, places[rows] // self.bins] = places[rows] % self.bins
        return codes


def unfitted(definition: ModelDefinition, estimator: Any, many: Codes | None = None) -> Pipeline:
    """A fresh pipeline for frames of `tables.frame`, ending in this estimator.

    `many` is fitted to the category features with_many_values, for an estimator that takes categories as they are.
    """
    apart = list(many.feature_names_in_) if many else []
    first = [(_MANY, many, apart)] if many else []
    if many:
        estimator.set_params(categorical_features=list(range(many.columns())))
    features = ColumnTransformer(
        [
            *first,
            ("number", _median(), definition.named("number")),
            ("date", make_pipeline(FunctionTransformer(years), _median()), definition.named("date")),
            (_FEW, _one_hot(), [name for name in definition.named("category") if name not in apart]),
        ]
    )
    return Pipeline([("features", features), ("estimator", estimator)])


def with_many_values(features: pd.DataFrame, definition: ModelDefinition, bins: int) -> Codes | None:
    """Codes of the category features whose values in these rows are too many for a column each, if there are any.

    Boosting 100,000 rows of 300 values took 37 times as long with a column a value, and learnt no more.
    """
    names = [name for name in definition.named("category") if features[name].nunique() > FEW]
    return Codes(bins).fit(features[names]) if names else None


def seen_categories(pipeline: Pipeline, definition: ModelDefinition) -> dict[str, set[str]]:
    """The values of each category feature that the fitted pipeline knows."""
    parts = pipeline.named_steps["features"].transformers_
    found = {
        name: set(known) - {None}
        for part, encoder, names in parts
        if part in (_MANY, _FEW) and names
        for name, known in zip(names, encoder.categories_, strict=True)
    }
    return {name: found[name] for name in definition.named("category")}


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
