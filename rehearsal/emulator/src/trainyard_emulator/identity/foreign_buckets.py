"""A bucket of another account: its policy is asked about the role that calls, not about the role's account."""

from __future__ import annotations

from typing import Any

from ministack.core import iam_actions, iam_evaluator, responses
from ministack.services import s3

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import enforcement


def install(_context: Context) -> None:
    """Stand before S3's own judgement of foreign callers."""
    seams.require(iam_actions, "_s3_action", "s3_service_context")
    seams.require(s3, "_bucket_policies")
    seams.replace(s3, "_foreign_bucket_allows", _asking_for_the_role)


def _asking_for_the_role(original: Any) -> Any:
    def allows(owner: str, bucket: str, key: str, method: str, query: Any, caller: str, headers: Any = None) -> bool:
        if not enforcement.is_on():
            return True
        who = iam_evaluator.request_caller_arn(headers or {}, query)
        policy = s3._bucket_policies.get_scoped(owner, None, bucket)
        if caller and policy and ":assumed-role/" in who:
            decision = _decide(policy, who, bucket, key, method, query)
            if decision != "ImplicitDeny":
                return decision == "Allow"
        return bool(original(owner, bucket, key, method, query, caller, headers))

    return allows


def _decide(policy: Any, who: str, bucket: str, key: str, method: str, query: Any) -> str:
    path = f"/{bucket}/{key}" if key else f"/{bucket}"
    action = f"s3:{iam_actions._s3_action(method, path, query) or 'GetObject'}"
    question = iam_evaluator.EvalContext(
        principal_arn=who,
        principal_type="AssumedRole",
        principal_account=who.split(":")[4],
        action=action,
        resource_arn=f"arn:aws:s3::{path.replace('/', ':', 1)}",
        region=responses.get_region(),
        service_context=iam_actions.s3_service_context(action, query, path),
    )
    decision: str = iam_evaluator.evaluate_resource_policy(policy, question).decision
    return decision
