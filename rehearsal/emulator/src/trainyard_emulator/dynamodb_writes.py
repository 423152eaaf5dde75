"""A conditional write to DynamoDB is one step: between the look and the write, nobody else writes.

MiniStack runs each execution of a state machine on a thread of its own, and lets them all call DynamoDB's functions at
once.
"""

from __future__ import annotations

import functools
import threading
from typing import Any

from ministack.services import dynamodb

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_one_at_a_time = threading.RLock()  # a transaction calls the single writes


def install(_context: Context) -> None:
    """Let one write go on at a time, whoever asks."""
    for write in ("_put_item", "_update_item", "_delete_item", "_transact_write_items"):
        seams.replace(dynamodb, write, _alone)


def _alone(original: Any) -> Any:
    @functools.wraps(original)
    def write(*request: Any, **more: Any) -> Any:
        with _one_at_a_time:
            return original(*request, **more)

    return write
