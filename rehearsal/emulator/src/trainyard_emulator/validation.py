"""Requests are checked against AWS's own models, as AWS does before anything else."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from botocore import loaders, model, validate

from trainyard_emulator import wire


@functools.cache
def _service(name: str) -> Any:
    return model.ServiceModel(loaders.Loader().load_service_model(name, "service-2"), name)


def problem(service: str, operation: str, request: Mapping[str, Any]) -> wire.Response | None:
    """Return the error that AWS would answer to a malformed request of a JSON service; None if it is well formed."""
    try:
        shape = _service(service).operation_model(operation).input_shape
    except model.OperationNotFoundError:
        return wire.json_error("UnknownOperationException", f"{service} has no operation {operation!r}")
    report = validate.ParamValidator().validate(dict(request), shape).generate_report()
    return wire.json_error("ValidationException", report) if report else None
