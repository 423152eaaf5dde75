"""The list of mistakes, as its files say it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

HOME = Path(__file__).resolve().parents[2]


class ListError(Exception):
    """A file of the list that is not what its schema says."""


@dataclass(frozen=True)
class Edit:
    """One change of one file: `old` stands there exactly once."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Mistake:
    """A mistake, the command that must catch it, and the regular expressions that its output must hold."""

    id: str
    title: str
    kind: str
    feature: str
    edits: tuple[Edit, ...]
    command: str
    words: tuple[str, ...]
    threads: tuple[str, ...]
    sample: bool


def load(home: Path = HOME) -> list[Mistake]:
    """Read every file below home/list, by name. Raise ListError for the first that the schema refuses."""
    schema = Draft202012Validator(json.loads((home / "mistake.schema.json").read_text()))
    return [_read(file, schema) for file in sorted((home / "list").glob("*.yaml"))]


def _read(file: Path, schema: Any) -> Mistake:
    said = yaml.safe_load(file.read_text())
    for problem in schema.iter_errors(said):
        where = ".".join(map(str, problem.absolute_path)) or "the file"
        raise ListError(f"{file.name}: {where}: {problem.message}")
    return Mistake(
        file.stem,
        said["title"],
        said["kind"],
        said["feature"],
        tuple(Edit(edit["file"], edit["replace"], edit["with"]) for edit in said["edits"]),
        said["command"],
        tuple(said["words"]),
        tuple(cite["thread"] for cite in said["cites"]),
        said.get("sample", False),
    )
