"""The command line of `bin/emulator`."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

from trainyard_emulator.faults import catalogue


@dataclass(frozen=True)
class Settings:
    """What was asked for."""

    state_dir: Path
    engine_command: list[str]
    keep: bool
    idle_limit: float
    grace: float
    wait_scale: float
    tools_account: str
    relaxed: bool
    faults: list[str]


def parse(arguments: list[str]) -> Settings:
    """Read the command line; a mistake ends the process with a usage message."""
    parser = argparse.ArgumentParser(
        prog="emulator", description="Start a stand-in for AWS and keep it as long as it is wanted."
    )
    parser.add_argument(
        "--state", dest="state_dir", type=_folder, required=True, metavar="DIR", help="where everything is written"
    )
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
    parser.add_argument(
        "--fault",
        dest="faults",
        type=_faults,
        default=[],
        metavar="NAME[,NAME]",
        help=f"AWS on a bad day: {', '.join(catalogue.names())}",
    )
    parser.add_argument("--relaxed", action="store_true", help="ask no policy: everybody may do everything")
    return Settings(**vars(parser.parse_args(arguments)))


def _folder(text: str) -> Path:
    return Path(text).resolve()


def _faults(text: str) -> list[str]:
    try:
        return catalogue.parse(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def _command(text: str) -> list[str]:
    try:
        command = json.loads(text)
    except json.JSONDecodeError as problem:
        raise argparse.ArgumentTypeError(f"not JSON: {problem}") from problem
    if not isinstance(command, list) or not command or not all(isinstance(part, str) for part in command):
        raise argparse.ArgumentTypeError(f'a list of strings is needed, like ["java", "-jar", "x.jar"], got {text}')
    return command
