"""A state machine's TimeoutSeconds: its execution ends TIMED_OUT. Real seconds, unlike waits."""

from __future__ import annotations

import contextvars
import json
import threading
from typing import Any

from ministack.core import responses
from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_LAST = ("ExecutionTimedOut", "ExecutionAborted")


def install(_context: Context) -> None:
    """Mend MiniStack 1.5.33: it knows no limit of executions, and what comes after an execution's end changes it."""
    seams.require(stepfunctions, "_executions", "_state_machines", "_emit_execution_status_event")
    seams.require(responses, "now_iso")
    seams.replace(stepfunctions, "_run_execution", _limited)
    seams.replace(stepfunctions, "_fail_execution", _while_running)
    seams.replace(stepfunctions, "_add_event", _until_the_end)


def _limited(original: Any) -> Any:
    def run(execution_arn: str, *rest: Any, **more: Any) -> Any:
        seconds = _limit(execution_arn)
        if seconds is None:
            return original(execution_arn, *rest, **more)
        timer = threading.Timer(seconds, contextvars.copy_context().run, (_time_out, execution_arn))
        timer.daemon = True
        timer.start()
        try:
            return original(execution_arn, *rest, **more)
        finally:
            timer.cancel()

    return run


def _limit(execution_arn: str) -> float | None:
    execution = stepfunctions._executions.get(execution_arn) or {}
    machine = stepfunctions._state_machines.get(execution.get("stateMachineArn")) or {}
    try:
        seconds = json.loads(machine.get("definition", "{}")).get("TimeoutSeconds")
    except json.JSONDecodeError:
        return None
    return None if seconds is None else float(seconds)


def _time_out(execution_arn: str) -> None:
    execution = stepfunctions._executions.get(execution_arn)
    if not execution or execution["status"] != "RUNNING":
        return
    # The interpreter looks at the status before each state, a waiting task at every poll: both stop by themselves.
    execution["status"] = "TIMED_OUT"
    execution["stopDate"] = responses.now_iso()
    stepfunctions._add_event(execution, "ExecutionTimedOut", {"executionTimedOutEventDetails": {}})
    stepfunctions._emit_execution_status_event(execution)


def _while_running(original: Any) -> Any:
    def fail(execution: dict[str, Any], error: str, cause: str) -> Any:
        return original(execution, error, cause) if execution["status"] == "RUNNING" else None

    return fail


def _until_the_end(original: Any) -> Any:
    def add(execution: dict[str, Any], event_type: str, details: Any = None) -> Any:
        last = execution["events"][-1] if execution["events"] else {}
        return last if last.get("type") in _LAST else original(execution, event_type, details)

    return add
