"""A bucket of another account: its policy is asked about the role that calls, not about the role's account.

A refusal says who may not do what, as S3 says within an organization; it is on record as the role's. Source:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ministack import app
from ministack.core import iam_actions, iam_evaluator, responses
from ministack.services import s3

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity import calls, enforcement
from trainyard_emulator.identity.judge import why_refused
from trainyard_emulator.identity.recording import role_of

_refusals: ContextVar[list[str]] = ContextVar("trainyard_bucket_refusals")


def install(_context: Context) -> None:
    """Stand before S3's own judgement of foreign callers."""
    seams.require(iam_actions, "_s3_action", "s3_service_context")
    seams.require(s3, "_bucket_policies")
    seams.replace(s3, "_foreign_bucket_allows", _asking_for_the_role)
    seams.replace_entry(app.SERVICE_HANDLERS, "s3", "app.SERVICE_HANDLERS", _saying_why)


def _saying_why(original: wire.Handler) -> wire.Handler:
    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        refusals: list[str] = []
        _refusals.set(refusals)
        answer = await original(method, path, headers, body, query)
        told = answer[0] == 403 and refusals and method != "HEAD"  # a HEAD is answered without a body
        return wire.s3_error("AccessDenied", refusals[0]) if told else answer

    return handle


def _asking_for_the_role(original: Any) -> Any:
    def allows(owner: str, bucket: str, key: str, method: str, query: Any, caller: str, headers: Any = None) -> bool:
        if not enforcement.is_on():
            return True
        who = iam_evaluator.request_caller_arn(headers or {}, query)
        policy = s3._bucket_policies.get_scoped(owner, None, bucket)
        question = _question(who, bucket, key, method, query) if ":assumed-role/" in who else None
        decision = "ImplicitDeny"
        if caller and policy and question:
            decision = iam_evaluator.evaluate_resource_policy(policy, question).decision
        if decision == "ImplicitDeny":
            decision = "Allow" if original(owner, bucket, key, method, query, caller, headers) else decision
        if decision != "Allow" and question:
            _note(question, explicit=decision == "Deny")
        return bool(decision == "Allow")

    return allows


def _note(question: Any, *, explicit: bool) -> None:
    why = why_refused(question.action, "resource-based", explicit=explicit)
    calls.note(calls.Call(role_of(question.principal_arn), question.action, False, (), why), question.resource_arn)
    who, what = question.principal_arn, f"perform: {question.action} on resource: {question.resource_arn}"
    _refusals.get([]).append(f"User: {who} is not authorized to {what} {why}")


def _question(who: str, bucket: str, key: str, method: str, query: Any) -> Any:
    path = f"/{bucket}/{key}" if key else f"/{bucket}"
    action = f"s3:{iam_actions._s3_action(method, path, query) or 'GetObject'}"
    return iam_evaluator.EvalContext(
        principal_arn=who,
        principal_type="AssumedRole",
        principal_account=who.split(":")[4],
        action=action,
        resource_arn=f"arn:aws:s3::{path.replace('/', ':', 1)}",
        region=responses.get_region(),
        service_context=iam_actions.s3_service_context(action, query, path),
    )
