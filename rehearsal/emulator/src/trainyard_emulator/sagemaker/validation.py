"""Requests and answers against botocore's own model of SageMaker, so that a typing error is found as AWS finds it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from botocore import loaders, model, validate

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record


@cache
def service_model() -> Any:
    """Return the model of SageMaker's control plane."""
    return model.ServiceModel(loaders.Loader().load_service_model("sagemaker", "service-2"), "sagemaker")


def exists(operation: str) -> bool:
    """Tell whether AWS has this operation."""
    return operation in service_model().operation_names


def malformed(operation: str, request: Record) -> str:
    """Return what is wrong with a request's members (missing, unknown, of another type); empty if nothing is."""
    shape = service_model().operation_model(operation).input_shape
    report: str = validate.ParamValidator().validate(request, shape).generate_report() if shape is not None else ""
    return report


def check(operation: str, request: Record) -> None:
    """Refuse a malformed request, and values outside their constraints."""
    shape = service_model().operation_model(operation).input_shape
    if shape is None:
        return
    if report := malformed(operation, request):
        raise invalid(f"{operation}: {report}")
    problems = list(_violations(request, shape, ""))
    if problems:
        count = f"{len(problems)} validation error{'s' if len(problems) > 1 else ''} detected"
        raise invalid(f"{count}: {'; '.join(problems)}")


def answer(operation: str, record: Record) -> Record:
    """Return the members of `record` that this operation's answer has."""
    shape = service_model().operation_model(operation).output_shape
    members = shape.members if shape is not None else {}
    return {key: value for key, value in record.items() if key in members and value is not None}


def _violations(value: Any, shape: Any, path: str) -> list[str]:
    if shape.type_name == "structure":
        return [
            problem
            for name, item in value.items()
            if item is not None
            for problem in _violations(item, shape.members[name], f"{path}.{_lower(name)}" if path else _lower(name))
        ]
    if shape.type_name == "list":
        found = [p for n, item in enumerate(value, 1) for p in _violations(item, shape.member, f"{path}.{n}.member")]
        return found + _size(value, shape, path)
    if shape.type_name == "map":
        found = [p for key, item in value.items() for p in _violations(item, shape.value, f"{path}.{key}.member")]
        return found + _size(value, shape, path)
    if shape.type_name == "string":
        return _size(value, shape, path) + _text(value, shape, path)
    if shape.type_name in ("integer", "long", "float", "double"):
        return _number(value, shape, path)
    return []


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


@cache
def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error:  # Java's dialect; a few patterns have classes that Python lacks
        return None


def _failed(value: Any, path: str, constraint: str) -> str:
    return f"Value '{value}' at '{path}' failed to satisfy constraint: {constraint}"


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
