"""A process above the supervisor's: whichever of the two is killed, the other one ends all that is left."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from trainyard_emulator import processes


def guarded(work: Callable[[], int], clean: Callable[[], None], grace: float) -> int:
    """Do `work` in a child; returns its exit code. If the child is killed, end what it started and `clean`."""
    guard = os.getpid()
    processes.become_subreaper()
    child = os.fork()
    if child == 0:
        processes.die_with_parent(guard)
        return work()
    return _await(child, clean, grace)


def _await(child: int, clean: Callable[[], None], grace: float) -> int:
    def pass_on(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, pass_on)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code >= 0:
        return code
    processes.end_descendants(grace)
    clean()
    print(f"the stand-in's supervisor was killed by {signal.Signals(-code).name}", file=sys.stderr)
    return 1
