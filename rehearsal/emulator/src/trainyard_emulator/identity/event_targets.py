"""EventBridge delivers only where it may: the target's own policy, or the role that the target names.

Rules deliver to topics, queues and functions by the target's policy, and act as a role only where it is needed; a
schedule of EventBridge Scheduler always acts as its target's role. Source: AWS's user guides of EventBridge ("Using
IAM roles for targets") and of EventBridge Scheduler ("Setting up the execution role").
"""

from __future__ import annotations

from typing import Any

from ministack.services import eventbridge

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import deliveries, enforcement, undelivered
from trainyard_emulator.identity.judge import judge
from trainyard_emulator.identity.sessions import Asked, trusts

_BY_ROLE = {
    "states": "states:StartExecution",
    "codepipeline": "codepipeline:StartPipelineExecution",
    "codebuild": "codebuild:StartBuild",
}
_OF_SCHEDULES = _BY_ROLE | {
    "lambda": "lambda:InvokeFunction",
    "sns": "sns:Publish",
    "sqs": "sqs:SendMessage",
    "events": "events:PutEvents",
}


def install(_context: Context) -> None:
    """Stand before deliveries; what may not be delivered is dropped and noted, as AWS does."""
    seams.replace(eventbridge, "_invoke_target", _judging)


def _judging(original: Any) -> Any:
    def invoke(target: dict[str, Any], event: Any, rule: dict[str, Any], view: Any = None) -> Any:
        acts.note(rule.get("Arn", ""))
        if why := _refusal(target, str(rule.get("Arn", ""))):
            undelivered.note(str(rule.get("Arn") or rule.get("Name")), why)
            return None
        return original(target, event, rule, view)

    return invoke


def _refusal(target: dict[str, Any], source: str) -> str | None:
    arn = str(target.get("Arn", ""))
    service = arn.split(":")[2] if arn.count(":") > 4 else ""
    scheduled = source.split(":")[2:3] == ["scheduler"]
    action = (_OF_SCHEDULES if scheduled else _BY_ROLE).get(service)
    if action:
        asked = Asked(f"{'scheduler' if scheduled else 'events'}.amazonaws.com", _source(source))
        return _refusal_of_role(target.get("RoleArn"), asked, action, arn)
    if deliveries.is_judged(arn):
        return deliveries.refusal("events.amazonaws.com", source, arn)
    return None


def _source(source: str) -> str:
    """Return what a role's trust policy is told: the rule, or the group of the schedule.

    Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    """
    schedule, _, _name = source.rpartition("/")
    return schedule.replace(":schedule/", ":schedule-group/") if ":schedule/" in source else source


def _refusal_of_role(role: str | None, asked: Asked, action: str, target: str) -> str | None:
    if not role:
        return f"the target {target} names no role"
    if enforcement.is_on() and not trusts(role, asked):
        return f"{asked.service} is not authorized to perform: sts:AssumeRole on resource: {role}, for {asked.source}"
    verdict = judge(role, action, target)
    return None if verdict.allowed else verdict.refusal
