"""The statistic: how often it alarms without drift, and how surely with it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from drift_statistic import Change, of_categories, of_numbers

COLUMNS = 8
LEVEL = 0.05 / (2 * COLUMNS)
Draw = Callable[[np.random.Generator, int], np.ndarray]


def _with_gaps(random: np.random.Generator, rows: int) -> np.ndarray:
    values = random.normal(size=rows)
    values[random.random(rows) < 0.015] = np.nan
    return values


NUMBERS: tuple[Draw, ...] = (
    lambda random, rows: random.normal(size=rows),
    lambda random, rows: random.lognormal(size=rows),
    lambda random, rows: random.choice([3.0, 4, 5, 6, 8], rows, p=[0.01, 0.5, 0.01, 0.21, 0.27]),
    lambda random, rows: np.round(random.random(rows) * 13),
    _with_gaps,
    lambda random, rows: random.gamma(5, size=rows),
)
TAIL = 1 / np.arange(1, 61)
CATEGORIES: tuple[Draw, ...] = (
    lambda random, rows: random.choice(["a", "b", "c"], rows, p=[0.62, 0.18, 0.2]),
    lambda random, rows: random.choice([f"t{place}" for place in range(60)], rows, p=TAIL / TAIL.sum()),
)


def changes(seed: int, reference: int, live: int) -> list[Change]:
    """Every column of a data set that did not change."""
    random = np.random.default_rng(seed)
    numbers = [of_numbers(draw(random, reference), draw(random, live), 0.2, LEVEL) for draw in NUMBERS]
    texts = [of_categories(list(draw(random, reference)), list(draw(random, live)), 0.2, LEVEL) for draw in CATEGORIES]
    return numbers + texts


@pytest.mark.thorough
@pytest.mark.parametrize(("reference", "live"), [(100, 400), (315, 400)])
def test_without_drift_at_most_one_data_set_in_twenty_alarms(reference: int, live: int) -> None:
    alarms = sum(any(change.drifted for change in changes(seed, reference, live)) for seed in range(500))
    assert alarms <= 25


@pytest.mark.parametrize(("reference", "least"), [(315, 0.95), (2000, 0.99)])
def test_a_shift_of_half_a_deviation_is_seen_in_400_rows(reference: int, least: float) -> None:
    assert _power(reference, lambda random: random.normal(0.5, 1, 400)) >= least


def test_a_doubled_deviation_is_seen() -> None:
    assert _power(315, lambda random: random.normal(0, 2, 400)) >= 0.95


def test_a_column_that_goes_missing_is_seen() -> None:
    assert _power(315, lambda random: np.where(random.random(400) < 0.2, np.nan, random.normal(size=400))) == 1
    assert _power(315, lambda _random: np.full(400, np.nan)) == 1


def test_a_tenth_of_a_deviation_in_many_rows_alarms_nobody() -> None:
    assert _power(2000, lambda random: random.normal(0.1, 1, 20_000), seeds=20) == 0


def test_an_unseen_category_is_seen() -> None:
    change = of_categories(["a", "b"] * 200, ["a", "b", "new", "b"] * 100, 0.2, LEVEL)
    assert change.drifted
    assert change.distance == pytest.approx(0.25)


def test_equal_columns_have_not_changed() -> None:
    values = np.arange(500.0)
    change = of_numbers(values, values, 0.2, LEVEL)
    assert (change.psi, change.distance, change.p, change.drifted) == (0, 0, 1, False)
    assert not of_numbers(np.full(400, 3.0), np.full(400, 3.0), 0.2, LEVEL).drifted
    assert not of_categories(["a"] * 400, ["a"] * 400, 0.2, LEVEL).drifted


def test_a_constant_that_becomes_another_is_seen() -> None:
    assert of_numbers(np.full(400, 3.0), np.full(400, 4.0), 0.2, LEVEL).drifted


def test_the_limit_is_never_below_the_noise() -> None:
    few = of_numbers(np.arange(100.0), np.arange(400.0), 0.0, LEVEL)
    many = of_numbers(np.arange(2000.0), np.arange(4000.0), 0.0, LEVEL)
    assert few.psi_limit > many.psi_limit > 0


def _power(reference: int, live: Callable[[np.random.Generator], np.ndarray], seeds: int = 200) -> float:
    """Share of seeds that alarm on one column of normal numbers."""
    found = []
    for seed in range(seeds):
        random = np.random.default_rng(seed)
        found.append(of_numbers(random.normal(size=reference), live(random), 0.2, LEVEL).drifted)
    return float(np.mean(found))
