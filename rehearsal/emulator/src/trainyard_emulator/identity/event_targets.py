"""EventBridge delivers only where it may: the target's own policy, or the role that the target names."""

from __future__ import annotations

import logging
from typing import Any

from ministack.services import eventbridge

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import deliveries
from trainyard_emulator.identity.judge import judge

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
        if why := _refusal(target, rule):
            _log.warning("not delivered by rule %s: %s", rule.get("Name"), why)
            return None
        return original(target, event, rule, view)

    return invoke


def _refusal(target: dict[str, Any], rule: dict[str, Any]) -> str | None:
    arn = str(target.get("Arn", ""))
    service = arn.split(":")[2] if arn.count(":") > 4 else ""
    if service in _BY_ROLE:
        if not target.get("RoleArn"):
            return f"the target {arn} names no role"
        verdict = judge(target["RoleArn"], _BY_ROLE[service], arn)
        return None if verdict.allowed else verdict.refusal
    if deliveries.is_judged(arn):
        return deliveries.refusal("events.amazonaws.com", rule.get("Arn", ""), arn)
    return None
