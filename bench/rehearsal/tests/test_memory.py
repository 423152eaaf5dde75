from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from trainyard_bench import memory

_LARGE = 64 * 1024 * 1024


def test_counts_what_children_of_children_hold() -> None:
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    hold = f"held = bytearray({_LARGE}); held[::4096] = b'1' * len(held[::4096]); print('held', flush=True); input()"
    child = subprocess.Popen([sys.executable, "-c", script, hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout and child.stdin
    with memory.Sampler(os.getpid()) as sampler:
        assert child.stdout.readline() == b"held\n"
        limit = time.monotonic() + 10
        while sampler.peak.total < _LARGE and time.monotonic() < limit:
            os.sched_yield()
    child.communicate(b"\n")

    assert sampler.peak.total >= _LARGE
    assert len(sampler.peak.processes) == 2
    assert sampler.peak.processes[0][0] >= _LARGE


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (
            ["/opt/jdk/bin/java", "-Xmx1g", "-cp", "/a/b.jar:/c/d.jar", "dev.trainyard.cli.Trainyard"],
            "java dev.trainyard.cli.Trainyard",
        ),
        (["/usr/bin/node", "/tmp/jsii/program.js"], "node program.js"),
        (["python", "-m", "trainyard_emulator.host", "6"], "python trainyard_emulator.host"),
        ([], "(ended)"),
    ],
)
def test_names_a_process_by_what_it_runs(command: list[str], expected: str) -> None:
    assert memory.what(command) == expected
