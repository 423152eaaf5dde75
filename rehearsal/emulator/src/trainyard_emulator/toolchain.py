"""Where the interpreters and libraries are that the stand-in's children run on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class ToolMissingError(Exception):
    """A variable that bin/emulator sets is not set."""


@dataclass(frozen=True)
class Toolchain:
    """What bin/emulator found or made."""

    environments: dict[str, str]
    java_home: Path
    node_home: Path
    node_path: str
    ric_classpath: str
    linter: Path

    @staticmethod
    def from_environment(environment: Mapping[str, str] = os.environ) -> Toolchain:
        """Read the variables that bin/emulator exports."""

        def need(name: str) -> str:
            if not environment.get(name):
                raise ToolMissingError(f"{name} is not set: start the stand-in with rehearsal/emulator/bin/emulator")
            return environment[name]

        return Toolchain(
            environments=_table(need("TRAINYARD_JOB_ENVIRONMENTS")),
            java_home=Path(need("JAVA_HOME")),
            node_home=Path(need("TRAINYARD_NODE_HOME")),
            node_path=need("TRAINYARD_NODE_PATH"),
            ric_classpath=need("TRAINYARD_RIC_CLASSPATH"),
            linter=Path(need("TRAINYARD_LINTER")),
        )


def _table(lines: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines.split())
