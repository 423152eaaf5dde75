"""A value as its template has it, in one line: what is the same in every account and stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def written(value: Any) -> str:
    """Return a template's string with its intrinsic functions as Fn::Sub would write them."""
    if not isinstance(value, dict):
        return str(value)
    (function, argument), *_ = value.items()
    return _RENDERED.get(function, _any)(argument)


def _joined(argument: Any) -> str:
    separator, parts = argument
    return str(separator).join(written(part) for part in parts)


def _attribute(argument: Any) -> str:
    return f"${{{argument if isinstance(argument, str) else '.'.join(map(str, argument))}}}"


def _substituted(argument: Any) -> str:
    return str(argument if isinstance(argument, str) else argument[0])


def _any(argument: Any) -> str:
    return f"${{{written(argument)}}}"


_RENDERED: dict[str, Callable[[Any], str]] = {
    "Fn::Join": _joined,
    "Fn::GetAtt": _attribute,
    "Fn::Sub": _substituted,
    "Fn::Select": lambda argument: f"${{{argument[0]} of {written(argument[1])}}}",
    "Fn::Split": lambda argument: f"{written(argument[1])} split by {argument[0]}",
}
