"""May this principal do this to that resource? Answered by MiniStack's own evaluator, without a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator, responses
from ministack.services import iam, s3

from trainyard_emulator import acts, seams
from trainyard_emulator.identity import enforcement

seams.require(
    iam_evaluator,
    "EvalContext",
    "EvalResult",
    "evaluate",
    "caller_arn",
    "combine_resource_policy",
    "_gather_role_policies",
    "_permissions_boundary",
    "_resource_policy",
    "_POLICY_REQUIRED",
)
seams.require(s3, "_bucket_owner_account")
seams.require(iam, "_roles")


@dataclass(frozen=True)
class Verdict:
    """The answer, with the question, so that a refusal can be put in AWS's words."""

    allowed: bool
    explicit: bool
    principal: str
    action: str
    resource: str
    policy: str = "identity-based"
    """The kind of policy that refused or did not allow it: identity-based or resource-based."""

    @property
    def refusal(self) -> str:
        """Return what AWS would say; only sensible where `allowed` is false."""
        why = why_refused(self.action, self.policy, explicit=self.explicit)
        return f"User: {self.principal} is not authorized to perform: {self.action} on resource: {self.resource} {why}"


def why_refused(action: str, policy: str, *, explicit: bool) -> str:
    """Return how AWS ends the sentence of a refusal; `policy` is identity-based, resource-based or VPC endpoint.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    """
    article = "an" if policy.startswith("i") else "a"
    denied = f"with an explicit deny in {article} {policy} policy"
    return denied if explicit else f"because no {policy} policy allows the {action} action"


def judge(
    principal: str,
    action: str,
    resource: str,
    context: Mapping[str, Any] | None = None,
    *,
    provisioning: bool = False,
    tried: bool = False,
) -> Verdict:
    """Judge one action by identity policies, permissions boundary and resource policy.

    `principal` is the ARN of an account's root, of a role or of a role's session; `context` holds condition keys.
    A resource that is made, changed or removed (`provisioning`) is not put to use by that, nor is a role that a service
    only tries (`tried`): the ledger hears nothing.
    """
    question = _question(principal, action, resource, context or {})
    if not enforcement.is_on():
        return Verdict(True, False, question.principal_arn, action, resource)
    account = question.principal_account
    if principal.endswith(":root"):
        limits, result = [], iam_evaluator.EvalResult("Allow")
    else:
        role = role_name(principal)
        limits = iam_evaluator._permissions_boundary(iam._roles, role, account)
        result = iam_evaluator.evaluate(question, iam_evaluator._gather_role_policies(role, account), *limits)
    own = result.decision
    result = _with_resource_policy(result, question, limits)
    if not tried:
        acts.note_principal(principal)
    if action != "iam:PassRole" and not (provisioning or tried):  # the role is handed on, it does not act
        acts.note(resource)
    explicit = result.decision == "Deny"
    others = own == "Allow" or (explicit and own != "Deny")
    policy = "resource-based" if others else "identity-based"
    return Verdict(result.decision == "Allow", explicit, question.principal_arn, action, resource, policy)


def _question(principal: str, action: str, resource: str, context: Mapping[str, Any]) -> Any:
    account = principal.split(":")[4]
    root = principal.endswith(":root")
    if not root and ":assumed-role/" not in principal:
        principal = f"arn:aws:sts::{account}:assumed-role/{role_name(principal)}/trainyard"
    return iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="Root" if root else "AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=responses.get_region(),
        secure_transport=True,
        service_context={key.lower(): value for key, value in context.items()},
    )


def _with_resource_policy(result: Any, question: Any, limits: list[Any]) -> Any:
    service = question.action.split(":")[0]
    owner = resource_owner(question.resource_arn) or responses.get_account_id()
    with responses.request_scope(owner, responses.get_region()):  # policies are looked up in the current account
        found = iam_evaluator._resource_policy(service, question.resource_arn)
    if found is None:
        return result
    required = service in iam_evaluator._POLICY_REQUIRED
    return iam_evaluator.combine_resource_policy(result, question, *found, required=required, limits=limits)


def role_name(principal: str) -> str:
    """Return the role's name from its own ARN or from a session's."""
    return principal.split("/")[1] if ":assumed-role/" in principal else principal.rsplit("/", 1)[-1]


def resource_owner(resource: str) -> str | None:
    """Return the account that owns the resource; S3's ARNs do not say, so the bucket is asked."""
    if resource.startswith("arn:aws:s3:::"):
        owner: str | None = s3._bucket_owner_account(resource.removeprefix("arn:aws:s3:::").split("/")[0])
        return owner
    return resource.split(":")[4] if resource.count(":") > 4 else None


def caller() -> str:
    """Return the verified ARN of who makes the current request."""
    arn: str = iam_evaluator.caller_arn()
    return arn
