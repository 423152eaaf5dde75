"""What may be set of each estimator: model.yaml's, and over them the job's (config's, or a tuning job's).

contracts/model.schema.json states the same for model.yaml; a test holds the two together. What is not named keeps the
library's default. The seed is the definition's, never a hyperparameter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from model_definition import Estimator


@dataclass(frozen=True)
class Rule:
    """What one hyperparameter may be. `above` and `below` exclude their value, minimum and maximum do not."""

    kind: str
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[str, ...] = ()
    nullable: bool = False

    def __str__(self) -> str:
        """What is allowed, in words."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.kind == "boolean":
            return "true or false"
        limits = (("at least", self.minimum), ("above", self.above), ("at most", self.maximum), ("below", self.below))
        words = " and ".join(f"{word} {limit:g}" for word, limit in limits if limit is not None)
        return f"{'an integer' if self.kind == 'integer' else 'a number'} {words}{' or null' if self.nullable else ''}"

    def allows(self, value: Any) -> bool:
        if value is None:
            return self.nullable
        if self.choices:
            return value in self.choices
        if self.kind == "boolean" or isinstance(value, bool):
            return self.kind == "boolean" and isinstance(value, bool)
        return isinstance(value, int if self.kind == "integer" else int | float) and self._within(value)

    def _within(self, value: float) -> bool:
        return (
            math.isfinite(value)
            and (self.minimum is None or value >= self.minimum)
            and (self.maximum is None or value <= self.maximum)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )


def _count(minimum: int, **more: Any) -> Rule:
    return Rule("integer", minimum=minimum, **more)


_SHARE = Rule("number", above=0, maximum=1)
_PART = Rule("number", above=0, below=1)
_NOT_NEGATIVE = Rule("number", minimum=0)

RULES: dict[str, dict[str, Rule]] = {
    "hist_gradient_boosting": {
        "loss": Rule("string", choices=("squared_error", "absolute_error")),
        "learning_rate": Rule("number", above=0),
        "max_iter": _count(1),
        "max_leaf_nodes": _count(2, nullable=True),
        "max_depth": _count(1, nullable=True),
        "min_samples_leaf": _count(1),
        "l2_regularization": _NOT_NEGATIVE,
        "max_features": _SHARE,
        "max_bins": _count(2, maximum=255),
        "early_stopping": Rule("boolean"),
        "validation_fraction": _PART,
        "n_iter_no_change": _count(1),
        "tol": _NOT_NEGATIVE,
    },
    "random_forest": {
        "n_estimators": _count(1),
        "max_depth": _count(1, nullable=True),
        "min_samples_leaf": _count(1),
        "min_samples_split": _count(2),
        "max_features": _SHARE,
    },
    "ridge": {"alpha": _NOT_NEGATIVE},
    "xgboost": {
        "n_estimators": _count(1),
        "learning_rate": _SHARE,
        "max_depth": _count(1),
        "min_child_weight": _NOT_NEGATIVE,
        "subsample": _SHARE,
        "colsample_bytree": _SHARE,
        "gamma": _NOT_NEGATIVE,
        "reg_alpha": _NOT_NEGATIVE,
        "reg_lambda": _NOT_NEGATIVE,
        "max_bin": _count(2),
        "early_stopping_rounds": _count(1),
        "validation_fraction": _PART,
    },
}


SAGEMAKERS_OWN = "_tuning_objective_metric"
"""A tuning job puts it among the hyperparameters of its training jobs (sagemaker-python-sdk's tuner removes it).
AWS's toolkit keeps it from a script, a container of one's own may not."""


def own(given: dict[str, Any]) -> dict[str, Any]:
    """The hyperparameters without what SageMaker has added."""
    return {name: value for name, value in given.items() if name != SAGEMAKERS_OWN}


def merged(estimator: Estimator, given: dict[str, Any]) -> dict[str, Any]:
    """The definition's hyperparameters, and over them the given ones. Raise ValueError: what, got, allowed."""
    rules = RULES[estimator.type]
    found = {name: _exact(rules, name, value) for name, value in {**estimator.hyperparameters, **given}.items()}
    for name, value in found.items():
        if name not in rules:
            raise ValueError(
                f"hyperparameter {name} is unknown to {estimator.type}, allowed: {', '.join(sorted(rules))}"
            )
        if not rules[name].allows(value):
            raise ValueError(f"hyperparameter {name} of {estimator.type} must be {rules[name]}, got {value!r}")
    return found


def _exact(rules: dict[str, Rule], name: str, value: Any) -> Any:
    """A whole number as an integer where one is wanted: YAML's 1e2 and a tuning range's 100.0 are floats."""
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole and name in rules and rules[name].kind == "integer" else value
