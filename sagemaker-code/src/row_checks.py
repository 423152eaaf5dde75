"""Every row judged and given its outcome, as narwhals expressions: the same code for pandas and Spark.

A judged frame has FILE, NUMBER, the definition's columns as text, numbers once more as float64 under VALUE, what fits
under FITS, the row's id and its OUTCOME.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cell_expressions import fits, text, value
from hash_split import ROW, SPLIT_ENDS, SPLITS
from model_definition import Feature, ModelDefinition
from raw_data import FILE, NUMBER, PERCENT, DataProblem

VALUE, FITS, OUTCOME = "__value_", "__fits_", "__outcome"
REJECTED, WITHOUT_TARGET = "rejected", "without target"
_LATER = "__later"


def checked_columns(definition: ModelDefinition) -> tuple[Feature, ...]:
    """What is judged, in the order of the table of problems."""
    return (*definition.features, definition.target)


def typed(name: str, feature_type: str) -> str:
    """The column that holds a feature's typed values."""
    return VALUE + name if feature_type == "number" else name


def judged(frame: Any, files: str, definition: ModelDefinition) -> Any:
    """Add text, values and verdicts to a frame as read. Raise DataProblem for a column of a type that fits nothing."""
    types = dict(frame.collect_schema())
    checked = checked_columns(definition)
    _refuse_types(types, files, definition)
    cells = [text(name, types[name]).alias(name) for name in definition.columns]
    numbers = [feature for feature in checked if feature.type == "number"]
    values = [value(feature, types[feature.name]).alias(VALUE + feature.name) for feature in numbers]
    frame = frame.with_columns(*cells, *values)
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


def later_copies(frame: Any) -> Any:
    """Where the rows are that share their key with one before them (by file and number), among those of the splits."""
    used = frame.filter(nw.col(OUTCOME).is_in(list(SPLITS))).select(ROW, FILE, NUMBER)
    counted = used.group_by(ROW).agg(nw.len().alias("__copies"))
    several = used.join(counted.filter(nw.col("__copies") > 1).select(ROW), on=ROW, how="semi")
    return several.filter(~nw.col(ROW).is_first_distinct().over(order_by=[FILE, NUMBER])).select(FILE, NUMBER)


def without_copies(frame: Any, later: Any) -> Any:
    """The frame with those rows' outcome changed to REJECTED."""
    marked = frame.join(later.with_columns(nw.lit(True).alias(_LATER)), on=[FILE, NUMBER], how="left")
    outcome = nw.when(nw.col(_LATER).is_null()).then(nw.col(OUTCOME)).otherwise(nw.lit(REJECTED))
    return marked.with_columns(outcome.alias(OUTCOME)).drop(_LATER)


def split_columns(definition: ModelDefinition) -> list[Any]:
    """What a split's files hold: the id, key columns that are no features as text, features and target typed."""
    wanted = [nw.col(ROW)]
    wanted += [nw.col(name) for name in definition.row_key if name not in definition.feature_names]
    checked = checked_columns(definition)
    return wanted + [nw.col(typed(feature.name, feature.type)).alias(feature.name) for feature in checked]


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
