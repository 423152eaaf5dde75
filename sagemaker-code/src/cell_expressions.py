"""cell_rules as expressions over whole columns, the same for pandas and Spark: narwhals writes them for either.

A column is text (of CSV, or of Parquet) or typed by Parquet. Text is judged exactly as cell_rules.from_text does, and a
test over hostile cells holds the two together: patterns are anchored and use nothing that RE2 (Arrow), Java (Spark) and
Python read differently, and blanks are Python's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import narwhals as nw

from cell_rules import NUMBER
from model_definition import Feature

VALUE = "__value_"
BLANKS = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
# A date that exists, by pattern: no engine's parser is asked, each of them takes or refuses others.
_LONG_MONTH, _SHORT_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])", "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = f"(?:[0-9]{{4}}-(?:{_LONG_MONTH}|{_SHORT_MONTH}|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
_FIRST_DAY = "0001-01-01"


def cells(frame: Any, types: Mapping[str, Any], numbers: Collection[str]) -> Any:
    """Columns (their types by name) as text: without surrounding blanks, null where nothing is left.

    Those of `numbers` once more under VALUE, as float64: null where none can be read. Every step is a frame: what the
    next one uses twice is computed once, which an engine that puts expressions together would not do.
    """
    texts = [name for name, dtype in types.items() if dtype == nw.String]
    typed = [nw.col(name).cast(nw.Float64).alias(VALUE + name) for name in numbers if name not in texts]
    frame = frame.with_columns(*typed, *(_text(name, types[name]).alias(name) for name in types))
    frame = frame.with_columns(*(nw.when(nw.col(name) != "").then(nw.col(name)).alias(name) for name in texts))
    return frame.with_columns(*(_number(name).alias(VALUE + name) for name in numbers if name in texts))


def _text(name: str, dtype: Any) -> Any:
    """Whole floats are without their `.0`."""
    column = nw.col(name)
    if dtype == nw.String:
        return column.str.strip_chars(BLANKS)
    as_text = column.cast(nw.String)
    return as_text.str.replace_all(r"\.0$", "") if dtype.is_float() else as_text


def _number(name: str) -> Any:
    column = nw.col(name)
    return nw.when(column.str.contains(f"^(?:{NUMBER})$")).then(column).cast(nw.Float64)


def fits(feature: Feature, cells: Any, values: Any) -> Any:
    """Whether each cell is what its feature allows; none is. `values` are those of `typed`, for numbers."""
    if feature.type == "number":
        right = values.is_finite() & _in_range(feature, values)
    elif feature.type == "date":
        right = cells.str.contains(f"^{_DAY}$") & (cells >= _FIRST_DAY) & _in_range(feature, cells)
    else:
        right = cells.is_in(list(feature.categories)) if feature.categories else ~cells.is_null()
    return cells.is_null() | right.fill_null(False)


def _in_range(feature: Feature, values: Any) -> Any:
    """Dates of one form compare as texts do, as cell_rules has it."""
    bounds = [nw.lit(True)]
    if feature.minimum is not None:
        bounds.append(values >= feature.minimum)
    if feature.maximum is not None:
        bounds.append(values <= feature.maximum)
    return nw.all_horizontal(*bounds, ignore_nulls=False)
