"""Every call of an API operation that AWS publishes, counted where it is read, whoever made it."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

_counted: Counter[tuple[str, str]] = Counter()
_lock = threading.Lock()


def note(service: str, operation: str) -> None:
    """Count one call; `service` is MiniStack's name of it."""
    with _lock:
        _counted[service, operation] += 1


def as_json() -> list[dict[str, Any]]:
    """Return all until now, as contract `reach` has them."""
    with _lock:
        found = sorted(_counted.items())
    return [{"service": service, "operation": operation, "count": count} for (service, operation), count in found]
