"""The copies of the project that mistakes are made in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from trainyard_examples.clone import Clone

from seeded_mistakes import attempt
from seeded_mistakes.mistake import Mistake

_PACKAGE = (
    *("./mvnw", "-q", "-B", "package", "-DskipTests", "-Dmaven.test.skip", "-Dspotless.check.skip", "-Denforcer.skip"),
    *("-Djacoco.skip", "-am", "-pl", "cli,pipeline,lambdas,sagemaker-code,rehearsal/engine,rehearsal/emulator"),
)


class PackagingError(Exception):
    """The project as it is cannot be packaged, so no mistake would tell anything."""


@dataclass(frozen=True)
class Workshop:
    """`base` is the project as it is, `copy` the one that a mistake is made in, each time at the same path."""

    home: Path

    @property
    def base(self) -> Path:
        """The project as it is, packaged where it was not told otherwise."""
        return self.home / "base"

    @property
    def copy(self) -> Path:
        """Where a mistake is made: what Maven packages carries absolute paths, so it never moves."""
        return self.home / "copy"

    def log(self, name: str) -> Path:
        """Return the file for a command's output."""
        (self.home / "logs").mkdir(parents=True, exist_ok=True)
        return self.home / "logs" / f"{name}.log"

    def prepare(self, root: Path, package: tuple[str, ...] = _PACKAGE) -> None:
        """Copy the tracked files with their edits, and package them once. Raise PackagingError."""
        Clone.of(root, self.copy)
        ended = attempt.run(package, self.copy, self.log("base"))
        if ended.code != 0:
            raise PackagingError(f"packaging ended with {ended.code}: see {self.log('base')}\n{ended.output[-2000:]}")
        shutil.rmtree(self.base, ignore_errors=True)
        self.copy.rename(self.base)

    def fresh(self) -> Path:
        """Return a copy without any mistake."""
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.base, self.copy, symlinks=True)
        return self.copy

    def remove(self) -> None:
        """Take the copies away, leave the logs."""
        for directory in (self.base, self.copy):
            shutil.rmtree(directory, ignore_errors=True)


def logs_of(mistake: Mistake, rung: str) -> str:
    """Return a name for the log of a mistake's command."""
    return f"{mistake.id}.{rung.replace(' ', '-').replace('/', '-')}"
