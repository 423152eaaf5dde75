"""Columns judged as a whole get cell_rules' verdict on every cell, hostile ones before all."""

from __future__ import annotations

import random

import narwhals as nw
import pyarrow as pa
import pytest

from cell_expressions import BLANKS, VALUE, cells, fits
from cell_rules import CellProblem, from_text
from model_definition import Feature

FEATURES = [
    Feature("x", "number"),
    Feature("x", "number", minimum=-5, maximum=1e300),
    Feature("x", "date"),
    Feature("x", "date", minimum="1970-01-01", maximum="2020-02-29"),
    Feature("x", "category"),
    Feature("x", "category", categories=("USA", "Europe", "é ü", "1")),
]
SEEDS = [
    *("1", "-1.5", "+5", ".5", "5.", "1e5", "1E+05", "1e", "e5", ".", "", "  ", " 1 ", "\t7\n", "1\n2", "-0", "00012"),
    *("1e999", "-1e999", "1e-999", "5e-324", "1.7976931348623157e308", "1.7976931348623159e308", "1" * 400),
    *(
        "0x10",
        "٣",
        "１",
        "1_000",
        "1,5",
        "nan",
        "NaN",
        "inf",
        "Infinity",
        "1d",
        "1f",
        "0b1",
        "null",
        "None",
        "NA",
        '""',
    ),
    *("\u00a05\u00a0", "\u200b5", "\u30005", "\ufeff5", "\x005", "5\x00", "\x1f5", "\x855", "5\u2028", "5\u2029\n"),
    *(
        "1970-01-01",
        "1970-1-1",
        "1970-01-01T00",
        "19700101",
        "1970-W01-1",
        "９999-01-01",
        " 1970-01-01\r\n",
        "-1970-01-01",
    ),
    *("USA", " USA", "usa", "USA\u2028", "Europe", "é ü", "e\u0301 ü", "Mars", "\n", "a\nb"),
]
DATES = [
    f"{year:04}-{month:02}-{day:02}"
    for year in (0, 1, 4, 100, 400, 1600, 1900, 1970, 1999, 2000, 2020, 2024, 9999)
    for month in range(14)
    for day in range(33)
]


def hostile_cells() -> list[str]:
    source = random.Random(20261121)
    cells = [*SEEDS, *DATES]
    alphabet = "0123456789+-.eE \t\n\r\u0085\u2028\u2029\u00a0\x1c\x00xT٣é"
    for _ in range(10_000):
        cell = source.choice(SEEDS)
        for _ in range(source.randrange(1, 4)):
            place = source.randrange(len(cell) + 1)
            inserted = source.choice(alphabet) * source.randrange(2)
            cell = cell[:place] + inserted + cell[place + source.randrange(2) :]
        cells.append(cell)
    return cells


def by_rule(feature: Feature, cell: str) -> tuple[bool, float | str | None]:
    try:
        return True, from_text(feature, cell)
    except CellProblem:
        return False, None


@pytest.mark.parametrize("feature", FEATURES, ids=str)
def test_a_column_is_judged_as_its_cells_are(feature: Feature) -> None:
    hostile = hostile_cells()
    frame = nw.from_native(pa.table({"x": pa.array(hostile)}))
    found = cells(frame, {"x": nw.String}, ["x"] if feature.type == "number" else [])
    typed = VALUE + "x" if feature.type == "number" else "x"
    verdicts = found.with_columns(fits=fits(feature, nw.col("x"), nw.col(typed)))["fits"].to_list()
    values = found[typed].to_arrow().to_pylist()
    expected = [by_rule(feature, cell) for cell in hostile]
    assert [cell for cell, ok, (right, _) in zip(hostile, verdicts, expected, strict=True) if ok != right] == []
    wrong = [
        (cell, ok, got, want) for cell, ok, got, (_, want) in zip(hostile, verdicts, values, expected, strict=True)
    ]
    assert [line for line in wrong if line[1] and line[2] != line[3]] == []
    assert {True, False} == set(verdicts) or feature.type == "category"


def test_blanks_are_those_that_python_strips() -> None:
    assert "".join(filter(str.isspace, map(chr, range(0x110000)))) == BLANKS
