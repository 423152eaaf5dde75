"""A resource with a name of its own is not made where one of that name is there already.

Source: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html
(AlreadyExists), which create handlers must answer. Types that are not listed: MiniStack refuses by itself, or makes the
name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ministack.core import responses
from ministack.services import (
    cloudformation,
    cloudwatch,
    cloudwatch_logs,
    dynamodb,
    eventbridge,
    iam,
    kms,
    lambda_svc,
    scheduler,
    sns,
    sqs,
    stepfunctions,
)

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:{service}:{responses.get_region()}:{responses.get_account_id()}:{resource}"


type Known = tuple[str, Callable[[str, Properties], bool]]
_STORES = {
    iam: ("_roles", "_policies"),
    cloudwatch_logs: ("_log_groups",),
    cloudwatch: ("_alarms",),
    sns: ("_topics",),
    sqs: ("_queue_name_to_url",),
    dynamodb: ("_tables",),
    eventbridge: ("_rules",),
    kms: ("_aliases",),
    lambda_svc: ("_functions",),
    scheduler: ("_schedules",),
    stepfunctions: ("_state_machines",),
    cloudformation: ("_stacks",),
}
# The property that holds the name, and whether it is taken.
_TYPES: dict[str, Known] = {
    "AWS::IAM::Role": ("RoleName", lambda name, _: name in iam._roles),
    "AWS::IAM::ManagedPolicy": (
        "ManagedPolicyName",
        lambda name, _: f"arn:aws:iam::{responses.get_account_id()}:policy/{name}" in iam._policies,
    ),
    "AWS::Logs::LogGroup": ("LogGroupName", lambda name, _: name in cloudwatch_logs._log_groups),
    "AWS::CloudWatch::Alarm": ("AlarmName", lambda name, _: name in cloudwatch._alarms),
    "AWS::SNS::Topic": ("TopicName", lambda name, _: _arn("sns", name) in sns._topics),
    "AWS::SQS::Queue": ("QueueName", lambda name, _: name in sqs._queue_name_to_url),
    "AWS::DynamoDB::Table": ("TableName", lambda name, _: name in dynamodb._tables),
    "AWS::Events::Rule": (
        "Name",
        lambda name, given: f"{given.get('EventBusName', 'default')}|{name}" in eventbridge._rules,
    ),
    "AWS::KMS::Alias": ("AliasName", lambda name, _: _arn("kms", name) in kms._aliases),
    "AWS::Lambda::Function": ("FunctionName", lambda name, _: name in lambda_svc._functions),
    "AWS::Scheduler::Schedule": (
        "Name",
        lambda name, given: f"{given.get('GroupName', 'default')}/{name}" in scheduler._schedules,
    ),
    "AWS::StepFunctions::StateMachine": (
        "StateMachineName",
        lambda name, _: _arn("states", f"stateMachine:{name}") in stepfunctions._state_machines,
    ),
}


def install(_context: Context) -> None:
    """Stand before the creation of each of these types."""
    for store, members in _STORES.items():
        seams.require(store, *members)
    for resource_type, known in _TYPES.items():
        before(resource_type, "create", functools.partial(_demand_free, resource_type, *known))


def _demand_free(
    resource_type: str,
    member: str,
    is_taken: Callable[[str, Properties], bool],
    logical_id: str,
    properties: Properties,
    stack: str,
    *_: Any,
) -> None:
    name = properties.get(member)
    if isinstance(name, str) and is_taken(name, properties) and not _is_its_own(stack, logical_id):
        raise ValueError(
            f"Resource of type '{resource_type}' with identifier '{{\"/properties/{member}\":\"{name}\"}}' already "
            f"exists. (Account: {responses.get_account_id()}, HandlerErrorCode: AlreadyExists)"
        )


def _is_its_own(stack: str, logical_id: str) -> bool:
    """Tell whether this resource of the stack is there already: MiniStack updates some types by making them again."""
    return logical_id in (cloudformation._stacks.get(stack) or {}).get("_resources", {})
