"""Which execution the current thread works for, and whether that still waits."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams

_arn: ContextVar[str] = ContextVar("trainyard_execution", default="")
_deadline: ContextVar[float | None] = ContextVar("trainyard_task_deadline", default=None)


def install() -> None:
    """Note each execution's ARN, and each task's time limit, for what runs under them."""
    seams.require(stepfunctions, "_executions")
    seams.replace(stepfunctions, "_run_execution", _noting_arn)
    seams.replace(stepfunctions, "_invoke_resource_with_timeout", _noting_deadline)


def current_arn() -> str:
    """Return the running execution's ARN; empty outside of one."""
    return _arn.get()


def is_out_of_time() -> bool:
    """Tell whether the task's TimeoutSeconds are over."""
    deadline = _deadline.get()
    return deadline is not None and time.monotonic() >= deadline


def runs_on() -> bool:
    """Tell whether the execution still runs."""
    execution = stepfunctions._executions.get(current_arn())
    return execution is None or execution["status"] == "RUNNING"


def _noting_arn(original: Any) -> Any:
    def run(execution_arn: str, *rest: Any, **more: Any) -> Any:
        _arn.set(execution_arn)  # the thread is this execution's own
        return original(execution_arn, *rest, **more)

    return run


def _noting_deadline(original: Any) -> Any:
    def invoke(resource: str, data: Any, timeout: float) -> Any:
        token = _deadline.set(time.monotonic() + float(timeout))
        try:
            return original(resource, data, timeout)
        finally:
            _deadline.reset(token)

    return invoke
