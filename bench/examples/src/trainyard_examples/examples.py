"""The examples, and a config directory made of some of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml


def names(directory: Path) -> list[str]:
    """Return the stages of config/examples in their order."""
    stages: list[str] = _read(directory / "pipeline.yaml")["stages"]
    return stages


def stages_for(directory: Path, name: str) -> list[str]:
    """Return the example and, where it takes its model from the stage before, that one first."""
    if _read(directory / "stages" / f"{name}.yaml")["model"]["source"] != "promote":
        return [name]
    order = names(directory)
    return [*stages_for(directory, order[order.index(name) - 1]), name]


def write(directory: Path, stages: list[str], config: Path) -> None:
    """Replace pipeline and stages of a config directory by these examples."""
    pipeline = _read(directory / "pipeline.yaml") | {"stages": stages}
    (config / "pipeline.yaml").write_text(yaml.safe_dump(pipeline, sort_keys=False))
    for old in (config / "stages").glob("*.yaml"):
        old.unlink()
    for stage in stages:
        shutil.copy(directory / "stages" / f"{stage}.yaml", config / "stages")


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text())
    return content
