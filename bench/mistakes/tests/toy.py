"""A toy project, and a toy mistake: one word of its only file is another."""

from __future__ import annotations

import subprocess
from pathlib import Path

from seeded_mistakes.mistake import Edit, Mistake
from seeded_mistakes.rungs import Rung
from seeded_mistakes.workshop import Workshop

MISTAKE = Mistake(
    id="toy",
    title="A toy",
    kind="code",
    feature="train",
    edits=(Edit("a.txt", "good", "bad"),),
    command="./mvnw verify",
    words=(r"role \S+", "may not read", r"a\.txt"),
    threads=("owner/repository#1",),
    sample=False,
)

CATCHES = "if grep -q bad a.txt; then echo role toy; echo may not read a.txt; exit 1; fi"


def workshop(directory: Path, package: tuple[str, ...] = ("true",)) -> Workshop:
    """A workshop beside a repository that tracks a.txt."""
    project = directory / "project"
    project.mkdir()
    (project / "a.txt").write_text("good\n")
    _git(project, "init", "-q")
    _git(project, "add", "a.txt")
    made = Workshop(directory / "home")
    made.prepare(project, package)
    return made


def shell(script: str, name: str = "toy") -> Rung:
    """A rung that is a shell script."""
    return Rung(name, ("sh", "-c", script))


def _git(project: Path, *arguments: str) -> None:
    subprocess.run(("git", *arguments), cwd=project, check=True, capture_output=True)
