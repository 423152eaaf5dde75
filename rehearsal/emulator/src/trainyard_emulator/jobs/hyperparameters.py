"""Hyperparameters as a script gets them: decoded, as arguments, as variables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def decode(hyperparameters: Mapping[str, str]) -> dict[str, Any]:
    """Parse each value as JSON; what is not JSON stays a string."""
    return {name: _parsed(value) for name, value in hyperparameters.items()}


def arguments(hyperparameters: Mapping[str, Any]) -> list[str]:
    """Return `--name value` pairs in alphabetical order; a name of one letter gets one dash."""
    found: list[str] = []
    for name in sorted(hyperparameters):
        found += [f"--{name}" if len(name) > 1 else f"-{name}", _argument(hyperparameters[name])]
    return found


def as_variable(value: Any) -> str:
    """Return a value as the toolkit puts it into an environment variable."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, separators=(",", ":"))


def _parsed(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _argument(value: Any) -> str:
    if isinstance(value, dict):
        return ",".join(f"{key}={item}" for key, item in sorted(value.items()))
    return "" if value is None else str(value)
