"""Shares come out exactly."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from trainyard_emulator.serving.turns import WeightedTurns, exactly


@pytest.mark.parametrize(("heavy", "light", "rounds"), [(0.9, 0.1, 10), (1, 1, 2), (2, 1, 3), (0.75, 0.25, 4)])
def test_every_round_has_each_share(heavy: float, light: float, rounds: int) -> None:
    turns = WeightedTurns()
    weights = {"heavy": exactly(heavy), "light": exactly(light)}
    taken = Counter(turns.next(weights) for _ in range(rounds * 30))
    share = exactly(heavy) / (exactly(heavy) + exactly(light))
    assert taken["heavy"] == share * rounds * 30


def test_turns_are_spread_over_a_round() -> None:
    turns = WeightedTurns()
    taken = "".join(turns.next({"a": Fraction(3), "b": Fraction(1)}) for _ in range(8))
    assert taken == "aabaaaba"


def test_without_weight_there_is_no_turn() -> None:
    turns = WeightedTurns()
    assert {turns.next({"a": Fraction(0), "b": Fraction(1)}) for _ in range(10)} == {"b"}


def test_where_none_has_weight_all_take_turns() -> None:
    turns = WeightedTurns()
    assert [turns.next({"a": Fraction(0), "b": Fraction(0)}) for _ in range(4)] == ["a", "b", "a", "b"]


def test_new_weights_begin_anew() -> None:
    turns = WeightedTurns()
    for _ in range(3):
        turns.next({"a": Fraction(9), "b": Fraction(1)})
    assert Counter(turns.next({"a": Fraction(1), "b": Fraction(1)}) for _ in range(10)) == {"a": 5, "b": 5}
