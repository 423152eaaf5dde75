"""Events and notifications of this run that were dropped, for their target or its key did not let them in.

AWS drops them too, and tells nobody but a metric: the sender goes on, and what should have followed does not.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

_log = logging.getLogger("trainyard.identity")
_reasons: dict[tuple[str, str], int] = {}
_lock = threading.Lock()


def note(source: str, why: str) -> None:
    """Count what `source` (a rule's or an alarm's ARN) could not deliver; `why` as AWS words a refusal."""
    _log.warning("not delivered by %s: %s", source, why)
    with _lock:
        _reasons[source, why] = _reasons.get((source, why), 0) + 1


def as_json() -> list[dict[str, Any]]:
    """Return all until now, as contract `permissions` has them."""
    with _lock:
        return [{"source": source, "why": why, "count": count} for (source, why), count in _reasons.items()]
