"""Every judged request: what AWS also allows, and what the ledger learns from it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from ministack.core import iam_evaluator, responses
from ministack.services import iam

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import calls, recording
from trainyard_emulator.identity.judge import caller, role_name, why_refused

# A request that really uses its resource, as opposed to one that only looks at its description.
_USES = frozenset(
    {
        "lambda:InvokeFunction",
        "states:StartExecution",
        "sns:Publish",
        "sqs:SendMessage",
        "sqs:ReceiveMessage",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:PutParameter",
        "secretsmanager:GetSecretValue",
        "events:PutEvents",
        "sagemaker:CreateModelPackage",
        "codepipeline:StartPipelineExecution",
        "codebuild:StartBuild",
    }
)
_S3_USES = ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket")


def install(_context: Context) -> None:
    """Stand around the decision of each request."""
    seams.require(iam_evaluator, "EvalContext", "evaluate_resource_policy")
    seams.replace(iam_evaluator, "enforce", _around)


def _around(original: Any) -> Any:
    def enforce(
        access_key_id: str,
        iam_action: str,
        service: str,
        region: str,
        resource_arn: str = "*",
        service_context: dict[str, Any] | None = None,
    ) -> Any:
        refusal = original(access_key_id, iam_action, service, region, resource_arn, service_context)
        _note(iam_action, resource_arn)
        if iam_action == "sts:AssumeRole" and getattr(refusal, "decision", "") == "ImplicitDeny":
            if not _trusted_by_name(resource_arn):
                return refusal
            _note_leave_of_trust(resource_arn)
            return None
        return refusal

    return enforce


def _note_leave_of_trust(role_arn: str) -> None:
    why = why_refused("sts:AssumeRole", "identity-based", explicit=False)
    refused = calls.Call(recording.role_of(caller()), "sts:AssumeRole", allowed=False, why=why)
    calls.take_back(refused, role_arn)
    calls.note(replace(refused, allowed=True, leave=(calls.Leave("trust policy"),), why=""), role_arn)


def _note(action: str, resource: str) -> None:
    acts.note_principal(caller())
    if action == "sts:AssumeRole":
        acts.note_principal(resource)
    elif action in _USES or action.startswith("kms:"):
        acts.note(resource)
    elif action.startswith(_S3_USES):
        acts.note("/".join(resource.split("/")[:1]))


def _trusted_by_name(role_arn: str) -> bool:
    """Tell whether a role of the caller's own account names the caller itself in its trust policy.

    Then AWS asks for no identity policy: within an account, an Allow of either side will do.
    """
    who = caller()
    account = who.split(":")[4]
    if role_arn.split(":")[4:5] != [account]:
        return False
    role = iam._roles.get_scoped(account, None, role_name(role_arn))
    if role is None:
        return False
    trust = json.loads(role["AssumeRolePolicyDocument"])
    statements = trust["Statement"] if isinstance(trust["Statement"], list) else [trust["Statement"]]
    as_resource_policy = {"Statement": [{**statement, "Resource": "*"} for statement in statements]}
    question = iam_evaluator.EvalContext(
        principal_arn=who,
        principal_type="AssumedRole",
        principal_account=account,
        action="sts:AssumeRole",
        resource_arn=role_arn,
        region=responses.get_region(),
    )
    decision: str = iam_evaluator.evaluate_resource_policy(as_resource_policy, question, named_only=True).decision
    return decision == "Allow"
