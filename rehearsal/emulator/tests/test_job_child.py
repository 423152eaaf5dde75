"""A job's process ends by itself, at its time limit, or when asked, with all that it started."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from trainyard_emulator.jobs.run import Child, Outcome


def run(script: str, folder: Path, child: Child, seconds: float = 20) -> tuple[Outcome, list[str]]:
    lines: list[str] = []
    environment = {"PATH": os.environ["PATH"]}
    return child.run(["sh", "-c", script], folder, environment, seconds=seconds, on_line=lines.append), lines


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


def is_gone(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"


def test_output_of_both_streams_comes_line_by_line(tmp_path: Path) -> None:
    outcome, lines = run("echo one; echo two >&2; printf three; exit 3", tmp_path, Child())
    assert (outcome, lines) == (Outcome(3, "itself"), ["one", "two", "three"])


def test_nothing_of_the_hosts_environment_is_seen(tmp_path: Path) -> None:
    _, lines = run("env", tmp_path, Child())
    assert {line.split("=")[0] for line in lines} <= {"PATH", "PWD", "OLDPWD", "SHLVL", "_"}


def test_the_time_limit_ends_it(tmp_path: Path) -> None:
    outcome, _ = run("exec sleep 60", tmp_path, Child(), seconds=0.2)
    assert outcome.ended == "time limit"


def test_what_a_script_leaves_behind_ends_with_it(tmp_path: Path) -> None:
    _, lines = run("sleep 60 >/dev/null 2>&1 & echo $!", tmp_path, Child())
    assert until(lambda: is_gone(int(lines[0])))


def test_stop_ends_a_running_process(tmp_path: Path) -> None:
    child, results = Child(), list[Outcome]()
    thread = threading.Thread(target=lambda: results.append(run("echo up > up; exec sleep 60", tmp_path, child)[0]))
    thread.start()
    assert until((tmp_path / "up").exists)
    child.stop()
    thread.join(10)
    assert [outcome.ended for outcome in results] == ["request"]


def test_an_interrupted_process_is_asked_once_and_may_run_again(tmp_path: Path) -> None:
    child, results = Child(), list[tuple[Outcome, list[str]]]()
    script = "trap 'echo asked; : > go' TERM; echo up > up; while [ ! -e go ]; do sleep 0.01; done; exit 0"
    thread = threading.Thread(target=lambda: results.append(run(script, tmp_path, child)))
    thread.start()
    assert until((tmp_path / "up").exists)
    assert child.interrupt()
    thread.join(10)
    [(outcome, lines)] = results
    assert outcome == Outcome(0, "interruption")
    assert lines.count("asked") == 1
    assert not child.interrupt(), "nothing runs"
    assert run("exit 4", tmp_path, child)[0] == Outcome(4, "itself")


def test_stop_before_the_start_prevents_it(tmp_path: Path) -> None:
    child = Child()
    child.stop()
    outcome, _ = run("touch started", tmp_path, child)
    assert outcome.ended == "request"
    assert not (tmp_path / "started").exists()
