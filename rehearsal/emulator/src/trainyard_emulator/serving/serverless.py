"""A serverless variant: a process for each invocation under way, none before the first."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from trainyard_emulator.serving.connection import Answer, HostGoneError
from trainyard_emulator.serving.hosts import Host, UnhealthyError

STARTUP_SECONDS = 180.0
"""AWS's limit for a serverless model to stand up. Source: the FailureReason `NOT_STOOD_UP`, which names it."""
NOT_STOOD_UP = (
    "Unable to successfully stand up your model within the allotted 180 second timeout. Please ensure that downloading "
    "your model artifacts, starting your model container and passing the ping health checks can be completed within "
    "180 seconds."
)


class ThrottledError(Exception):
    """As many invocations as MaxConcurrency allows are under way."""


class Serverless:
    """Processes that are started when they are needed and wait for the next invocation."""

    def __init__(self, launch: Callable[[], Host], max_concurrency: int) -> None:
        self._launch = launch
        self._limit = max_concurrency
        self._lock = threading.Lock()
        self._idle: list[Host] = []
        self._all: set[Host] = set()
        self._under_way = 0

    @property
    def count(self) -> int:
        """One: AWS has no instances to divide by."""
        return 1

    def try_once(self) -> None:
        """See that the model stands up, as AWS does before an endpoint is in service; UnhealthyError otherwise."""
        host = self._launch()
        host.wait_until_healthy(STARTUP_SECONDS)
        host.stop()

    def limit(self, max_concurrency: int) -> None:
        """Allow so many invocations at once."""
        self._limit = max_concurrency

    def invoke(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Have an idle process answer, else a new one: a cold start. ThrottledError above the limit."""
        with self._lock:
            if self._under_way >= self._limit:
                raise ThrottledError
            self._under_way += 1
            host = self._idle.pop() if self._idle else None
        try:
            host = host or self._started()
            answer = host.invoke(body, headers)
        except Exception:
            if host is not None:
                self._forget(host)
            raise
        finally:
            with self._lock:
                self._under_way -= 1
        with self._lock:
            self._idle.append(host)
        return answer

    def stop(self) -> None:
        """End every process."""
        with self._lock:
            hosts, self._all, self._idle = self._all, set(), []
        for host in hosts:
            host.stop()

    def _started(self) -> Host:
        host = self._launch()
        with self._lock:
            self._all.add(host)
        try:
            host.wait_until_healthy(STARTUP_SECONDS)
        except UnhealthyError as error:
            self._forget(host)
            raise HostGoneError(str(error)) from error
        return host

    def _forget(self, host: Host) -> None:
        with self._lock:
            self._all.discard(host)
        host.stop()
