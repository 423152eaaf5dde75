"""A state machine acts as its role: each Lambda, each AWS SDK call and each optimized integration is judged."""

from __future__ import annotations

import functools
from contextvars import ContextVar
from typing import Any

from ministack import app
from ministack.core import iam_actions, iam_evaluator, responses
from ministack.services import stepfunctions

from trainyard_emulator import acts, seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity import request_keys
from trainyard_emulator.identity.judge import judge, role_name
from trainyard_emulator.reach import operations

_role: ContextVar[str] = ContextVar("trainyard_machine_role", default="")


def install(_context: Context) -> None:
    """Stand around executions and everything that they call."""
    seams.require(stepfunctions, "_executions", "_state_machines", "_ExecutionError")
    seams.require(iam_evaluator, "_request_caller_arn")
    seams.replace(stepfunctions, "_run_execution", _as_its_role)
    seams.replace(stepfunctions, "_call_lambda", _judging_lambda)
    seams.replace(app, "call_service_handler_sync", _judging_sdk_calls)
    for prefix, action in _INTEGRATIONS.items():
        for resource in [name for name in stepfunctions._SERVICE_DISPATCH if name.startswith(prefix)]:
            wrap = functools.partial(_judging_integration, action=action)
            seams.replace_entry(stepfunctions._SERVICE_DISPATCH, resource, "stepfunctions._SERVICE_DISPATCH", wrap)


# Optimized integrations that call another module of MiniStack's directly, and the action each needs.
_INTEGRATIONS = {
    "arn:aws:states:::sqs:sendMessage": "sqs:SendMessage",
    "arn:aws:states:::sns:publish": "sns:Publish",
    "arn:aws:states:::events:putEvents": "events:PutEvents",
    "arn:aws:states:::dynamodb:putItem": "dynamodb:PutItem",
    "arn:aws:states:::dynamodb:getItem": "dynamodb:GetItem",
    "arn:aws:states:::dynamodb:deleteItem": "dynamodb:DeleteItem",
    "arn:aws:states:::dynamodb:updateItem": "dynamodb:UpdateItem",
    "arn:aws:states:::ecs:runTask": "ecs:RunTask",
}


def machine_role() -> str:
    """Return the role of the state machine whose execution is running here; empty outside of one."""
    return _role.get()


def demand(action: str, resource: str, error: str = "States.TaskFailed") -> None:
    """Fail the running state unless the machine's role may do this; nothing outside of an execution."""
    if machine_role() and not (verdict := judge(machine_role(), action, resource)).allowed:
        raise stepfunctions._ExecutionError(error, verdict.refusal)


def _as_its_role(original: Any) -> Any:
    def run(execution_arn: str, *rest: Any, **more: Any) -> Any:
        execution = stepfunctions._executions.get(execution_arn) or {}
        machine_arn = execution.get("stateMachineArn", "")
        role = (stepfunctions._state_machines.get(machine_arn) or {}).get("roleArn", "")
        acts.note(machine_arn)
        _role.set(role)
        if role:
            session = execution_arn.rsplit(":", 1)[-1]
            who = f"arn:aws:sts::{role.split(':')[4]}:assumed-role/{role_name(role)}/{session}"
            iam_evaluator._request_caller_arn.set(who)
        return original(execution_arn, *rest, **more)

    return run


def _judging_lambda(original: Any) -> Any:
    def call(reference: Any, *rest: Any, **more: Any) -> Any:
        arn = str(reference)
        if not arn.startswith("arn:"):
            arn = f"arn:aws:lambda:{responses.get_region()}:{responses.get_account_id()}:function:{arn}"
        demand("lambda:InvokeFunction", arn, "Lambda.AWSLambdaException")
        operations.note("lambda", "Invoke")
        return original(reference, *rest, **more)

    return call


def _judging_sdk_calls(original: Any) -> Any:
    def call(handler: Any, method: str, path: str, headers: Any, body: Any, query: Any, *rest: Any, **more: Any) -> Any:
        if machine_role():
            data = body.encode() if isinstance(body, str) else body
            service = next((name for name, known in app.SERVICE_HANDLERS.items() if known is handler), "")
            request = (service, method, path, headers, data, query)
            action = iam_actions.extract_iam_action(*request)
            resource = iam_actions.extract_resource_arn(*request, responses.get_region(), responses.get_account_id())
            context = request_keys.of(service, action or "", path, headers, data or b"", query)
            if action and not (verdict := judge(machine_role(), action, resource, context)).allowed:
                is_json = "json" in wire.lower(headers).get("content-type", "")
                refuse = wire.json_error if is_json else wire.query_error
                return refuse("AccessDeniedException" if is_json else "AccessDenied", verdict.refusal)
        return original(handler, method, path, headers, body, query, *rest, **more)

    return call


def _judging_integration(original: Any, action: str) -> Any:
    def call(resource: str, data: dict[str, Any]) -> Any:
        demand(action, _target(action, data))
        operations.note(*action.split(":"))
        return original(resource, data)

    return call


def _target(action: str, data: dict[str, Any]) -> str:
    """Return the ARN of what an optimized integration's arguments name."""
    service, here = action.split(":")[0], f"{responses.get_region()}:{responses.get_account_id()}"
    if service == "sqs":
        return f"arn:aws:sqs:{here}:{str(data.get('QueueUrl', '')).rsplit('/', 1)[-1]}"
    if service == "sns":
        return str(data.get("TopicArn") or data.get("TargetArn") or "*")
    if service == "dynamodb":
        name = str(data.get("TableName", "*"))
        return name if name.startswith("arn:") else f"arn:aws:dynamodb:{here}:table/{name}"
    if service == "events":
        bus = str((data.get("Entries") or [{}])[0].get("EventBusName") or "default")
        return bus if bus.startswith("arn:") else f"arn:aws:events:{here}:event-bus/{bus}"
    return str(data.get("TaskDefinition", "*"))
