"""Logs and metrics that a role may not write: AWS goes on without them, and tells nobody.

Here the lines are written all the same, so that they can be read, and what AWS would have lost is told. Sources:
https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html and
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ministack.core import iam_actions, responses
from ministack.services import cloudwatch_logs, lambda_svc

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import undelivered
from trainyard_emulator.identity.judge import judge


def install(_context: Context) -> None:
    """Stand before a function's log, and behind each refused line of whoever writes his own, as a build does."""
    seams.require(cloudwatch_logs, "_log_groups")
    seams.require(iam_actions, "identity_denial_message")
    seams.replace(lambda_svc, "_emit_lambda_logs", _of_functions)
    seams.replace(iam_actions, "access_denied_response", _of_callers)


def tell(source: str, role: str, group: str, metrics: str = "") -> None:
    """Tell what `source` (an ARN) loses: its role may not write to the log group, or put metrics into the namespace."""
    for action, resource, context in _needs(group, metrics):
        verdict = judge(role, action, resource, context)
        if not verdict.allowed:
            undelivered.note(source, verdict.refusal)


def _needs(group: str, metrics: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    stream = f"arn:aws:logs:{responses.get_region()}:{responses.get_account_id()}:log-group:{group}:log-stream:s"
    if group not in cloudwatch_logs._log_groups:
        yield "logs:CreateLogGroup", stream.removesuffix("s"), {}
    yield "logs:CreateLogStream", stream, {}
    yield "logs:PutLogEvents", stream, {}
    if metrics:
        yield "cloudwatch:PutMetricData", "*", {"cloudwatch:namespace": metrics}


def _of_functions(original: Any) -> Any:
    def emit(function: dict[str, Any], *rest: Any, **more: Any) -> Any:
        config = function.get("config") or function
        if role := config.get("Role"):
            own = f"/aws/lambda/{config.get('FunctionName')}"
            tell(str(config.get("FunctionArn")), role, (config.get("LoggingConfig") or {}).get("LogGroup") or own)
        return original(function, *rest, **more)

    return emit


def _of_callers(original: Any) -> Any:
    def respond(service: str, action: str, principal: str, *rest: Any, **named: Any) -> Any:
        if action == "logs:PutLogEvents":
            resource, denied = str(named.get("resource_arn") or "*"), bool(named.get("explicit_deny"))
            undelivered.note(principal, iam_actions.identity_denial_message(action, principal, resource, denied))
        return original(service, action, principal, *rest, **named)

    return respond
