"""AWS/States: what executions came to, and how long they took. AWS/Lambda: the same of functions called by them."""

from __future__ import annotations

import time
from typing import Any

from ministack.services import cloudwatch, lambda_svc, stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_NAMES = {
    "RUNNING": "ExecutionsStarted",
    "SUCCEEDED": "ExecutionsSucceeded",
    "FAILED": "ExecutionsFailed",
    "TIMED_OUT": "ExecutionsTimedOut",
    "ABORTED": "ExecutionsAborted",
}


def install(_context: Context) -> None:
    """Publish at every change of an execution's status; MiniStack 1.5.33 measures only functions called by the API."""
    seams.require(cloudwatch, "record_metric")
    seams.require(lambda_svc, "_emit_lambda_metrics", "_get_func_record_for_ref")
    seams.require(stepfunctions, "_iso_to_epoch_ms")
    seams.replace(stepfunctions, "_emit_execution_status_event", _publishing)
    seams.replace(stepfunctions, "_call_lambda", _measuring)


def _publishing(original: Any) -> Any:
    def emit(execution: dict[str, Any]) -> Any:
        _publish(execution)
        return original(execution)

    return emit


def _publish(execution: dict[str, Any]) -> None:
    dimensions = {"StateMachineArn": execution["stateMachineArn"]}
    cloudwatch.record_metric("AWS/States", _NAMES[execution["status"]], 1, "Count", dimensions)
    if execution["status"] != "RUNNING":
        started, stopped = (stepfunctions._iso_to_epoch_ms(execution[name]) for name in ("startDate", "stopDate"))
        cloudwatch.record_metric("AWS/States", "ExecutionTime", stopped - started, "Milliseconds", dimensions)


def _measuring(original: Any) -> Any:
    def call(reference: Any, *rest: Any, **more: Any) -> Any:
        _, config, name = lambda_svc._get_func_record_for_ref(reference)
        start = time.monotonic()
        failed = True
        try:
            answer = original(reference, *rest, **more)
            failed = False
            return answer
        finally:
            if config:  # else there is no such function
                lambda_svc._emit_lambda_metrics(name, (time.monotonic() - start) * 1000, failed, False)

    return call
