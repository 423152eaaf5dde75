from __future__ import annotations

import os
import select
from pathlib import Path

import toy
from seeded_mistakes import attempt
from seeded_mistakes.trial import Verdict, seed


def test_output_and_errors_are_kept_in_their_order(tmp_path: Path) -> None:
    ended = attempt.run(("sh", "-c", "echo one; echo two >&2; exit 3"), tmp_path, tmp_path / "log")

    assert (ended.code, ended.output) == (3, "one\ntwo\n")


def test_a_process_that_the_command_leaves_behind_is_ended(tmp_path: Path) -> None:
    ended = attempt.run(("sh", "-c", "tail -f /dev/null & echo $!"), tmp_path, tmp_path / "log")

    assert _is_gone(int(ended.output))


def test_a_command_that_hangs_is_ended_and_is_not_caught(tmp_path: Path) -> None:
    outcome = seed(toy.MISTAKE, [toy.shell("echo $$; exec tail -f /dev/null")], toy.workshop(tmp_path), limit=0.2)

    assert outcome.verdict is Verdict.HUNG
    assert _is_gone(int(outcome.log.read_text()))


def _is_gone(process: int) -> bool:
    """A killed process ends when the kernel comes to it, which a descriptor of it tells."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 10)[0])
    finally:
        os.close(descriptor)


def test_a_command_has_no_terminal_and_no_input(tmp_path: Path) -> None:
    ended = attempt.run(("sh", "-c", "test -t 0 || cat"), tmp_path, tmp_path / "log")

    assert (ended.code, ended.output) == (0, "")
