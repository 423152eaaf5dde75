"""Requests and answers against botocore's own model of SageMaker, so that a typing error is found as AWS finds it."""

from __future__ import annotations

from typing import Any

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.validation import constraints, models


def service_model() -> Any:
    """Return the model of SageMaker's control plane."""
    return models.service_model("sagemaker")


def exists(operation: str) -> bool:
    """Tell whether AWS has this operation."""
    return operation in service_model().operation_names


def malformed(operation: str, request: Record) -> str:
    """Return what is wrong with a request's members (missing, unknown, of another type); empty if nothing is."""
    return constraints.malformed(service_model().operation_model(operation).input_shape, request)


def check(operation: str, request: Record) -> None:
    """Refuse a malformed request, and values outside their constraints."""
    shape = service_model().operation_model(operation).input_shape
    if report := constraints.problem(shape, request):
        raise invalid(f"{operation}: {report}")


def answer(operation: str, record: Record) -> Record:
    """Return the members of `record` that this operation's answer has."""
    shape = service_model().operation_model(operation).output_shape
    members = shape.members if shape is not None else {}
    return {key: value for key, value in record.items() if key in members and value is not None}
