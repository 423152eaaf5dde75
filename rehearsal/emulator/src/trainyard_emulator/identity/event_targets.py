"""EventBridge delivers only where it may: the target's own policy, or the role that the target names."""

from __future__ import annotations

import logging
from typing import Any

from ministack.core import iam_evaluator, responses
from ministack.services import eventbridge

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import judge

_BY_POLICY = {"sqs": "sqs:SendMessage", "sns": "sns:Publish", "lambda": "lambda:InvokeFunction"}
_BY_ROLE = {
    "states": "states:StartExecution",
    "codepipeline": "codepipeline:StartPipelineExecution",
    "codebuild": "codebuild:StartBuild",
}
_log = logging.getLogger("trainyard.identity")


def install(_context: Context) -> None:
    """Stand before deliveries; what may not be delivered is dropped and logged, as AWS does."""
    seams.replace(eventbridge, "_invoke_target", _judging)


def _judging(original: Any) -> Any:
    def invoke(target: dict[str, Any], event: Any, rule: dict[str, Any], view: Any = None) -> Any:
        acts.note(rule.get("Arn", ""))
        if not _may_deliver(target, rule):
            _log.warning("events.amazonaws.com may not deliver rule %s to %s", rule.get("Name"), target.get("Arn"))
            return None
        acts.note(target.get("Arn", ""))
        return original(target, event, rule, view)

    return invoke


def _may_deliver(target: dict[str, Any], rule: dict[str, Any]) -> bool:
    arn = str(target.get("Arn", ""))
    service = arn.split(":")[2] if arn.count(":") > 4 else ""
    if service in _BY_ROLE:
        return bool(target.get("RoleArn")) and judge(target["RoleArn"], _BY_ROLE[service], arn).allowed
    if service in _BY_POLICY:
        return _policy_allows(_BY_POLICY[service], arn, rule)
    return True


def _policy_allows(action: str, arn: str, rule: dict[str, Any]) -> bool:
    found = iam_evaluator._resource_policy(action.split(":")[0], arn)
    question = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action=action,
        resource_arn=arn,
        region=responses.get_region(),
        secure_transport=True,
        service_context={"aws:sourcearn": rule.get("Arn", ""), "aws:sourceaccount": responses.get_account_id()},
    )
    service = "events.amazonaws.com"
    return bool(found) and iam_evaluator.evaluate_resource_policy(found[0], question, service).decision == "Allow"
