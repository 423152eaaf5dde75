"""preprocess.py: what it accepts, what it refuses and how, and that a row's split is its own."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pytest
from pyarrow import csv as arrow_csv
from pyarrow import parquet
from runs import check_contract, read, unpack_code

import baseline_sample
import engine_pandas
import model_definition
import preprocess
from hash_split import ROW
from packing import sample
from raw_data import FILE, NUMBER
from row_checks import later_copies
from row_counts import Counts

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

    def given_parquet(self, name: str, table: pa.Table) -> Job:
        self.raw.mkdir(exist_ok=True)
        parquet.write_table(table, self.raw / name)
        return self

    def accepts(self, *arguments: str) -> bool:
        """The job itself succeeds either way."""
        assert preprocess.main(["--raw", str(self.raw), "--output", str(self.output), *arguments]) == 0
        verdict = read(self.output / "rejected" / "verdict.json")
        check_contract(verdict, "data-verdict")
        assert verdict["accepted"] == (not verdict["reasons"])
        return bool(verdict["accepted"])

    def splits(self, *arguments: str) -> dict[str, set[tuple[Any, ...]]]:
        assert self.accepts(*arguments)
        return {split: self.rows(split) for split in ("train", "validation", "test")}

    def rows(self, split: str) -> set[tuple[Any, ...]]:
        found = parquet.read_table(self.output / split / "data.parquet").to_pylist()
        return {tuple(row.values()) for row in found}

    def rejected(self, kind: str) -> list[dict[str, str]]:
        with (self.output / "rejected" / kind / "data.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


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
    said = capsys.readouterr().out
    assert "read 406 rows, left out 8 without Miles_per_Gallon" in said
    assert "406 rows = 325 train + 31 validation + 42 test + 0 rejected + 8 without target" in said


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
    ("row", "column", "cell", "allowed"),
    [
        (4, "Horsepower", "?", "a finite number (hp)"),
        (4, "Horsepower", "inf", "a finite number (hp)"),
        (1, "Year", "1970-02-30", "a date like 1970-12-31"),
        (406, "Origin", "Mars", "one of USA, Europe, Japan"),
        (9, "Miles_per_Gallon", "many", "a finite number (mpg)"),
    ],
)
def test_a_wrong_cell_is_named_and_its_row_set_aside(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], row: int, column: str, cell: str, allowed: str
) -> None:
    table[row][table[0].index(column)] = cell
    assert sum(map(len, job.given("cars.csv", table).splits().values())) == 397
    problem = {"file": "cars.csv", "row": str(row), "column": column, "value": cell}
    assert job.rejected("problems") == [{**problem, "allowed": f"{allowed}, or nothing"}]
    expected = {"_file": "cars.csv", "_number": str(row), **dict(zip(table[0], table[row], strict=True))}
    assert job.rejected("rows") == [expected]
    said = capsys.readouterr().out
    assert f"cars.csv  {row}" in said
    assert "+ 1 rejected + 8 without target" in said


def test_all_problems_of_all_rows_are_told_by_file_and_row(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    header = table[0]
    for row in range(1, 16):
        table[row][header.index("Horsepower")] = table[row][header.index("Weight_in_lbs")] = "x" * 200
    job.given("b.csv", table[:8]).given("a.csv", [header, *table[8:]])
    assert job.accepts()
    found = [(line["file"], int(line["row"]), line["column"]) for line in job.rejected("problems")]
    assert found == sorted(found)
    assert len(found) == 30
    said = capsys.readouterr().out.splitlines()
    assert "… and 10 more: all of them are in rejected/problems" in said
    assert max(map(len, said)) < 200


def test_too_many_wrong_rows_are_refused_with_their_table(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in table[1:9]:
        row[table[0].index("Origin")] = "Mars"
    job.given("cars.csv", table)
    assert job.accepts("--max-bad-share", "0.0198")
    assert not job.accepts("--max-bad-share", "0.0197")
    said = capsys.readouterr()
    assert "preprocess: 8 of 406 rows (1.97%) are not what model.yaml allows, at most 1.97% may be" in said.err
    assert "; mostly column Origin in 8, like 'Mars', where " in said.err
    assert said.out.count("Mars") == 16
    assert len(job.rejected("problems")) == 8


def test_a_repeated_row_key_keeps_the_first_row_alone(job: Job, other: Job, table: Table) -> None:
    table.insert(10, [*table[300]])
    table[10][table[0].index("Horsepower")] = "99"
    first, again = table[10], table[301]
    other.given("cars.csv", [*table[:301], *table[302:]])
    assert job.given("cars.csv", table).splits() == other.splits()
    problem = job.rejected("problems")[0]
    assert (problem["row"], problem["column"]) == ("301", "Name, Year, Weight_in_lbs")
    assert problem["value"] == f"{again[0]}, {again[7]}, {again[5]}"
    assert first[0] == again[0]


def test_how_many_rows_are_judged_at_a_time_changes_nothing(
    job: Job, other: Job, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table[10][table[0].index("Horsepower")] = "?"
    for name, rows in {"a.csv": table[1:200], "b.csv": [table[20], *table[200:], table[300]]}.items():
        job.given(name, [table[0], *rows])
        other.given(name, [table[0], *rows])
    splits = job.splits()
    monkeypatch.setattr(engine_pandas, "_PART", 7)
    assert other.splits() == splits
    for kind in ("problems", "rows"):
        assert other.rejected(kind) == job.rejected(kind)
    assert [(row["file"], row["row"]) for row in job.rejected("problems")] == [
        ("a.csv", "10"),
        ("b.csv", "1"),
        ("b.csv", "209"),
    ]


def test_an_id_is_repeated_only_by_the_whole_of_it() -> None:
    ids = ["a" * 64, "a" * 63 + "b", "a" * 64]
    places = nw.from_native(pa.table({ROW: ids, FILE: ["x.csv"] * 3, NUMBER: [1, 2, 3]}))
    assert later_copies(places)[NUMBER].to_list() == [3]


def test_more_missing_values_than_allowed_are_refused(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], missing_share: None
) -> None:
    del missing_share
    assert job.given("cars.csv", table).accepts()
    for row in table[1:9]:
        row[table[0].index("Horsepower")] = ""
    assert not job.given("cars.csv", table).accepts()
    assert "column Horsepower has no value in 3." in capsys.readouterr().err


@pytest.fixture
def missing_share(job: Job) -> None:
    """At most 2 % of the rows without a horsepower."""
    code = job.raw.parent / "code" / "model.json"
    text = code.read_text(encoding="utf-8")
    code.write_text(text.replace('"name": "Horsepower",', '"name": "Horsepower", "maximumMissingShare": 0.02,'))


def test_csv_and_parquet_are_read_alike(job: Job, other: Job, table: Table) -> None:
    """Typed by Parquet, as text in Parquet, and both beside CSV: the rows are the same."""
    job.given("all.csv", table)
    arrow = arrow_csv.read_csv(job.raw / "all.csv")
    as_text = pa.table({name: arrow[name].cast(pa.string()) for name in arrow.column_names})
    odd = arrow.slice(200, 50).set_column(8, "Origin", arrow["Origin"].slice(200, 50).dictionary_encode())
    other.given("a.csv", table[:101]).given_parquet("b.parquet", arrow.slice(100, 100)).given_parquet("c.parquet", odd)
    other.given_parquet(
        "d.parquet", as_text.slice(250).cast(pa.schema([(name, pa.large_string()) for name in table[0]]))
    )
    assert pa.types.is_integer(arrow.schema.field("Weight_in_lbs").type)
    assert pa.types.is_date32(arrow.schema.field("Year").type)
    assert other.splits() == job.splits()


@pytest.mark.parametrize(
    ("column", "kind", "words"),
    [
        (
            "Weight_in_lbs",
            pa.float64(),
            "column Weight_in_lbs is of the row key and has the type Float64, expected text",
        ),
        (
            "Year",
            pa.timestamp("us"),
            "column Year has the type Datetime(time_unit='us', time_zone=None), expected a date",
        ),
        ("Horsepower", pa.date32(), "column Horsepower has the type Date, expected a number or text"),
        ("Origin", pa.float64(), "column Origin has the type Float64, expected text or a whole number"),
    ],
)
def test_a_parquet_column_of_another_kind_is_refused(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], column: str, kind: pa.DataType, words: str
) -> None:
    job.given("cars.csv", table)
    arrow = arrow_csv.read_csv(job.raw / "cars.csv")
    values = pa.nulls(arrow.num_rows, kind)
    job.given_parquet("cars.parquet", arrow.set_column(arrow.schema.get_field_index(column), column, values))
    assert not job.accepts()
    assert f"preprocess: cars.parquet: {words}" in capsys.readouterr().err


def test_a_number_of_parquet_that_is_not_finite_is_a_wrong_cell(job: Job, table: Table) -> None:
    job.given("cars.csv", table)
    arrow = arrow_csv.read_csv(job.raw / "cars.csv")
    (job.raw / "cars.csv").unlink()
    speeds = [float("nan"), float("inf"), -5.0, *arrow["Acceleration"].to_pylist()[3:]]
    job.given_parquet("cars.parquet", arrow.set_column(6, "Acceleration", pa.array(speeds, pa.float64())))
    assert job.accepts()
    assert [line["value"].lower() for line in job.rejected("problems")][:2] == ["nan", "inf"]


def test_the_baseline_is_the_rows_of_train_with_the_smallest_ids(
    job: Job, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baseline_sample, "ROWS", 40)
    train = sorted(job.given("cars.csv", table).splits()["train"])
    baseline = read(job.output / "baseline" / "baseline.json")
    check_contract(baseline, "baseline")
    assert baseline["rows"] == len(train)
    assert baseline["target"] == [row[-1] for row in train[:40]]
    assert baseline["sample"]["Origin"] == [row[-2] for row in train[:40]]


def test_every_wrong_file_is_told_at_once(job: Job, table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    job.given("a.csv", [["Name"], ["x"]]).given("b.csv", table).given("c.csv", [[*table[0], "Name"]])
    (job.raw / "d.parquet").write_bytes(b"PAR1")
    assert not job.accepts()
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].strip() for line in said] == ["a.csv", "c.csv", "d.parquet"]
    assert "not a Parquet file" in said[2]


def test_a_lost_row_is_an_error_of_ours() -> None:
    definition = model_definition.from_mapping(
        {
            "name": "a",
            "target": {"name": "y"},
            "rowKey": ["k"],
            "features": [{"name": "x", "type": "number"}],
            "estimator": {"type": "ridge", "seed": 1},
        }
    )
    counts = Counts({"train": 8, "validation": 1, "test": 1, "rejected": 2})
    with pytest.raises(RuntimeError, match=r"rows were lost: read 12, but 7 train \+ .* make 11"):
        counts.account(12, {"train": 7, "validation": 1, "test": 1}, definition)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda table: table[3].append("extra"), "Row #4: Expected 9 columns, got 10"),
        (lambda table: table[3].pop(), "Row #4: Expected 9 columns, got 8"),
        (lambda table: table.clear(), "column Name is missing; expected Name"),
        (lambda table: table[0].__setitem__(1, "Name"), "column Name is there twice"),
        (lambda table: table[0].__setitem__(8, "Land"), "column Origin is missing; expected Name"),
        (lambda table: table.__delitem__(slice(20, None)), "train split has"),
        (lambda table: table.__delitem__(slice(1, None)), "train split has 0 rows, at least 50"),
    ],
)
def test_an_unfit_file_is_refused_in_words(
    job: Job, table: Table, capsys: pytest.CaptureFixture[str], change: object, words: str
) -> None:
    assert callable(change)
    change(table)
    assert not job.given("cars.csv", table).accepts()
    assert words in capsys.readouterr().err


def test_rows_that_share_one_key_are_one_row(job: Job, table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    key = [table[0].index(column) for column in ("Name", "Year", "Weight_in_lbs")]
    for row in table[1:]:
        for cell in key:
            row[cell] = table[1][cell]
    assert not job.given("cars.csv", table).accepts()
    said = capsys.readouterr().err
    assert "397 of 406 rows (97.78%) are not what model.yaml allows" in said
    assert "(rowKey) does not tell rows apart" in said


def test_a_verdict_names_no_more_reasons_than_a_person_reads(job: Job) -> None:
    for number in range(25):
        job.given(f"{number}.csv", [["Colour"], ["red"]])
    assert not job.accepts()
    reasons = read(job.output / "rejected" / "verdict.json")["reasons"]
    assert len(reasons) == 21
    assert reasons[0].startswith("0.csv: column Name is missing")
    assert reasons[-1] == "… and 5 more: all of them are in the job's log"


def test_no_file_at_all_is_said(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    assert not job.accepts()
    assert "no CSV file under" in capsys.readouterr().err


def test_what_is_not_utf_8_is_refused(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    job.raw.mkdir()
    (job.raw / "cars.csv").write_bytes(b"Name\n\xff\n")
    assert not job.accepts()
    assert "cars.csv: not a CSV file in UTF-8" in capsys.readouterr().err


def test_blanks_around_a_cell_do_not_count(job: Job, other: Job, table: Table) -> None:
    padded = [table[0], *([f" {cell} " for cell in row] for row in table[1:])]
    assert job.given("cars.csv", table).splits() == other.given("cars.csv", padded).splits()
