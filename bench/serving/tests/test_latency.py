"""The figures of the measurement."""

from __future__ import annotations

import pytest
from serving_bench import latency


def test_the_ratio_is_to_the_bare_pipelines_median() -> None:
    shown = latency.table({"bare": [1.0, 2.0, 3.0], "server": [2.0, 3.0, 40.0]})
    assert shown.splitlines()[2].split() == ["server", "3.00", "40.00", "1.50"]


def test_ways_that_answer_differently_are_not_compared() -> None:
    with pytest.raises(ValueError, match="answer differently"):
        latency.measure({"bare": lambda _: b"1", "other": lambda _: b"2"}, b"", 1)


def test_each_way_is_asked_as_often() -> None:
    asked: list[bytes] = []

    def ask(body: bytes) -> bytes:
        asked.append(body)
        return b"1"

    taken = latency.measure({"bare": ask, "other": ask}, b"body", 5)
    assert [len(values) for values in taken.values()] == [5, 5]
    assert asked == [b"body"] * 2 * (1 + latency.WARM_UP + 5)
