"""Which split and fold a row belongs to, from its row key alone: other rows, their order and their file do not matter.

A row's id is the hex SHA-256 of its key's cells, in UTF-8, joined by SEPARATOR. The first 8 bytes decide the split, the
next 8 the fold.
"""

from __future__ import annotations

SPLITS = ("train", "validation", "test")
SPLIT_ENDS = (80, 90)
"""Of 100 rows, where the train split ends and where validation does."""
FOLDS = 5
ROW = "_row"
"""The column of ids."""
SEPARATOR = "\x1f"


def fold_of(row: str) -> int:
    """Fold from 0 to FOLDS - 1 of a row by its id, from other bits than the split's."""
    return int(row[16:32], 16) % FOLDS
