"""The split: fixed, in its proportions, apart from the folds, and the same whether one row is hashed or a column."""

from __future__ import annotations

import hashlib
from collections import Counter

import narwhals as nw
import pyarrow as pa

from engine_pandas import PandasEngine
from hash_split import FOLDS, ROW, SPLIT_ENDS, fold_of
from raw_data import PERCENT

EXPECTED_SPLITS = ["train"] * 8 + ["test"] + ["train"] * 3
EXPECTED_FOLDS = [3, 0, 4, 4, 0, 0, 1, 3, 1, 0, 0, 3]
EXPECTED_COUNTS = {"train": 15931, "validation": 2053, "test": 2016}
KEYS = [(f"car {number}", "1970-01-01", str(2000 + number)) for number in range(20_000)]


def hashed(keys: list[tuple[str | None, ...]]) -> list[tuple[str, int]]:
    columns = {f"key {index}": pa.array(cells, pa.string()) for index, cells in enumerate(zip(*keys, strict=True))}
    frame = nw.from_native(pa.table(columns))
    found = PandasEngine().with_ids(frame, tuple(columns))
    return list(zip(found[ROW].to_list(), found[PERCENT].to_list(), strict=True))


def split_of(percent: int) -> str:
    return "train" if percent < SPLIT_ENDS[0] else "validation" if percent < SPLIT_ENDS[1] else "test"


ROWS = hashed([*KEYS])


def test_known_rows_stay_where_they_are() -> None:
    """Computed once: a change here would move every user's rows, and make scores incomparable."""
    assert [split_of(percent) for _, percent in ROWS[:12]] == EXPECTED_SPLITS
    assert [fold_of(row) for row, _ in ROWS[:12]] == EXPECTED_FOLDS
    assert Counter(split_of(percent) for _, percent in ROWS) == EXPECTED_COUNTS


def test_an_id_is_the_hash_of_the_key_and_says_the_split() -> None:
    digests = [hashlib.sha256("\x1f".join(key).encode()) for key in KEYS]
    assert [row for row, _ in ROWS] == [digest.hexdigest() for digest in digests]
    assert [percent for _, percent in ROWS] == [int.from_bytes(digest.digest()[:8], "big") % 100 for digest in digests]


def test_a_missing_cell_of_a_key_counts_as_empty() -> None:
    assert hashed([("é", None)])[0][0] == hashlib.sha256("é\x1f".encode()).hexdigest()


def test_folds_are_even_within_every_split() -> None:
    counts = Counter((split_of(percent), fold_of(row)) for row, percent in ROWS)
    for split in ("train", "validation", "test"):
        sizes = [counts[split, fold] for fold in range(FOLDS)]
        assert max(sizes) < 1.2 * min(sizes)


def test_a_cell_cannot_slip_into_its_neighbour() -> None:
    apart = hashed([(f"car {number}", "1") for number in range(50)])
    slipped = hashed([(f"car {number}1", "") for number in range(50)])
    assert not set(apart) & set(slipped)
