"""Server processes: started, found healthy, asked, stopped."""

from __future__ import annotations

import os
import selectors
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import copy_context
from pathlib import Path
from typing import ClassVar

from trainyard_emulator.serving import connection
from trainyard_emulator.serving.connection import Answer

HEALTH_SECONDS = 120.0
"""How long a server may take to load its model. AWS's own default is longer; a model that hangs is told sooner here."""
DRAIN_SECONDS = 2.0
"""How long a server that is taken out of service may still answer."""
# Our package is on the path only while the server is imported: the model's code never sees it.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from trainyard_emulator.serving import server; "
    "del sys.path[0]; server.main(int(sys.argv[2]))"
)
_SOURCES = Path(__file__).parents[2]


class UnhealthyError(Exception):
    """A server ended or did not answer its ping in time."""


class Host:
    """One instance of a variant."""

    _running: ClassVar[set[Host]] = set()

    def __init__(
        self, python: Path, folder: Path, environment: Mapping[str, str], on_line: Callable[[str], None]
    ) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            [str(python), "-c", _START, str(_SOURCES), str(writing)],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[writing],
            start_new_session=True,
        )
        os.close(writing)
        self._report = reading
        self._busy = 0
        self._idle = threading.Condition()
        self._port = 0
        self._log = threading.Thread(target=copy_context().run, args=(self._read, on_line), daemon=True)
        self._log.start()
        Host._running.add(self)

    @property
    def process_id(self) -> int:
        """The server's process id."""
        return self._process.pid

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1; 0 before it does."""
        return self._port

    def wait_until_healthy(self, seconds: float) -> None:
        """Wait for the port, then for a ping answered with 200; UnhealthyError otherwise."""
        deadline = time.monotonic() + seconds
        try:
            self._port = self._reported_port(deadline)
            self._wait_for_ping(deadline)
        except UnhealthyError:
            self.stop()
            raise

    def invoke(self, body: bytes, headers: Mapping[str, str], seconds: float = connection.INVOCATION_SECONDS) -> Answer:
        """Send one invocation."""
        with self._idle:
            self._busy += 1
        try:
            return connection.ask(self._port, body, headers, seconds)
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def stop(self) -> None:
        """End the process once it has answered what it is at; returns when it is gone and its last line is logged."""
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0, DRAIN_SECONDS)
        Host._running.discard(self)
        if self._process.poll() is None:
            self._process.kill()  # it holds nothing that a slower end would save
        self._process.wait()
        self._log.join(1.0)
        if self._process.stdin:
            self._process.stdin.close()

    @classmethod
    def stop_all(cls) -> None:
        """End every server: for the end of the emulator."""
        for host in list(cls._running):
            host.stop()

    def _reported_port(self, deadline: float) -> int:
        with selectors.DefaultSelector() as selector, os.fdopen(self._report, "rb") as report:
            selector.register(report, selectors.EVENT_READ)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise UnhealthyError("the model was not loaded in time")
            line = report.readline()
        if not line:
            raise UnhealthyError("the server ended before it listened")
        return int(line)

    def _wait_for_ping(self, deadline: float) -> None:
        while time.monotonic() < deadline and self._process.poll() is None:
            if connection.answers_ping(self._port):
                return
            time.sleep(0.05)
        raise UnhealthyError("no ping was answered with 200")

    def _read(self, on_line: Callable[[str], None]) -> None:
        if self._process.stdout is None:
            return
        with self._process.stdout as lines:
            for line in lines:
                on_line(line.decode(errors="replace").rstrip("\n"))
