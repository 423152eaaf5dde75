"""Linux processes below us: finding all of them, and ending them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections import defaultdict
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def become_subreaper() -> None:
    """Have orphaned descendants handed to this process, so that none leaves the tree by changing its session."""
    if _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def die_with_parent(parent: int) -> None:
    """Have the kernel send this process a SIGTERM when its parent dies, kill -9 included; exit if it did already."""
    if _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        os._exit(1)


def descendants(root: int) -> list[int]:
    """Return the ids of all processes below `root`, zombies left out."""
    children: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # "pid (name) state ppid ...": the name may hold spaces and brackets.
            state, parent = stat.read_text(errors="replace").rpartition(")")[2].split()[:2]
            if state not in "ZX":
                children[int(parent)].append(int(stat.parent.name))
    found: list[int] = []
    pending = [root]
    while pending:
        below = children[pending.pop()]
        found += below
        pending += below
    return found


def reap() -> dict[int, int]:
    """Collect every child that has ended; returns exit code (negative: signal) by process id."""
    ended: dict[int, int] = {}
    with contextlib.suppress(ChildProcessError):
        while (result := os.waitpid(-1, os.WNOHANG))[0]:
            ended[result[0]] = os.waitstatus_to_exitcode(result[1])
    return ended


def end_descendants(grace: float) -> None:
    """Ask every descendant to end, give them `grace` seconds, then kill what is left until nothing is."""
    deadline = time.monotonic() + grace
    asked: set[int] = set()
    while remaining := _remaining():
        patience_over = time.monotonic() >= deadline
        for pid in remaining:
            if patience_over or pid not in asked:
                asked.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL if patience_over else signal.SIGTERM)
        time.sleep(0.05)


def _remaining() -> list[int]:
    reap()
    return descendants(os.getpid())
