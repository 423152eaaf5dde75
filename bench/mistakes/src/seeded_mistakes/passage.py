"""Whether all of a mistake's words stand together in an output."""

from __future__ import annotations

import re
from collections.abc import Sequence

LINES = 40
"""A passage: words further apart than this speak of different things."""

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def holds(output: str, words: Sequence[str]) -> bool:
    """Tell whether some LINES consecutive lines hold a match of each word; a word matches within a line."""
    found = _found(output, words)
    if not all(found):
        return False
    return any(_near(found, first) for first in sorted(line for lines in found for line in lines))


def missing(output: str, words: Sequence[str]) -> list[str]:
    """Return the words that match nowhere: none of them where they are only too far apart."""
    return [word for word, lines in zip(words, _found(output, words), strict=True) if not lines]


def _found(output: str, words: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the lines in which each word matches."""
    lines = _COLOURS.sub("", output).splitlines()
    return [[number for number, line in enumerate(lines) if re.search(word, line)] for word in words]


def _near(found: list[list[int]], first: int) -> bool:
    return all(any(first <= line < first + LINES for line in lines) for lines in found)
