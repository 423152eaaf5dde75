"""The AWS CLI in a shell that has what `trainyard status` says to export, and nothing of its host."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def exported(status: str) -> dict[str, str]:
    """Return the variables that `trainyard status` names; a ValueError where none is kept."""
    lines = re.findall(r"^ +export (.+)$", status, re.MULTILINE)
    if not lines:
        raise ValueError(
            f"trainyard status names no settings: is a rehearsal kept (./trainyard rehearse --keep)?\n{status}"
        )
    return dict(each.split("=", 1) for line in lines for each in line.split(" "))


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return its answer, read."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """A shell of one principal."""

    settings: Mapping[str, str]
    """All the AWS settings it has."""
    home: Path
    """A folder of its own: the AWS CLI finds no profile of the user's there."""

    def aws(self, *arguments: str) -> Said:
        """Run the AWS CLI."""
        done = subprocess.run(
            ["aws", *arguments],  # the clients' environment is first on PATH
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "AWS_PAGER": "", **self.settings},
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def answer(self, *arguments: str) -> Any:
        """Return what the AWS CLI answers, read; an AssertionError with its words where it fails."""
        said = self.aws(*arguments, "--output", "json")
        assert said.code == 0, f"aws {' '.join(arguments)}: exit {said.code}\n{said.err}"
        return said.json if said.out.strip() else None

    def with_(self, **settings: str) -> Shell:
        """Return this shell with other settings."""
        return Shell({**self.settings, **settings}, self.home)

    def without(self, name: str) -> Shell:
        """Return this shell with a setting less."""
        return Shell({key: value for key, value in self.settings.items() if key != name}, self.home)
