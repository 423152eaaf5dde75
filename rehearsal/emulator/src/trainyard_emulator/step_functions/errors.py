"""How Step Functions names the errors of SageMaker."""

from __future__ import annotations

import uuid

from ministack.services import stepfunctions

from trainyard_emulator.sagemaker.errors import ApiError

# The errors with a class of their own in the SDK; every other code comes as the service's general exception.
_MODELED = ("ResourceInUse", "ResourceNotFound", "ResourceLimitExceeded", "ConflictException")
_MODELED_AT_RUNTIME = (
    "ModelError",
    "ValidationError",
    "InternalFailure",
    "ServiceUnavailable",
    "ModelNotReadyException",
    "InternalDependencyException",
)


def optimized(error: ApiError) -> Exception:
    """Return the error of an optimized integration (`sagemaker:…`), which names exceptions as SDK version 1 did."""
    details = f"Service: AmazonSageMaker; Status Code: {error.status}; Error Code: {error.code}"
    cause = f"{error.message} ({details}; Request ID: {uuid.uuid4()}; Proxy: null)"
    return failure(_name("SageMaker", error.code, _MODELED, "AmazonSageMakerException"), cause)


def sdk(error: ApiError) -> Exception:
    """Return the error of an SDK integration (`aws-sdk:sagemaker:…`)."""
    return failure(_name("SageMaker", error.code, _MODELED, "SageMakerException"), _sdk_cause("SageMaker", error))


def runtime(error: ApiError) -> Exception:
    """Return the error of an SDK integration (`aws-sdk:sagemakerruntime:…`)."""
    name = _name("SageMakerRuntime", error.code, _MODELED_AT_RUNTIME, "SageMakerRuntimeException")
    return failure(name, _sdk_cause("SageMakerRuntime", error))


def unusable(state_arguments: object, problem: str) -> Exception:
    """Return the error of arguments that the operation does not take; AWS ends the execution with it, uncaught."""
    cause = f"The Parameters '{state_arguments}' could not be used to start the Task: [{problem}]"
    return failure("States.Runtime", cause)


def failure(name: str, cause: str) -> Exception:
    """Return what MiniStack's interpreter takes for a failed task."""
    error: Exception = stepfunctions._ExecutionError(name, cause)
    return error


def _name(service: str, code: str, modeled: tuple[str, ...], general: str) -> str:
    if code in modeled:
        return f"{service}.{code.removesuffix('Exception')}Exception"
    return f"{service}.{general}"


def _sdk_cause(service: str, error: ApiError) -> str:
    return f"{error.message} (Service: {service}, Status Code: {error.status}, Request ID: {uuid.uuid4()})"
