"""An action is taken out of a policy, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from taken_permissions.choice import MADE, used
from taken_permissions.policies import without

USED = {"s3:GetObject", "s3:PutObject", "s3:GetBucketLocation"}


def policy(*actions: str) -> dict[str, Any]:
    return {"Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (policy("s3:GetObject", "s3:PutObject"), policy("s3:PutObject")),
        (policy("s3:Get*", "kms:*"), policy("s3:GetBucketLocation", "kms:*")),
        (policy("S3:getobject*", "sqs:SendMessage"), policy("sqs:SendMessage")),
        (policy("s3:GetObject"), {"Statement": []}),
    ],
)
def test_a_pattern_gives_way_to_what_else_was_used(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert without(before, "s3:GetObject", USED) == after


def test_a_deny_stays() -> None:
    deny = {"Statement": [{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}]}

    assert without(deny, "s3:GetObject", USED) == deny


def test_of_a_resources_policy_only_those_lose_it_who_are_meant() -> None:
    ours = {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": "arn:aws:iam::1:root"}}
    theirs = {**ours, "Action": ["kms:Decrypt"], "Principal": {"Service": "events.amazonaws.com"}}
    key = {"Statement": [ours, theirs]}

    assert without(key, "kms:Decrypt", {"kms:Decrypt"}, "events.amazonaws.com") == {"Statement": [ours]}
    assert without(key, "kms:Decrypt", {"kms:Decrypt", "kms:Encrypt"}, "AWS") == {
        "Statement": [{**ours, "Action": ["kms:Encrypt"]}, theirs]
    }


def test_what_an_inline_policy_allowed_can_be_taken() -> None:
    call = {"principal": "arn:aws:iam::1:role/r", "action": "s3:GetObject", "decision": "allowed"}
    by_resource = {**call, "action": "kms:Decrypt", "allowedBy": [{"kind": "resource policy"}]}

    found = used([{**call, "allowedBy": [{"kind": "inline"}]}, by_resource])

    assert [(grant.name, grant.action, set(grant.others)) for grant in found] == [
        ("r", "s3:GetObject", {"s3:GetObject", "kms:Decrypt"})
    ]


def test_of_an_administrator_the_one_that_the_deployment_asks_for() -> None:
    leave = {"kind": "managed", "policy": "arn:aws:iam::aws:policy/AdministratorAccess"}
    calls = [
        {"principal": "arn:aws:iam::1:role/r", "action": action, "decision": "allowed", "allowedBy": [leave]}
        for action in (MADE, "s3:CreateBucket")
    ]

    assert [(grant.action, grant.kind, grant.unit) for grant in used(calls)] == [(MADE, "administrator", "deployment")]
