"""How an operation refuses."""

from __future__ import annotations


class ApiError(Exception):
    """An answer other than 200: AWS's error code and message, and the HTTP status."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


def invalid(message: str) -> ApiError:
    """Return SageMaker's refusal of a request: most of its errors, missing resources included, have this code."""
    return ApiError("ValidationException", message)


def in_use(message: str) -> ApiError:
    """Return the refusal of a job whose name is taken."""
    return ApiError("ResourceInUse", message)


def denied(message: str) -> ApiError:
    """Return IAM's refusal."""
    return ApiError("AccessDeniedException", message)
