"""Every row judged and given its outcome, as narwhals expressions: the same code for pandas and Spark.

A judged frame has FILE, NUMBER, the definition's columns as text, numbers once more as float64 under VALUE, what fits
under FITS, the row's id and its OUTCOME.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cell_expressions import VALUE, cells, fits
from hash_split import ROW, SPLIT_ENDS, SPLITS
from model_definition import Feature, ModelDefinition
from raw_data import FILE, NUMBER, PERCENT, DataProblem

FITS, OUTCOME = "__fits_", "__outcome"
REJECTED, WITHOUT_TARGET = "rejected", "without target"


def checked_columns(definition: ModelDefinition) -> tuple[Feature, ...]:
    """What is judged, in the order of the table of problems."""
    return (*definition.features, definition.target)


def typed(name: str, feature_type: str) -> str:
    """The column that holds a feature's typed values."""
    return VALUE + name if feature_type == "number" else name


def judged(frame: Any, files: str, definition: ModelDefinition) -> Any:
    """Add text, values and verdicts to a frame as read. Raise DataProblem for a column of a type that fits nothing."""
    found = dict(frame.collect_schema())
    types = {name: found[name] for name in definition.columns}
    checked = checked_columns(definition)
    _refuse_types(types, files, definition)
    frame = cells(frame, types, [feature.name for feature in checked if feature.type == "number"])
    return frame.with_columns(
        *(
            fits(feature, nw.col(feature.name), nw.col(typed(feature.name, feature.type))).alias(FITS + feature.name)
            for feature in checked
        )
    )


def with_outcomes(frame: Any, definition: ModelDefinition) -> Any:
    """Add each row's OUTCOME, duplicates of a row key aside; the frame has ROW and PERCENT."""
    all_fit = nw.all_horizontal(
        *(nw.col(FITS + feature.name) for feature in checked_columns(definition)), ignore_nulls=False
    )
    train, validation, test = map(nw.lit, SPLITS)
    percent, (of_train, of_both) = nw.col(PERCENT), SPLIT_ENDS
    later = nw.when(percent < of_both).then(validation).otherwise(test)
    split = nw.when(percent < of_train).then(train).otherwise(later)
    has_target = ~nw.col(definition.target.name).is_null()
    good = nw.when(has_target).then(split).otherwise(nw.lit(WITHOUT_TARGET))
    return frame.with_columns(nw.when(all_fit).then(good).otherwise(nw.lit(REJECTED)).alias(OUTCOME))


def is_used() -> Any:
    """Whether a row is a split's, by its outcome."""
    return nw.col(OUTCOME).is_in(list(SPLITS))


def later_copies(several: Any) -> Any:
    """Where those rows are that share their id with one before them, by file and number."""
    return several.filter(~nw.col(ROW).is_first_distinct().over(order_by=[FILE, NUMBER])).select(FILE, NUMBER)


def split_rows(frame: Any, split: str, definition: ModelDefinition) -> Any:
    """A split's rows as its files hold them: id, key columns that are no features as text, features and target typed.

    Columns are left out before rows: an engine that does as it is told copies less.
    """
    keys = [nw.col(name) for name in definition.row_key if name not in definition.feature_names]
    checked = checked_columns(definition)
    features = [nw.col(typed(feature.name, feature.type)).alias(feature.name) for feature in checked]
    return frame.select(OUTCOME, ROW, *keys, *features).filter(nw.col(OUTCOME) == split).drop(OUTCOME)


def _refuse_types(types: dict[str, Any], files: str, definition: ModelDefinition) -> None:
    """Text fits everything: it is judged cell by cell. What Parquet typed must be of the feature's kind."""
    for feature in checked_columns(definition):
        found = types[feature.name]
        right = {"number": found.is_numeric(), "date": found == nw.Date, "category": found.is_integer()}[feature.type]
        if found != nw.String and not right:
            raise DataProblem(
                f"{files}: column {feature.name} has the type {found}, expected {_EXPECTED[feature.type]}"
            )
    for name in definition.row_key:
        if types[name].is_float():
            raise DataProblem(f"{files}: column {name} is of the row key and has the type {types[name]}, {_KEY}")


_EXPECTED = {"number": "a number or text", "date": "a date or text", "category": "text or a whole number"}
_KEY = "expected text, a whole number or a date: what a float is as text differs between engines"
