"""One child process: its output line by line, a time limit, and an end on request."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

GRACE_SECONDS = 5.0
"""Between SIGTERM and SIGKILL. AWS gives 120 s; a rehearsal does not wait so long for a script that ignores it."""


@dataclass(frozen=True)
class Outcome:
    """How a child ended."""

    exit_code: int
    ended: Literal["itself", "time limit", "request", "interruption"]


class Child:
    """A job's process, in a process group of its own so that what it starts ends with it."""

    _running: ClassVar[set[Child]] = set()

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = threading.Event()
        self._interrupted = False

    def run(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        seconds: float,
        on_line: Callable[[str], None],
    ) -> Outcome:
        """Run a command to its end; the time limit and `stop` end it sooner."""
        with self._lock:
            if self._stopped.is_set():
                return Outcome(-signal.SIGTERM, "request")
            self._interrupted = False
            self._process = process = _start(command, folder, environment)
        Child._running.add(self)
        reader = threading.Thread(target=copy_context().run, args=(_read, process, on_line), daemon=True)
        reader.start()
        timed_out = False
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
        self._end(process)
        reader.join(GRACE_SECONDS)
        Child._running.discard(self)
        if timed_out:
            return Outcome(process.returncode, "time limit")
        if self._stopped.is_set():
            return Outcome(process.returncode, "request")
        return Outcome(process.returncode, "interruption" if self._interrupted else "itself")

    def stop(self) -> None:
        """Ask the process to end: SIGTERM, then SIGKILL. Before its start: it does not start."""
        with self._lock:
            self._stopped.set()
            process = self._process
        if process is not None and process.poll() is None:
            threading.Thread(target=self._end, args=(process,), daemon=True).start()

    def interrupt(self) -> bool:
        """End the running process as `stop` does, so that the command may be run again; tells whether there was one."""
        with self._lock:
            process = self._process
            self._interrupted = process is not None and process.poll() is None
        if process is None or not self._interrupted:
            return False
        threading.Thread(target=self._end, args=(process,), daemon=True).start()
        return True

    @staticmethod
    def _end(process: subprocess.Popen[str]) -> None:
        if process.poll() is None:
            _signal(process, signal.SIGTERM)
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        _signal(process, signal.SIGKILL)  # what the command left behind in its group

    @classmethod
    def stop_all(cls) -> None:
        """Kill every running job: for the end of the emulator."""
        for child in list(cls._running):
            if child._process is not None:
                _signal(child._process, signal.SIGKILL)


def _start(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        list(command),
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def _read(process: subprocess.Popen[str], on_line: Callable[[str], None]) -> None:
    if process.stdout is None:
        return
    with process.stdout as lines:
        for line in lines:
            on_line(line.rstrip("\n"))


def _signal(process: subprocess.Popen[str], number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return
