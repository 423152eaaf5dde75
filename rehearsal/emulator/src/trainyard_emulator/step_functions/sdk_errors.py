"""How an SDK integration names the errors of services that MiniStack plays itself.

Step Functions names an error by the class that AWS's SDK for Java 2 has for it, and those end in Exception: a parameter
that is not there is Ssm.ParameterNotFoundException, where the service's code is ParameterNotFound.
"""

from __future__ import annotations

import functools
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.validation.models import service_model


def install(_context: Context) -> None:
    """Stand before the place where a service's code becomes an error's name."""
    seams.require(stepfunctions, "_AWS_SDK_ERROR_CODE_OVERRIDES", "_AWS_SDK_SERVICE_MAP")
    seams.replace(stepfunctions, "_prefix_sdk_error", _by_class)


def _by_class(original: Any) -> Any:
    def prefixed(service: str, code: str) -> str:
        overridden = code in stepfunctions._AWS_SDK_ERROR_CODE_OVERRIDES.get(service, {})
        name: str = original(service, code if overridden else class_of(service, code))
        return name

    return prefixed


def class_of(service: str, code: str) -> str:
    """Return the class of a service's error, as that of `ParameterNotFound`; what the service does not list stays."""
    if code.endswith("Exception") or code not in _listed(service):
        return code
    return code.removesuffix("Fault") + "Exception"


@functools.cache
def _listed(service: str) -> frozenset[str]:
    model = service_model(stepfunctions._AWS_SDK_SERVICE_MAP.get(service, {}).get("service_key", service))
    return frozenset(
        shape.metadata.get("error", {}).get("code", shape.name) for shape in (model.error_shapes if model else [])
    )
