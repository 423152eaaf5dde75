"""What the model is: model.yaml as records, read from its rendering model.json (the image has no YAML parser)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE_NAME = "model.json"


@dataclass(frozen=True)
class Feature:
    """One column that the model sees. `type` is number, date or category; no `categories` means any text."""

    name: str
    type: str
    unit: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estimator:
    """Which learner, its seed, and the arguments that differ from its defaults."""

    type: str
    seed: int
    hyperparameters: dict[str, Any]


@dataclass(frozen=True)
class ModelDefinition:
    """The whole of model.yaml. Features are in request order; the row key alone decides a row's split."""

    name: str
    target: Feature
    row_key: tuple[str, ...]
    features: tuple[Feature, ...]
    estimator: Estimator

    @property
    def feature_names(self) -> list[str]:
        return [feature.name for feature in self.features]

    @property
    def columns(self) -> list[str]:
        """Every column the data must have, each once: row key, features, target."""
        return list(dict.fromkeys([*self.row_key, *self.feature_names, self.target.name]))

    def named(self, *types: str) -> list[str]:
        """Names of the features of these types."""
        return [feature.name for feature in self.features if feature.type in types]


def load(directory: Path) -> ModelDefinition:
    """Read model.json from a directory. It was validated against contracts/model.schema.json when it was packed."""
    return from_mapping(json.loads((directory / FILE_NAME).read_text(encoding="utf-8")))


def from_mapping(raw: dict[str, Any]) -> ModelDefinition:
    """Raise ValueError for what the schema cannot state: a feature named twice, a target that is a feature or a key."""
    target, estimator = raw["target"], raw["estimator"]
    definition = ModelDefinition(
        name=raw["name"],
        target=Feature(target["name"], "number", target.get("unit")),
        row_key=tuple(raw["rowKey"]),
        features=tuple(_feature(feature) for feature in raw["features"]),
        estimator=Estimator(estimator["type"], estimator["seed"], dict(estimator.get("hyperparameters", {}))),
    )
    _refuse_overlaps(definition)
    return definition


def _feature(raw: dict[str, Any]) -> Feature:
    return Feature(raw["name"], raw["type"], raw.get("unit"), tuple(raw.get("categories", ())))


def _refuse_overlaps(definition: ModelDefinition) -> None:
    names = definition.feature_names
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"features: {name} is there {names.count(name)} times, each feature must be named once")
    if definition.target.name in names:
        raise ValueError(f"target.name must not be a feature, got {definition.target.name}")
    if definition.target.name in definition.row_key:
        raise ValueError(f"rowKey must not hold the target {definition.target.name}: a request for it has no key then")
