"""How long a policy may be, put by whichever call; `cloudformation.policy_sizes` asks the same of templates.

Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (without white space),
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html (20 KB),
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (32 KB),
https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html (30 kb) and
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html (8,192 bytes)
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from ministack import app
from ministack.services import iam

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.validation.documents import UnreadableError
from trainyard_emulator.validation.reading import UnknownOperationError, read

type Members = Mapping[str, Any]


class TooLongError(ValueError):
    """A policy is longer than AWS takes it; `code` is the service's own of its error."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{words} ({code})")
        self.code, self.words = code, words


def install(_context: Context) -> None:
    """Stand before the services whose policies are counted; AWS's models are asked before."""
    seams.require(iam, "_roles")
    for service in {service for service, _ in _CHECKS}:
        judging = functools.partial(_judging, service=service)
        seams.replace_entry(app.SERVICE_HANDLERS, service, "app.SERVICE_HANDLERS", judging)


def size(document: Any) -> int:
    """Return a policy's length as IAM counts it; 0 of what is no JSON, which its service refuses itself."""
    try:
        document = json.loads(document) if isinstance(document, str) else document
    except ValueError:
        return 0
    return len(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())


def demand_trust(document: Any) -> None:
    """Raise TooLongError for a role's trust policy that is."""
    if (total := size(document)) > 2_048:
        raise TooLongError("LimitExceeded", f"Cannot exceed quota for ACLSizePerRole: 2048, got {total}")


def demand_managed(document: Any) -> None:
    """Raise TooLongError for a managed policy that is."""
    if (total := size(document)) > 6_144:
        raise TooLongError("LimitExceeded", f"Cannot exceed quota for PolicySize: 6144, got {total}")


def demand_inline(role: str, policies: Mapping[str, Any]) -> None:
    """Raise TooLongError where a role's inline policies, by name, are too long together."""
    if (total := sum(map(size, policies.values()))) > 10_240:
        words = f"Maximum policy size of 10240 bytes exceeded for role {role}: its inline policies have {total}"
        raise TooLongError("LimitExceeded", words)


def demand_one_more(role: str, name: str, document: Any) -> None:
    """Raise TooLongError where an inline policy is too long together with the others that the role has."""
    demand_inline(role, {**((iam._roles.get(role) or {}).get("InlinePolicies") or {}), name: document})


def demand_bucket(document: Any) -> None:
    """Raise TooLongError for a bucket's policy that is."""
    if (total := size(document)) > 20_480:
        words = f"Policy exceeds the maximum allowed document size: 20480 bytes, got {total}"
        raise TooLongError("MalformedPolicy", words)


def demand_key(document: Any) -> None:
    """Raise TooLongError for a key's policy that is."""
    if (total := size(document)) > 32_768:
        raise TooLongError("LimitExceededException", f"The key policy has {total} bytes, 32768 are the most")


def demand_topic(document: Any) -> None:
    """Raise TooLongError for a topic's policy that is."""
    if (total := size(document)) > 30_720:
        words = f"Invalid parameter: Policy: the topic's policy has {total} bytes, 30720 are the most"
        raise TooLongError("InvalidParameter", words)


def demand_queue(document: Any) -> None:
    """Raise TooLongError for a queue's policy that is."""
    if (total := size(document)) > 8_192:
        words = f"Invalid value for the parameter Policy: the queue's policy has {total} bytes, 8192 are the most"
        raise TooLongError("InvalidAttributeValue", words)


def _attribute(members: Members) -> Any:
    named = members.get("AttributeName") == "Policy"
    return members.get("AttributeValue") if named else (members.get("Attributes") or {}).get("Policy")


_CHECKS: dict[tuple[str, str], Callable[[Members], None]] = {
    ("iam", "CreateRole"): lambda given: demand_trust(given["AssumeRolePolicyDocument"]),
    ("iam", "UpdateAssumeRolePolicy"): lambda given: demand_trust(given["PolicyDocument"]),
    ("iam", "PutRolePolicy"): lambda given: demand_one_more(
        given["RoleName"], given["PolicyName"], given["PolicyDocument"]
    ),
    ("iam", "CreatePolicy"): lambda given: demand_managed(given["PolicyDocument"]),
    ("iam", "CreatePolicyVersion"): lambda given: demand_managed(given["PolicyDocument"]),
    ("s3", "PutBucketPolicy"): lambda given: demand_bucket(given["Policy"]),
    ("kms", "CreateKey"): lambda given: demand_key(given.get("Policy")),
    ("kms", "PutKeyPolicy"): lambda given: demand_key(given["Policy"]),
    ("sns", "CreateTopic"): lambda given: demand_topic(_attribute(given)),
    ("sns", "SetTopicAttributes"): lambda given: demand_topic(_attribute(given)),
    ("sqs", "CreateQueue"): lambda given: demand_queue(_attribute(given)),
    ("sqs", "SetQueueAttributes"): lambda given: demand_queue(_attribute(given)),
}


def _judging(own: wire.Handler, service: str) -> wire.Handler:
    async def judged(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        refusal = None
        if _may_hold_a_policy(service, body, query):
            refusal = _refusal(service, method, path, headers, body, query)
        return refusal or await own(method, path, headers, body, query)

    return judged


def _may_hold_a_policy(service: str, body: Any, query: Mapping[str, list[str]]) -> bool:
    """Requests are read twice by this: those alone that could be refused."""
    if service == "s3":
        return "policy" in query
    return (b"Policy" if isinstance(body, bytes) else "Policy") in body


def _refusal(
    service: str, method: str, path: str, headers: dict[str, str], body: Any, query: dict[str, list[str]]
) -> wire.Response | None:
    data = body.encode() if isinstance(body, str) else body
    try:
        call = read(service, method, path, headers, data, query)
        if call is not None and (check := _CHECKS.get((service, call.operation))):
            check(call.members)
    except (UnknownOperationError, UnreadableError):  # AWS's models are asked about those
        return None
    except TooLongError as problem:
        if service == "s3":
            return wire.s3_error(problem.code, problem.words, 400)
        if "x-amz-target" in wire.lower(headers):
            return wire.json_error(problem.code, problem.words)
        return wire.query_error(problem.code, problem.words, 409 if service == "iam" else 400)
    return None
