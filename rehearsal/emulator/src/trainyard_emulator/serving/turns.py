"""Whose turn it is: shares that come out exactly, not on the average."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from fractions import Fraction


class WeightedTurns:
    """Smooth weighted round robin (nginx's): over each full round every name has exactly its weight's share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._weights: dict[str, Fraction] = {}
        self._credit: dict[str, Fraction] = {}

    def next(self, weights: Mapping[str, Fraction]) -> str:
        """Return whose turn it is; a name without weight never has one, unless none has. New weights begin anew."""
        given = dict(weights) if any(weights.values()) else dict.fromkeys(weights, Fraction(1))
        with self._lock:
            if given != self._weights:
                self._weights, self._credit = given, dict.fromkeys(given, Fraction(0))
            for name, weight in given.items():
                self._credit[name] += weight
            chosen = max((name for name in given if given[name]), key=self._credit.__getitem__)
            self._credit[chosen] -= sum(given.values())
            return chosen


def exactly(number: float) -> Fraction:
    """Return a number as it was written: 0.1 is a tenth, not the float beside it."""
    return Fraction(str(number))
