"""What the model is: model.yaml as records, read from its rendering model.json (the image has no YAML parser)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE_NAME = "model.json"
_TAKEN = ("_row", "_file", "_number")


@dataclass(frozen=True)
class Feature:
    """One column: its type (number, date or category) and what it accepts.

    Without `categories` any text is one. `minimum` and `maximum` (numbers, or dates as text) are accepted themselves;
    `maximum_missing_share` (0 to 1) is of a data set's rows and binds no request.
    """

    name: str
    type: str
    unit: str | None = None
    categories: tuple[str, ...] = ()
    minimum: float | str | None = None
    maximum: float | str | None = None
    maximum_missing_share: float = 1.0


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
        target=_feature({**target, "type": "number"}),
        row_key=tuple(raw["rowKey"]),
        features=tuple(_feature(feature) for feature in raw["features"]),
        estimator=Estimator(estimator["type"], estimator["seed"], dict(estimator.get("hyperparameters", {}))),
    )
    _refuse_overlaps(definition)
    for feature in (definition.target, *definition.features):
        _refuse_empty_range(feature)
    return definition


def _feature(raw: dict[str, Any]) -> Feature:
    return Feature(
        name=raw["name"],
        type=raw["type"],
        unit=raw.get("unit"),
        categories=tuple(raw.get("categories", ())),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        maximum_missing_share=raw.get("maximumMissingShare", 1.0),
    )


def _refuse_empty_range(feature: Feature) -> None:
    for key, bound in (("minimum", feature.minimum), ("maximum", feature.maximum)):
        if isinstance(bound, str):
            _refuse_no_date(f"{feature.name}: {key}", bound)
    lowest: Any = feature.minimum
    if lowest is not None and feature.maximum is not None and lowest > feature.maximum:
        raise ValueError(f"{feature.name}: minimum must not be above maximum {feature.maximum}, got {lowest}")


def _refuse_no_date(key: str, text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{key} must be a date like 1970-12-31, got {text!r}") from None


def _refuse_overlaps(definition: ModelDefinition) -> None:
    names = definition.feature_names
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"features: {name} is there {names.count(name)} times, each feature must be named once")
    for name in definition.columns:
        if name.startswith("__") or name in _TAKEN:
            raise ValueError(f"a column must not be named {name}: preprocessing adds {', '.join(_TAKEN)} and __…")
    if definition.target.name in names:
        raise ValueError(f"target.name must not be a feature, got {definition.target.name}")
    if definition.target.name in definition.row_key:
        raise ValueError(f"rowKey must not hold the target {definition.target.name}: a request for it has no key then")
