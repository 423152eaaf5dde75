"""How long a policy may be: counted without white space, as IAM counts, after everything in it is resolved.

Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html,
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html (20 KB) and
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html (key policy document size: 32 KB)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ministack.services import iam

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context

INLINE, MANAGED, TRUST = 10_240, 6_144, 2_048
BUCKET, KEY = 20_480, 32_768


def install(_context: Context) -> None:
    """Stand before the types that hold policies."""
    seams.require(iam, "_roles")
    for resource_type, check in _CHECKS.items():
        before(resource_type, "create", lambda _id, given, *_, check=check: check(given))
        before(resource_type, "update", lambda _id, _old, given, *_, check=check: check(given))


def size(document: Any) -> int:
    """Return a policy's length as IAM counts it."""
    if isinstance(document, str):
        document = json.loads(document)
    return len(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())


def _role(properties: Properties) -> None:
    if (trust := size(properties["AssumeRolePolicyDocument"])) > TRUST:
        raise ValueError(f"Cannot exceed quota for ACLSizePerRole: {TRUST}, got {trust} (LimitExceeded)")
    inline = [policy["PolicyDocument"] for policy in properties.get("Policies") or []]
    _demand_inline(str(properties.get("RoleName", "of the template")), sum(map(size, inline)))


def _policy(properties: Properties) -> None:
    for name in properties.get("Roles") or []:
        known = (iam._roles.get(name) or {}).get("InlinePolicies") or {}
        others = [document for policy, document in known.items() if policy != properties["PolicyName"]]
        _demand_inline(name, size(properties["PolicyDocument"]) + sum(map(size, others)))


def _demand_inline(role: str, total: int) -> None:
    if total > INLINE:
        raise ValueError(
            f"Maximum policy size of {INLINE} bytes exceeded for role {role}: its inline policies have {total} "
            "(LimitExceeded)"
        )


def _managed(properties: Properties) -> None:
    if (total := size(properties["PolicyDocument"])) > MANAGED:
        raise ValueError(f"Cannot exceed quota for PolicySize: {MANAGED}, got {total} (LimitExceeded)")


def _bucket(properties: Properties) -> None:
    if (total := size(properties["PolicyDocument"])) > BUCKET:
        raise ValueError(f"Policy exceeds the maximum allowed document size: {BUCKET} bytes, got {total}")


def _key(properties: Properties) -> None:
    if properties.get("KeyPolicy") and (total := size(properties["KeyPolicy"])) > KEY:
        raise ValueError(f"The key policy has {total} bytes, {KEY} are the most (LimitExceededException)")


_CHECKS: dict[str, Callable[[Properties], None]] = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::Policy": _policy,
    "AWS::IAM::ManagedPolicy": _managed,
    "AWS::S3::BucketPolicy": _bucket,
    "AWS::KMS::Key": _key,
}
