"""On whose behalf an operation is done: the signer of the request, or the role of a service that calls in process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

_principal: ContextVar[str] = ContextVar("trainyard_acting_principal", default="")


def acting_principal() -> str:
    """Return the role that a service acts with in this thread; empty for a signed request."""
    return _principal.get()


@contextlib.contextmanager
def acting_as(role_arn: str) -> Iterator[None]:
    """Have what is done within judged as `role_arn`."""
    token = _principal.set(role_arn)
    try:
        yield
    finally:
        _principal.reset(token)
