"""What a tuning job tries follows from its ranges and its seed alone."""

from __future__ import annotations

from typing import Any

import pytest

from trainyard_emulator.jobs import search

RANGES: dict[str, Any] = {
    "IntegerParameterRanges": [{"Name": "depth", "MinValue": "2", "MaxValue": "5"}],
    "ContinuousParameterRanges": [
        {"Name": "rate", "MinValue": "0.001", "MaxValue": "0.1", "ScalingType": "Logarithmic"},
        {"Name": "momentum", "MinValue": "0.5", "MaxValue": "0.999", "ScalingType": "ReverseLogarithmic"},
    ],
    "CategoricalParameterRanges": [{"Name": "kind", "Values": ["a", "b"]}],
}
GRID = {
    "CategoricalParameterRanges": [{"Name": "kind", "Values": ["a", "b"]}, {"Name": "depth", "Values": ["1", "2", "3"]}]
}


def column(name: str, count: int = 2000) -> list[float]:
    return [float(each[name]) for each in search.candidates(RANGES, "Random", 1, count)]


def test_the_seed_decides_whatever_the_order_of_the_ranges() -> None:
    turned = dict(reversed(RANGES.items()))
    drawn = search.candidates(RANGES, "Random", 1, 9)
    assert search.candidates(turned, "Random", 1, 9) == drawn
    assert search.candidates(RANGES, "Random", 2, 9) != drawn
    assert search.candidates(RANGES, "Bayesian", 1, 5) == drawn[:5]


def test_values_keep_to_their_ranges_and_reach_every_part_of_them() -> None:
    depths = column("depth")
    assert {depths.count(depth) > 400 for depth in (2, 3, 4, 5)} == {True}
    assert set(depths) == {2, 3, 4, 5}
    rates = column("rate")
    assert 0.001 <= min(rates) < 0.0012
    assert 0.09 < max(rates) <= 0.1
    momenta = column("momentum")
    assert 0.5 <= min(momenta) <= max(momenta) <= 0.999
    assert {each["kind"] for each in search.candidates(RANGES, "Random", 1, 50)} == {"a", "b"}


@pytest.mark.parametrize(("name", "half"), [("rate", 0.01), ("momentum", 1 - (0.5 * 0.001) ** 0.5)])
def test_a_logarithmic_scale_is_halved_at_its_geometric_middle(name: str, half: float) -> None:
    below = sum(value < half for value in column(name))
    assert 900 < below < 1100


def test_the_same_is_not_tried_twice_while_there_is_something_else() -> None:
    small = {"IntegerParameterRanges": [{"Name": "depth", "MinValue": "1", "MaxValue": "4"}]}
    assert len({each["depth"] for each in search.candidates(small, "Random", 3, 4)}) == 4
    assert len(search.candidates(small, "Random", 3, 6)) == 6


def test_a_grid_is_every_combination_once() -> None:
    found = search.candidates(GRID, "Grid", 1, None)
    assert found[:2] == [{"depth": "1", "kind": "a"}, {"depth": "1", "kind": "b"}]
    assert len(found) == search.combinations(GRID) == 6
