"""Which split a row belongs to, from its row key alone: other rows, their order and their file do not matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

SPLITS = ("train", "validation", "test")
FOLDS = 5
_SEPARATOR = "\x1f"


def split_of(key: Iterable[str]) -> str:
    """Name of the split: about 80, 10 and 10 of 100 rows."""
    percent = _digest(key, 0) % 100
    if percent < 80:
        return "train"
    return "validation" if percent < 90 else "test"


def fold_of(key: Iterable[str]) -> int:
    """Fold from 0 to FOLDS - 1, from other bits than the split's. Rows of one key share a fold, so none leaks."""
    return _digest(key, 8) % FOLDS


def row_id(key: Iterable[str]) -> str:
    """The row's id: hex SHA-256 of its key, the same in every run and engine."""
    return hashlib.sha256(_SEPARATOR.join(key).encode()).hexdigest()


def _digest(key: Iterable[str], offset: int) -> int:
    hashed = hashlib.sha256(_SEPARATOR.join(key).encode()).digest()
    return int.from_bytes(hashed[offset : offset + 8], "big")
