"""`bin/emulator`: start a stand-in for AWS and keep it as long as it is wanted."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from trainyard_emulator import guard, ready
from trainyard_emulator.supervisor import Settings, Supervisor
from trainyard_emulator.toolchain import Toolchain, ToolMissingError


def parse(arguments: list[str]) -> Settings:
    """Read the command line; a mistake ends the process with a usage message."""
    parser = argparse.ArgumentParser(prog="emulator", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help="where everything is written")
    parser.add_argument(
        "--engine-command", type=_command, default=[], metavar="JSON", help="a JSON list: what plays CodePipeline"
    )
    parser.add_argument("--keep", action="store_true", help="live on after stdin ends, until SIGTERM or the idle limit")
    parser.add_argument("--idle-limit", type=float, default=7200, metavar="SECONDS", help="with --keep")
    parser.add_argument("--grace", type=float, default=5, metavar="SECONDS", help="to end in, before it is killed")
    parser.add_argument("--wait-scale", type=float, default=0.05, metavar="FACTOR", help="for waits of state machines")
    parser.add_argument(
        "--tools-account",
        default=os.environ.get("TRAINYARD_TOOLS_ACCOUNT", "111111111111"),
        metavar="ID",
        help="the account of the pipeline and the ledger",
    )
    given = parser.parse_args(arguments)
    return Settings(
        state_dir=given.state.resolve(),
        engine_command=given.engine_command,
        keep=given.keep,
        idle_limit=given.idle_limit,
        grace=given.grace,
        wait_scale=given.wait_scale,
        tools_account=given.tools_account,
    )


def _command(text: str) -> list[str]:
    try:
        command = json.loads(text)
    except json.JSONDecodeError as problem:
        raise argparse.ArgumentTypeError(f"not JSON: {problem}") from problem
    if not isinstance(command, list) or not command or not all(isinstance(part, str) for part in command):
        raise argparse.ArgumentTypeError(f'a list of strings is needed, like ["java", "-jar", "x.jar"], got {text}')
    return command


def main() -> int:
    """Run until the stand-in is no longer wanted; returns the exit code."""
    settings = parse(sys.argv[1:])
    try:
        tools = Toolchain.from_environment()
    except ToolMissingError as problem:
        print(problem, file=sys.stderr)
        return 2
    return guard.guarded(Supervisor(settings, tools).run, lambda: ready.forget(settings.state_dir), settings.grace)


if __name__ == "__main__":
    sys.exit(main())
