"""preprocess.py: what it accepts, what it refuses and how, and that a row's split is its own."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from runs import unpack_code

import preprocess
from packing import sample

Table = list[list[str]]


@pytest.fixture
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The sample with its header, to be changed."""
    file = tmp_path_factory.mktemp("sample") / "sample.csv"
    sample.write(file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


class Job:
    """Runs preprocess.main on tables of its own."""

    def __init__(self, root: Path) -> None:
        self.raw, self.output = root / "raw", root / "output"

    def given(self, name: str, table: Table) -> Job:
        self.raw.mkdir(exist_ok=True)
        with (self.raw / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        return self

    def code(self) -> int:
        return preprocess.main(["--raw", str(self.raw), "--output", str(self.output)])

    def splits(self) -> dict[str, set[str]]:
        assert self.code() == 0
        return {split: set(self.lines(split)) for split in ("train", "validation", "test")}

    def lines(self, split: str) -> list[str]:
        return (self.output / split / "data.csv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture
def job(tmp_path: Path, model_json: str, monkeypatch: pytest.MonkeyPatch) -> Job:
    unpack_code(tmp_path / "code", model_json)
    monkeypatch.setattr(preprocess, "__file__", str(tmp_path / "code" / "preprocess.py"))
    return Job(tmp_path)


@pytest.fixture
def other(job: Job) -> Job:
    """A second job on the same code."""
    root = job.raw.parent / "other"
    root.mkdir()
    return Job(root)


def test_rows_without_a_target_are_left_out_and_counted(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sum(map(len, job.given("cars.csv", table).splits().values())) == 398
    assert "read 406 rows, left out 8 without Miles_per_Gallon" in capsys.readouterr().out


def test_the_order_of_rows_and_files_does_not_matter(job: Job, other: Job, table: Table) -> None:
    shuffled = table[1:]
    random.Random(1).shuffle(shuffled)
    other.given("a.csv", [table[0], *shuffled[:100]]).given("b.csv", [table[0], *shuffled[100:]])
    assert job.given("cars.csv", table).splits() == other.splits()


def test_a_row_stays_in_its_split_when_others_go(job: Job, other: Job, table: Table) -> None:
    fewer, all_rows = other.given("cars.csv", table[:300]).splits(), job.given("cars.csv", table).splits()
    assert all(fewer[split] <= all_rows[split] for split in all_rows)


def test_columns_may_be_in_any_order_with_others_between(job: Job, other: Job, table: Table) -> None:
    mirrored = [[*reversed(row), "note"] for row in table]
    assert job.given("cars.csv", table).splits() == other.given("cars.csv", mirrored).splits()


@pytest.mark.parametrize(
    ("row", "column", "cell", "words"),
    [
        (4, "Horsepower", "?", ["column Horsepower, row 4", "got '?'", "a finite number (hp)", "empty cell"]),
        (4, "Horsepower", "inf", ["column Horsepower, row 4", "got 'inf'", "a finite number"]),
        (1, "Year", "1970-02-30", ["column Year, row 1", "a date like 1970-12-31"]),
        (406, "Origin", "Mars", ["column Origin, row 406", "one of USA, Europe, Japan"]),
        (9, "Miles_per_Gallon", "many", ["column Miles_per_Gallon, row 9", "a finite number (mpg)"]),
        (0, "Origin", "Land", ["column Origin is missing", "found Name", "Land"]),
    ],
)
def test_a_wrong_cell_is_named(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], row: int, column: str, cell: str, words: list[str]
) -> None:
    table[row][table[0].index(column)] = cell
    assert job.given("cars.csv", table).code() == 1
    message = capsys.readouterr().err
    assert message.startswith("preprocess: cars.csv: ")
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table[3].append("extra"), "Row #4: Expected 9 columns, got 10"),
        (lambda table: table[3].pop(), "Row #4: Expected 9 columns, got 8"),
        (lambda table: table.clear(), "column Name is missing; expected Name"),
        (lambda table: table[0].__setitem__(1, "Name"), "column Name is there twice"),
        (lambda table: table.__delitem__(slice(20, None)), "train split has"),
        (lambda table: table.__delitem__(slice(1, None)), "train split has 0 rows, at least 50"),
    ],
)
def test_an_unfit_file_is_refused_in_words(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], change: object, words: str
) -> None:
    assert callable(change)
    change(table)
    assert job.given("cars.csv", table).code() == 1
    assert words in capsys.readouterr().err


def test_rows_that_share_one_key_cannot_be_split(job: Job, table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    key = [table[0].index(column) for column in ("Name", "Year", "Weight_in_lbs")]
    for row in table[1:]:
        for cell in key:
            row[cell] = table[1][cell]
    assert job.given("cars.csv", table).code() == 1
    assert "(rowKey) does not tell rows apart" in capsys.readouterr().err


def test_no_file_at_all_is_said(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    assert job.code() == 1
    assert "no CSV file under" in capsys.readouterr().err


def test_what_is_not_utf_8_is_refused(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    job.raw.mkdir()
    (job.raw / "cars.csv").write_bytes(b"Name\n\xff\n")
    assert job.code() == 1
    assert "cars.csv: not a CSV file in UTF-8" in capsys.readouterr().err


def test_blanks_around_a_cell_do_not_count(job: Job, other: Job, table: Table) -> None:
    padded = [table[0], *([f" {cell} " for cell in row] for row in table[1:])]
    assert job.given("cars.csv", table).splits() == other.given("cars.csv", padded).splits()
