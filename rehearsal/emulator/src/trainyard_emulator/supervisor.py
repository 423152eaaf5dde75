"""Keeps the emulator and the engine as long as they are wanted, and leaves no process behind."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import time
from functools import partial

from trainyard_emulator import launch, processes, ready
from trainyard_emulator.children import Child
from trainyard_emulator.host import ACTIVITY_FILE
from trainyard_emulator.settings import Settings
from trainyard_emulator.toolchain import Toolchain

_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Supervisor:
    """One stand-in's life, from the first process to the last."""

    def __init__(self, settings: Settings, tools: Toolchain) -> None:
        self._settings = settings
        self._tools = tools
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, Child] = {}
        self._waiting_for: set[str] = set()
        self._exit_code: int | None = None

    def run(self) -> int:
        """Live until it is time to end; returns the exit code."""
        state = self._settings.state_dir
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (pid := ready.living_supervisor(state)) is not None:
            print(f"a stand-in lives in {state} already, supervisor {pid}: end it with kill {pid}", file=sys.stderr)
            return 1
        processes.become_subreaper()
        self._watch_signals()
        try:
            self._start()
            while self._exit_code is None:
                self._turn()
        finally:
            self._end_all()
        return self._exit_code

    def _watch_signals(self) -> None:
        self._wakeup, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(writer)
        for number in (*_ENDING_SIGNALS, signal.SIGCHLD):
            signal.signal(number, lambda _number, _frame: None)
        self._selector.register(self._wakeup, selectors.EVENT_READ, self._signalled)
        if self._settings.keep:
            # A kept stand-in belongs to no terminal: its Ctrl-C and its hang-up are for others.
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            with contextlib.suppress(PermissionError):
                os.setsid()
        else:
            self._selector.register(0, selectors.EVENT_READ, self._stdin_readable)

    def _start(self) -> None:
        self._context, children = launch.launch(self._settings, self._tools)
        for child in children:
            self._children[child.process.pid] = child
            self._waiting_for.add(child.name)
            self._selector.register(child.announcement, selectors.EVENT_READ, partial(self._heard, child))

    def _turn(self) -> None:
        for key, _ in self._selector.select(timeout=1):
            key.data()
        if self._settings.keep and not self._waiting_for and self._idle_seconds() > self._settings.idle_limit:
            self._finish(0, f"no request for {self._settings.idle_limit:.0f} s")

    def _idle_seconds(self) -> float:
        return time.time() - (self._settings.state_dir / ACTIVITY_FILE).stat().st_mtime

    def _signalled(self) -> None:
        numbers = set(os.read(self._wakeup, 4096))
        for pid, code in processes.reap().items():
            if pid in self._children:
                self._child_ended(self._children[pid], code)
        for number in numbers & set(_ENDING_SIGNALS):
            self._finish(0, signal.Signals(number).name)

    def _stdin_readable(self) -> None:
        if not os.read(0, 65536):
            self._finish(0, "stdin ended")

    def _heard(self, child: Child) -> None:
        """Take a child's announcement; what it writes later goes to its log."""
        text = os.read(child.announcement, 65536)
        if not text:
            self._selector.unregister(child.announcement)
        elif child.name not in self._waiting_for:
            with (self._settings.state_dir / "logs" / f"{child.name}.log").open("ab") as log:
                log.write(text)
        else:
            self._waiting_for.discard(child.name)
            if child.name == "engine":
                ready.announce_engine(self._settings.state_dir, text)
            if not self._waiting_for:
                ready.announce(self._context)

    def _child_ended(self, child: Child, code: int) -> None:
        log = self._settings.state_dir / "logs" / f"{child.name}.log"
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
        self._finish(1, f"the {child.name} ended with code {code}; {log} ends with\n{tail}")

    def _finish(self, code: int, reason: str) -> None:
        if self._exit_code is not None:
            return
        self._exit_code = code
        with (self._settings.state_dir / "logs" / "supervisor.log").open("a") as log:
            log.write(f"{time.strftime('%H:%M:%S')} ending: {reason}\n")
        if code:
            with contextlib.suppress(OSError):
                print(reason, file=sys.stderr, flush=True)

    def _end_all(self) -> None:
        for child in self._children.values():
            if child.process.stdin and not child.process.stdin.closed:
                child.process.stdin.close()
        processes.end_descendants(self._settings.grace)
        ready.forget(self._settings.state_dir)
