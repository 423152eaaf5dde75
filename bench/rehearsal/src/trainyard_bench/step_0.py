"""Step 0's commands once more, against a fresh stand-in."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from trainyard_bench import memory
from trainyard_bench.result import Result
from trainyard_bench.standin import StandIn

ENGINE = "dev.trainyard.engine.Engine"
_SAID = 90


def run(clone: Path, state: Path, standin: StandIn, environment: dict[str, str]) -> Iterator[Result]:
    """Run each command as it was recorded, with the fresh stand-in in place of the kept one."""
    recorded = [json.loads(line) for line in (state / "logs" / "step-0.jsonl").read_text().splitlines()]
    with _fresh(clone, state, environment) as fresh:
        kept = standin.facts()
        for each in sorted(recorded, key=lambda record: float(record["start"])):
            yield _again(_moved(each, kept, fresh))


def _again(each: dict[str, Any]) -> Result:
    start = time.monotonic()
    done = subprocess.run(
        each["command"],
        cwd=each["directory"],
        env=each["environment"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    seconds = time.monotonic() - start
    if done.returncode:
        last = done.stdout.decode(errors="replace").strip().rpartition("\n")[2]
        return Result("step 0", each["what"], each["seconds"], problem=f"ended with {done.returncode}: {last[:_SAID]}")
    return Result("step 0", each["what"], each["seconds"], seconds)


def _moved(each: dict[str, Any], kept: dict[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(each)
    for fact in ("endpoint", "caBundle"):
        text = text.replace(json.dumps(kept[fact])[1:-1], json.dumps(fresh[fact])[1:-1])
    return dict(json.loads(text))


@contextmanager
def _fresh(clone: Path, state: Path, environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Start a stand-in with the kept one's engine; without a source, the pipeline's own run ends at once."""
    with tempfile.TemporaryDirectory(prefix="trainyard-bench-") as folder:
        command = [str(clone / "rehearsal" / "emulator" / "bin" / "emulator"), "--state", folder]
        process = subprocess.Popen(
            [*command, "--engine-command", json.dumps(_engine(state))],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin and process.stdout
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait()


def _engine(state: Path) -> list[str]:
    for process in memory.below(os.getpid()):
        command = memory.words(process)
        if ENGINE in command and any(str(state) in word for word in command):
            return command
    raise SystemExit("the kept rehearsal's engine is gone")
