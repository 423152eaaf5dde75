"""What is wrong in which rows: a table for people, and the rows themselves."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from cell_rules import allowed
from model_definition import ModelDefinition
from raw_data import FILE, NUMBER
from row_checks import FITS, checked_columns

COLUMNS = ["file", "row", "column", "value", "allowed"]
PRINTED = 20
NAMED = 3
_WIDEST = 60


def problems(bad: Any, later: Any, definition: ModelDefinition) -> Any:
    """A line each wrong cell or repeated key of rejected rows, by file, row, column; `later` as later_copies has it."""
    found = [
        _lines(
            bad.filter(~nw.col(FITS + feature.name)),
            feature.name,
            nw.col(feature.name),
            f"{allowed(feature)}, or nothing",
        )
        for feature in checked_columns(definition)
    ]
    key = nw.concat_str(*(nw.col(name).fill_null("") for name in definition.row_key), separator=", ")
    again = bad.join(later, on=[FILE, NUMBER], how="semi")
    found.append(_lines(again, ", ".join(definition.row_key), key, "a row key that no row before has"))
    return nw.concat(found, how="vertical").sort("file", "row", "column")


def rows(bad: Any, definition: ModelDefinition) -> Any:
    """The rejected rows as they were read, blanks around cells aside."""
    return bad.select(FILE, NUMBER, *definition.columns).sort(FILE, NUMBER)


def _lines(bad: Any, column: str, value: Any, words: str) -> Any:
    return bad.select(
        nw.col(FILE).alias("file"),
        nw.col(NUMBER).alias("row"),
        nw.lit(column).alias("column"),
        value.alias("value"),
        nw.lit(words).alias("allowed"),
    )


def commonest(table: Any) -> Any:
    """The columns with the most lines of `problems`: column, allowed, cells (how many), example (a value of them)."""
    cells = nw.len().alias("cells")
    columns = table.group_by("column", "allowed").agg(cells, nw.col("value").min().alias("example"))
    return columns.sort("cells", "column", descending=[True, False]).head(NAMED)


def as_words(lines: list[dict[str, Any]]) -> str:
    """What `commonest` found, in a sentence."""
    told = (
        f"column {line['column']} in {line['cells']}, like '{_short(line['example'])}', "
        f"where {line['allowed']} is allowed"
        for line in lines
    )
    return "; ".join(told)


def as_text(lines: list[dict[str, Any]], total: int) -> str:
    """The first problems as an aligned table, and how many there are beyond."""
    cells = [COLUMNS] + [[_short(line[column]) for column in COLUMNS] for line in lines]
    widths = [max(len(row[index]) for row in cells) for index in range(len(COLUMNS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    if total > len(lines):
        text.append(f"… and {total - len(lines)} more: all of them are in rejected/problems")
    return "\n".join(text)


def _short(value: Any) -> str:
    shown = str(value) if isinstance(value, int) else repr(value)[1:-1]
    return shown if len(shown) <= _WIDEST else f"{shown[: _WIDEST - 1]}…"
