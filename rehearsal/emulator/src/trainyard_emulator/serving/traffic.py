"""Which fleet of an endpoint answers: the one in service and, while traffic is shifted, the new one for its share."""

from __future__ import annotations

import threading
from fractions import Fraction

from trainyard_emulator.serving.fleet import Fleet
from trainyard_emulator.serving.turns import WeightedTurns

_BLUE, _GREEN = "blue", "green"


class Traffic:
    """An endpoint's fleets. Blue is in service, green may become it."""

    def __init__(self, blue: Fleet) -> None:
        self._lock = threading.Lock()
        self._turns = WeightedTurns()
        self._blue = blue
        self._green: Fleet | None = None
        self._share = Fraction(0)

    @property
    def blue(self) -> Fleet:
        """The fleet in service."""
        return self._blue

    def next_fleet(self) -> Fleet:
        """Return the fleet whose turn it is to answer."""
        with self._lock:
            green, share = self._green, self._share
        if green is None:
            return self._blue
        turn = self._turns.next({_BLUE: 1 - share, _GREEN: share})
        return green if turn == _GREEN else self._blue

    def shift(self, green: Fleet, share: Fraction) -> None:
        """Give a new fleet this share (0 to 1) of the answers."""
        with self._lock:
            self._green, self._share = green, share

    def accept(self) -> Fleet:
        """Put the new fleet in service; returns the old one, which answers no more."""
        with self._lock:
            old, self._blue = self._blue, self._green or self._blue
            self._green = None
        return old

    def give_back(self) -> None:
        """Give all answers back to the fleet in service."""
        with self._lock:
            self._green = None

    def has(self, fleet: Fleet) -> bool:
        """Tell whether a fleet may be asked."""
        return fleet is self._blue or fleet is self._green

    def stop(self) -> None:
        """End every fleet."""
        for fleet in (self._blue, self._green):
            if fleet is not None:
                fleet.stop()
