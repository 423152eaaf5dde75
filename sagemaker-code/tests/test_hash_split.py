"""The split: fixed, in its proportions, apart from the folds."""

from __future__ import annotations

from collections import Counter

from hash_split import FOLDS, fold_of, split_of

EXPECTED_SPLITS = ["train"] * 8 + ["test"] + ["train"] * 3
EXPECTED_FOLDS = [3, 0, 4, 4, 0, 0, 1, 3, 1, 0, 0, 3]
EXPECTED_COUNTS = {"train": 15931, "validation": 2053, "test": 2016}
KEYS = [(f"car {number}", "1970-01-01", str(2000 + number)) for number in range(20_000)]


def test_known_rows_stay_where_they_are() -> None:
    """Computed once: a change here would move every user's rows, and make scores incomparable."""
    assert [split_of(key) for key in KEYS[:12]] == EXPECTED_SPLITS
    assert [fold_of(key) for key in KEYS[:12]] == EXPECTED_FOLDS
    assert Counter(map(split_of, KEYS)) == EXPECTED_COUNTS


def test_about_80_10_10() -> None:
    counts = Counter(map(split_of, KEYS))
    assert abs(counts["train"] / len(KEYS) - 0.8) < 0.01
    assert abs(counts["validation"] / len(KEYS) - 0.1) < 0.01


def test_folds_are_even_within_every_split() -> None:
    counts = Counter((split_of(key), fold_of(key)) for key in KEYS)
    for split in ("train", "validation", "test"):
        sizes = [counts[split, fold] for fold in range(FOLDS)]
        assert max(sizes) < 1.2 * min(sizes)


def test_a_cell_cannot_slip_into_its_neighbour() -> None:
    apart = [fold_of((f"car {number}", "1")) for number in range(50)]
    slipped = [fold_of((f"car {number}1", "")) for number in range(50)]
    assert apart != slipped
