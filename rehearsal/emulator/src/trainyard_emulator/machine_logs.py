"""A state machine's logging configuration: its events go to its log group in CloudWatch Logs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

from ministack.services import cloudwatch_logs, stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context

_LEVELS = {"ALL": "", "ERROR": "Failed Aborted TimedOut", "FATAL": "ExecutionFailed ExecutionAborted ExecutionTimedOut"}
_DATA = frozenset({"input", "output", "parameters"})


def install(_context: Context) -> None:
    """Write the events of each execution when it has ended."""
    seams.require(stepfunctions, "_executions", "_state_machines")
    seams.require(cloudwatch_logs, "_log_groups", "_create_log_stream", "_put_log_events")
    seams.replace(stepfunctions, "_run_execution", _logging)


def _logging(original: Any) -> Any:
    def run(execution_arn: str, *rest: Any, **more: Any) -> Any:
        try:
            return original(execution_arn, *rest, **more)
        finally:
            _write(execution_arn)

    return run


def _write(execution_arn: str) -> None:
    execution = stepfunctions._executions.get(execution_arn) or {}
    machine = stepfunctions._state_machines.get(execution.get("stateMachineArn")) or {}
    settings = _as_in_the_api(machine.get("loggingConfiguration") or {})
    lines = list(_lines(execution, settings))
    for destination in settings.get("destinations") or []:
        arn = (destination.get("cloudWatchLogsLogGroup") or {}).get("logGroupArn", "")
        group = arn.removesuffix(":*").rsplit(":", 1)[-1]
        if lines and group in cloudwatch_logs._log_groups:
            _put(group, f"states/{machine.get('name')}/{execution.get('name')}", lines)


def _as_in_the_api(value: Any) -> Any:
    """MiniStack's CloudFormation keeps a template's capitals, where the API has none."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _as_in_the_api(inner) for name, inner in value.items()}
    return [_as_in_the_api(inner) for inner in value] if isinstance(value, list) else value


def _put(group: str, stream: str, lines: list[str]) -> None:
    now = int(time.time() * 1000)
    cloudwatch_logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
    events = [{"timestamp": now, "message": line} for line in lines]
    cloudwatch_logs._put_log_events({"logGroupName": group, "logStreamName": stream, "logEvents": events})


def _lines(execution: dict[str, Any], settings: dict[str, Any]) -> Iterator[str]:
    wanted = _LEVELS.get(settings.get("level", "OFF"))
    if wanted is None:
        return
    for event in list(execution.get("events") or []):
        if event["type"].endswith(tuple(wanted.split()) or ""):
            details = {name: value for name, value in event.items() if isinstance(value, dict)}
            if not settings.get("includeExecutionData"):
                details = {name: _without_data(value) for name, value in details.items()}
            line = {"id": event["id"], "type": event["type"], "details": details}
            yield json.dumps({**line, "execution_arn": execution["executionArn"]}, default=str)


def _without_data(details: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in _DATA}
