"""A judge in a process of its own that stays: one line of JSON for each line of JSON."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Sequence
from typing import Any


class WorkerEndedError(Exception):
    """The process ended where it should have answered; why stands in the emulator's log."""


class Worker:
    """Starts its process at the first question, and again at the next one after it ended; it ends with its stdin."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[str] | None = None
        self._turn = threading.Lock()

    def ask(self, question: Any) -> Any:
        """Return the answer; blocks until it is there. Raises WorkerEndedError."""
        with self._turn:
            process = self._living()
            assert process.stdin and process.stdout
            try:
                process.stdin.write(json.dumps(question) + "\n")
                process.stdin.flush()
            except BrokenPipeError:
                raise self._ended() from None
            line = process.stdout.readline()
            if not line:
                raise self._ended()
            return json.loads(line)

    def _living(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        return self._process

    def _ended(self) -> WorkerEndedError:
        return WorkerEndedError(f"{' '.join(self._command)} ended without an answer: see the emulator's log")
