"""May an AWS service deliver to a topic, a queue, a function? Its policy says so; where it is encrypted, its key's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator, responses
from ministack.services import sns, sqs

from trainyard_emulator import acts, seams
from trainyard_emulator.identity import enforcement
from trainyard_emulator.identity.sessions import Asked

seams.require(iam_evaluator, "_resource_policy", "evaluate_resource_policy", "EvalContext")
seams.require(sns, "_topics")
seams.require(sqs, "_queues")

_ACTIONS = {"sqs": "sqs:SendMessage", "sns": "sns:Publish", "lambda": "lambda:InvokeFunction"}


def is_judged(arn: str) -> bool:
    """Tell whether deliveries to this ARN are decided by the target's own policy."""
    return arn.count(":") > 4 and arn.split(":")[2] in _ACTIONS


def refusal(service: str, source: str, target: str) -> str | None:
    """Say why `service` (like "events.amazonaws.com"), acting for `source`, may not deliver; None if it may."""
    asked = [(_ACTIONS[target.split(":")[2]], target)]
    if key := _key_of(target):
        asked += [("kms:GenerateDataKey", key), ("kms:Decrypt", key)]
    for action, resource in asked:
        acts.note(resource)
        if enforcement.is_on() and not allows(Asked(service, source), action, resource):
            return f"{service} is not authorized to perform: {action} on resource: {resource}, for {source}"
    return None


def allows(asked: Asked, action: str, resource: str, context: Mapping[str, str] | None = None) -> bool:
    """Tell whether a resource's own policy lets a service do this; `context` holds condition keys, in small letters."""
    found = iam_evaluator._resource_policy(action.split(":")[0], resource)
    source = asked.source
    account = source.split(":")[4] if source.count(":") > 4 else responses.get_account_id()
    question = iam_evaluator.EvalContext(
        principal_arn="*",
        principal_type="Service",
        principal_account="",
        action=action,
        resource_arn=resource,
        region=responses.get_region(),
        secure_transport=True,
        service_context={"aws:sourcearn": source, "aws:sourceaccount": account, "aws:sourceowner": account}
        | dict(context or {}),
    )
    return bool(found) and iam_evaluator.evaluate_resource_policy(found[0], question, asked.service).decision == "Allow"


def _key_of(target: str) -> str | None:
    """Return the ARN of the customer's key that a topic or queue is encrypted under."""
    service, name = target.split(":")[2], target.rsplit(":", 1)[-1]
    record: dict[str, Any] = (sns._topics.get(target) if service == "sns" else None) or {}
    if service == "sqs":
        record = next((queue for url, queue in list(sqs._queues.items()) if url.endswith(f"/{name}")), {})
    key = str((record.get("attributes") or {}).get("KmsMasterKeyId") or "")
    if not key or key.startswith("alias/"):
        return None
    return key if key.startswith("arn:") else f"{':'.join(['arn:aws:kms', *target.split(':')[3:5]])}:key/{key}"
