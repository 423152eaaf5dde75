"""A rehearsal as a person starts it: on a terminal, which is read and typed into."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import time
from pathlib import Path

_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\r")
_PATIENCE = 600


class Rehearsal:
    """One rehearsal on a terminal of its own."""

    def __init__(self, clone: Path, arguments: list[str]) -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(clone)
            os.environ["TERM"] = "xterm"
            # Who starts this in the background ignores Ctrl-C, and no shell may unlearn that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execv("./trainyard", ["./trainyard", "rehearse", *arguments])
        self.text = ""

    def read(self, seconds: float) -> bool:
        """Take what it says within `seconds`; False when it has ended."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], min(rest, 0.1))[0]:
                try:
                    said = os.read(self._terminal, 65536)
                except OSError:
                    return False
                self.text += _ESCAPES.sub("\n", said.decode(errors="replace"))
        return True

    def reach(self, words: str) -> bool:
        """Read until the words were on the terminal; return whether they came before it ended."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            alive = self.read(0.1)
            if re.search(words, self.text):
                return True
            if not alive:
                return False
        return False

    def end(self, by: str) -> None:
        """Send `Ctrl-C`, `kill` or `kill -9`."""
        if by == "Ctrl-C":
            os.write(self._terminal, b"\x03")
        else:
            os.kill(self.pid, signal.SIGKILL if by == "kill -9" else signal.SIGTERM)

    def wait(self) -> int:
        """Read to the end; return the exit code."""
        while self.read(1):
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
