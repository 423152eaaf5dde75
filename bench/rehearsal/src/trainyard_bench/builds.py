"""The builds' commands once more: same directories, same input artifacts, same environment, no engine around them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainyard_bench.result import Result
from trainyard_bench.standin import StandIn

ASSETS = "FileAssets"
# The commands of a build share a shell, as in the rehearsal; their times go to a file descriptor of their own.
_DRIVER = """
exec </dev/null
for __file in "$@"; do
  __start=$EPOCHREALTIME
  eval "$(<"$__file")" 3>&-
  printf '%s %s %s\\n' "$__start" "$EPOCHREALTIME" "$?" >&3
done
"""


def run(state: Path, standin: StandIn) -> Iterator[Result]:
    """Run every build of the run, in the order in which they started."""
    commands: dict[str, list[dict[str, Any]]] = {}
    for line in (state / "logs" / "commands.jsonl").read_text().splitlines():
        command = json.loads(line)
        commands.setdefault(command["build"].rpartition(":")[2], []).append(command)
    for build, ran in commands.items():
        record = state / "recorded" / f"{build}.json"
        if not record.exists():
            problem = "its environment was not recorded"
            yield from (Result(each["action"], each["command"], each["seconds"], problem=problem) for each in ran)
            continue
        yield from _again(state, build, ran, json.loads(record.read_text()), standin)


def _again(
    state: Path, build: str, ran: list[dict[str, Any]], record: dict[str, Any], standin: StandIn
) -> Iterator[Result]:
    environment = record["environment"]
    work = Path(environment["HOME"]).parent
    _prepare(work, record, standin)
    if ran[0]["action"].endswith(ASSETS):
        standin.forget_assets()
    times = run_commands(work, [each["command"] for each in ran], environment, state / "logs" / "bare" / f"{build}.log")
    shutil.rmtree(work, ignore_errors=True)
    for index, each in enumerate(ran):
        seconds, status = times[index] if index < len(times) else (0.0, -1)
        problem = "" if status == each["exit"] else f"ended with {status} bare (logs/bare/{build}.log)"
        yield Result(each["action"], each["command"], each["seconds"], 0.0 if problem else seconds, problem)


def _prepare(work: Path, record: dict[str, Any], standin: StandIn) -> None:
    """Make the directories as the engine did, with nothing installed by an earlier build of the project."""
    environment = record["environment"]
    shutil.rmtree(work, ignore_errors=True)
    shutil.rmtree(environment["npm_config_prefix"], ignore_errors=True)
    for variable in ("HOME", "TMPDIR", "CODEBUILD_SRC_DIR"):
        Path(environment[variable]).mkdir(parents=True)
    s3 = standin.client("s3", standin.tools())
    for given in record["inputs"]:
        archive = s3.get_object(Bucket=given["bucket"], Key=given["key"])["Body"].read()
        unpack(archive, Path(given["directory"]))


def unpack(archive: bytes, folder: Path) -> None:
    """Unpack a zip with its file modes."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        for entry in packed.infolist():
            path = Path(packed.extract(entry, folder))
            if mode := entry.external_attr >> 16 & 0o777:
                path.chmod(mode)


def run_commands(work: Path, commands: list[str], environment: dict[str, str], log: Path) -> list[tuple[float, int]]:
    """Run commands in one shell; returns the seconds and status of each."""
    log.parent.mkdir(parents=True, exist_ok=True)
    files = []
    for index, command in enumerate(commands):
        files.append(work / f"command-{index}")
        files[-1].write_text(command)
    times = work / "times"
    with log.open("w") as out:
        subprocess.run(
            ["/bin/bash", "--noprofile", "--norc", "-c", f"exec 3>'{times}'\n{_DRIVER}", "build", *map(str, files)],
            cwd=environment["CODEBUILD_SRC_DIR"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    rows = [line.split() for line in times.read_text().splitlines()]
    return [(float(end) - float(start), int(status)) for start, end, status in rows]
