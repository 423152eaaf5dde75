"""Events, notifications, logs and traces that were dropped, for who sends them may not, or their target lets none in.

AWS drops them too, and tells nobody but a metric: the sender goes on, and what should have followed does not.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

_log = logging.getLogger("trainyard.identity")
_reasons: dict[tuple[str, str], tuple[int, float]] = {}
_lock = threading.Lock()


def note(source: str, why: str) -> None:
    """Count what `source` (the ARN of a rule, an alarm, a job) could not deliver; `why` as AWS words a refusal."""
    _log.warning("not delivered by %s: %s", source, why)
    with _lock:
        _reasons[source, why] = (_reasons.get((source, why), (0, 0.0))[0] + 1, time.time())


def as_json() -> list[dict[str, Any]]:
    """Return all until now, as contract `permissions` has them."""
    with _lock:
        return [
            {"source": source, "why": why, "count": count, "last": last}
            for (source, why), (count, last) in _reasons.items()
        ]
