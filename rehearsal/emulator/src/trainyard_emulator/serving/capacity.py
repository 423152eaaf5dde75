"""What a variant answers with: a number of instances, asked in turn."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Mapping
from typing import Protocol

from trainyard_emulator.serving.connection import Answer
from trainyard_emulator.serving.hosts import Host, UnhealthyError


class Capacity(Protocol):
    """Server processes of one variant."""

    @property
    def count(self) -> int:
        """How many instances a metric is divided by."""

    def invoke(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Have one process answer; HostGoneError or InvocationTimeoutError where it does not."""

    def stop(self) -> None:
        """End every process."""


class Instances:
    """A number of servers that is the same whether asked or not."""

    def __init__(self, launch: Callable[[], Host], health_seconds: float) -> None:
        self._launch = launch
        self._health_seconds = health_seconds
        self._hosts: list[Host] = []
        self._turn = itertools.count()
        self._resizing = threading.Lock()

    @property
    def count(self) -> int:
        """How many instances there are."""
        return len(self._hosts)

    def resize(self, count: int) -> None:
        """Bring up or take down servers; UnhealthyError, and as many as before, where a new one is not healthy."""
        with self._resizing:
            started: list[Host] = []
            try:
                for _ in range(count - len(self._hosts)):
                    started.append(self._launch())
                for host in started:
                    host.wait_until_healthy(self._health_seconds)
            except (UnhealthyError, OSError):
                for host in started:
                    host.stop()
                raise
            kept, gone = self._hosts[:count] + started, self._hosts[count:]
            self._hosts = kept
            for host in gone:
                host.stop()

    def invoke(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Have the instance answer whose turn it is."""
        hosts = self._hosts
        return hosts[next(self._turn) % len(hosts)].invoke(body, headers)

    def stop(self) -> None:
        """End every process."""
        for host in self._hosts:
            host.stop()
