"""Nothing is left of a stand-in, however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from stand_in import StandIn, ready_line, start

STUBBORN_ENGINE = Path(__file__).parent / "fake_engine.py"
ENGINE = Path(__file__).parent / "echo_engine.py"
# What the project promises; the supervisor itself waits five seconds before it kills.
LIMIT_SECONDS = 20


class Marked:
    """Finds the processes of one stand-in anywhere on the machine by a word that all carry."""

    def __init__(self, state_dir: Path) -> None:
        self.word = uuid.uuid4().hex
        self._words = (self.word.encode(), str(state_dir).encode())

    def processes(self) -> list[int]:
        return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if self._is_marked(entry)]

    def _is_marked(self, entry: Path) -> bool:
        try:
            text = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            return False
        return entry.name != str(os.getpid()) and any(word in text for word in self._words)

    def child(self, program: str) -> int:
        """Return the process whose program or module (not another argument) is `program`."""
        return next(pid for pid in self.processes() if any(program in part for part in _arguments(pid)[1:3]))

    def gone(self) -> bool:
        deadline = time.monotonic() + LIMIT_SECONDS
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.processes()


def _arguments(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def started(
    state_dir: Path, marked: Marked, *options: str, engine: Path = ENGINE, processes: int = 4
) -> subprocess.Popen[str]:
    command = json.dumps([sys.executable, str(engine), marked.word])
    process = start(state_dir, "--engine-command", command, *options)
    assert ready_line(process)["supervisorPid"] == process.pid
    assert len(marked.processes()) >= processes, "guard, supervisor, emulator, engine and its children"
    return process


def close_stdin(process: subprocess.Popen[str], _marked: Marked) -> None:
    assert process.stdin
    process.stdin.close()


def terminate(process: subprocess.Popen[str], _marked: Marked) -> None:
    process.terminate()


def interrupt(process: subprocess.Popen[str], _marked: Marked) -> None:
    process.send_signal(signal.SIGINT)


def kill_engine(_process: subprocess.Popen[str], marked: Marked) -> None:
    os.kill(marked.child("_engine.py"), signal.SIGKILL)


def kill_emulator(_process: subprocess.Popen[str], marked: Marked) -> None:
    os.kill(marked.child("trainyard_emulator.host"), signal.SIGKILL)


def kill_guard(process: subprocess.Popen[str], _marked: Marked) -> None:
    process.kill()


def kill_supervisor(process: subprocess.Popen[str], _marked: Marked) -> None:
    os.kill(below(process.pid), signal.SIGKILL)


def below(guard: int) -> int:
    """Return the supervisor that a guard watches."""
    return int(Path(f"/proc/{guard}/task/{guard}/children").read_text())


EXIT_CODES = {kill_engine: 1, kill_emulator: 1, kill_supervisor: 1, kill_guard: -signal.SIGKILL}


def test_ends_in_time_by_itself(state_dir: Path) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked, engine=STUBBORN_ENGINE, processes=6)

    close_stdin(process, marked)

    assert marked.gone(), marked.processes()


@pytest.mark.parametrize("end", [close_stdin, terminate, interrupt, *EXIT_CODES])
def test_leaves_no_process(state_dir: Path, end: Callable[[subprocess.Popen[str], Marked], None]) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked, "--grace", "0.3", engine=STUBBORN_ENGINE, processes=6)

    end(process, marked)

    assert marked.gone(), marked.processes()
    assert process.wait() == EXIT_CODES.get(end, 0)
    assert not (state_dir / "ready.json").exists()


def test_names_the_child_that_died(state_dir: Path) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked)

    kill_engine(process, marked)

    assert process.wait(timeout=LIMIT_SECONDS) == 1
    assert process.stderr and "the engine ended with code -9" in process.stderr.read()


def test_a_kept_one_outlives_its_parent_until_sigterm(state_dir: Path) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked, "--keep")
    close_stdin(process, marked)
    ready = json.loads((state_dir / "ready.json").read_text())

    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1.5)
    os.kill(ready["supervisorPid"], signal.SIGTERM)

    assert marked.gone(), marked.processes()


def test_starts_where_one_was_killed_with_its_guard(state_dir: Path) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked, "--keep")
    supervisor = below(process.pid)

    os.kill(process.pid, signal.SIGSTOP)  # so that it sees nothing of the other's end
    os.kill(supervisor, signal.SIGKILL)
    process.kill()

    assert marked.gone(), marked.processes()
    assert (state_dir / "ready.json").exists()
    again = started(state_dir, marked, "--keep")
    assert json.loads((state_dir / "ready.json").read_text())["supervisorPid"] == again.pid
    again.terminate()
    assert marked.gone(), marked.processes()


def test_a_kept_one_ends_when_nobody_asks_it_anything(state_dir: Path) -> None:
    marked = Marked(state_dir)

    # On a busy machine half a second is over before the processes are counted: here they need not be.
    process = started(state_dir, marked, "--keep", "--idle-limit", "0.5", processes=0)

    assert process.wait(timeout=LIMIT_SECONDS) == 0
    assert marked.gone(), marked.processes()
    assert "no request" in (state_dir / "logs" / "supervisor.log").read_text()


def test_refuses_a_state_directory_that_is_in_use(state_dir: Path) -> None:
    marked = Marked(state_dir)
    process = started(state_dir, marked)

    second = start(state_dir)

    assert f"kill {process.pid}" in second.communicate(timeout=LIMIT_SECONDS)[1]
    assert second.returncode == 1
    close_stdin(process, marked)
    assert marked.gone()


def test_says_why_the_engine_did_not_start(state_dir: Path) -> None:
    command = json.dumps([sys.executable, "-c", "raise SystemExit('no such port')"])

    process = start(state_dir, "--engine-command", command)

    assert process.wait(timeout=LIMIT_SECONDS) == 1
    assert process.stderr and "no such port" in process.stderr.read()


def test_admin_routes_are_closed_without_the_token(stand_in: StandIn) -> None:
    assert stand_in.post("/_ministack/reset", {}, "guessed")[0] == 403


def test_listens_at_one_address_of_this_machine_only(stand_in: StandIn) -> None:
    emulator = Marked(stand_in.state_dir).child("trainyard_emulator.host")

    assert listening(emulator) == [stand_in.endpoint.removeprefix("https://")]


def listening(pid: int) -> list[str]:
    """Return the addresses on which a process accepts TCP connections, as the kernel tells them."""
    links = (str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink())
    sockets = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    addresses = (row[1] for row in rows if row[3] == "0A" and row[9] in sockets)
    return [_readable(address) for address in addresses]


def _readable(address: str) -> str:
    host, port = address.split(":")
    return f"{'.'.join(str(byte) for byte in reversed(bytes.fromhex(host)))}:{int(port, 16)}"
