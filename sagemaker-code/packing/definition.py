"""model.yaml to model.json: validated here, since the image has no YAML parser and a job would fail late."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import yaml

import model_definition


class DefinitionProblem(Exception):
    """Everything that is wrong with model.yaml, one problem a line."""


class _DatesAsText(yaml.SafeLoader):  # type: ignore[misc] # untyped here, see pyproject.toml
    """YAML of safe_load, but that 1970-12-31 is a text, as it is in JSON and in the data."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def rendered(model_yaml: Path, schema: Path) -> str:
    """The text of model.json. Raise DefinitionProblem."""
    try:
        raw = yaml.load(model_yaml.read_text(encoding="utf-8"), Loader=_DatesAsText)
    except yaml.YAMLError as problem:
        raise DefinitionProblem(f"{model_yaml.name}: not YAML: {problem}") from problem
    problems = _problems(raw, json.loads(schema.read_text(encoding="utf-8")))
    if problems:
        raise DefinitionProblem("\n".join(f"{model_yaml.name}: {problem}" for problem in problems))
    return json.dumps(raw, indent=2, ensure_ascii=False) + "\n"


def _problems(raw: Any, schema: Any) -> list[str]:
    found = sorted(jsonschema.Draft202012Validator(schema).iter_errors(raw), key=lambda error: error.json_path)
    if found:
        return [f"{_key(error.json_path)}: {error.message}" for error in found]
    try:
        model_definition.from_mapping(raw)
    except ValueError as problem:
        return [str(problem)]
    return []


def _key(json_path: str) -> str:
    return json_path.removeprefix("$").removeprefix(".") or "the file"
