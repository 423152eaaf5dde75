"""What a model says of each value: type, presence, length, range, enum, pattern; a violation in AWS's words."""

from __future__ import annotations

import functools
import re
from typing import Any

from botocore import validate


def malformed(shape: Any, request: Any) -> str:
    """Return what is wrong with a request's members (missing, unknown, of another type); empty if nothing is."""
    report: str = validate.ParamValidator().validate(request, shape).generate_report() if shape is not None else ""
    return report


def violations(shape: Any, value: Any, path: str = "") -> list[str]:
    """Return each value of a well-formed request that breaks a constraint.

    Not judged, for Python cannot read them: patterns in Java's own dialect (character classes such as `\\p{L}`).
    """
    if shape.type_name == "structure":
        return [
            problem
            for name, item in value.items()
            if item is not None and name in shape.members
            for problem in violations(shape.members[name], item, f"{path}.{_lower(name)}" if path else _lower(name))
        ]
    if shape.type_name == "list":
        found = [p for n, item in enumerate(value, 1) for p in violations(shape.member, item, f"{path}.{n}.member")]
        return found + _size(value, shape, path)
    if shape.type_name == "map":
        found = [p for key, item in value.items() for p in violations(shape.value, item, f"{path}.{key}.member")]
        return found + _size(value, shape, path)
    if shape.type_name == "string":
        return _size(value, shape, path) + _text(value, shape, path)
    if shape.type_name in ("integer", "long", "float", "double"):
        return _number(value, shape, path)
    return []


def problem(shape: Any, request: Any) -> str:
    """Return all that a model has against a request, in AWS's words; empty if nothing. `shape` None takes anything."""
    if shape is None:
        return ""
    if report := malformed(shape, request):
        return report
    broken = violations(shape, request)
    return counted(broken) if broken else ""


def counted(problems: list[str]) -> str:
    """Return the violations as one message, as AWS counts them."""
    count = f"{len(problems)} validation error{'s' if len(problems) > 1 else ''} detected"
    return f"{count}: {'; '.join(problems)}"


def _number(value: float, shape: Any, path: str) -> list[str]:
    most = shape.metadata.get("max")
    if most is not None and value > most:
        return [_failed(value, path, f"Member must have value less than or equal to {most}")]
    return []


def _size(value: Any, shape: Any, path: str) -> list[str]:
    most = shape.metadata.get("max")
    if most is not None and len(value) > most:
        return [_failed(value, path, f"Member must have length less than or equal to {most}")]
    return []


def _text(value: str, shape: Any, path: str) -> list[str]:
    allowed = shape.metadata.get("enum")
    if allowed and value not in allowed:
        return [_failed(value, path, f"Member must satisfy enum value set: [{', '.join(allowed)}]")]
    pattern = _compiled(shape.metadata.get("pattern"))
    if pattern and not pattern.fullmatch(value):
        return [_failed(value, path, f"Member must satisfy regular expression pattern: {pattern.pattern}")]
    return []


@functools.cache
def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None


def _failed(value: Any, path: str, constraint: str) -> str:
    return f"Value '{value}' at '{path}' failed to satisfy constraint: {constraint}"


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
