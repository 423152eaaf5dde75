"""A policy without one action, and with it again: a role's own, a resource's, or an administrator's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any

from taken_permissions import resources
from taken_permissions.choice import Grant
from taken_permissions.kept import Kept

type Document = dict[str, Any]
_ALL_BUT = "all-but-one"


def without(document: Document, action: str, used: set[str], to: str = "") -> Document:
    """Return a policy that allows all of `used` that it allowed, but `action`; of a resource, to whom `to` names.

    A pattern such as s3:GetObject* gives way to what of `used` it matches; a statement of nothing goes.
    """
    kept = []
    for statement in resources.listed(document["Statement"]):
        if statement["Effect"] == "Allow" and "Action" in statement and resources.lets_in(statement, to):
            actions = _without(resources.listed(statement["Action"]), action, used)
            if actions:
                kept.append({**statement, "Action": actions})
        else:
            kept.append(statement)
    return {**document, "Statement": kept}


def _without(patterns: list[str], action: str, used: set[str]) -> list[str]:
    left: dict[str, None] = {}
    for pattern in patterns:
        if not matches(action, pattern):
            left[pattern] = None
        elif pattern != action:
            left.update(dict.fromkeys(sorted(one for one in used - {action} if matches(one, pattern))))
    return list(left)


def matches(action: str, pattern: str) -> bool:
    """Tell whether an action is meant by a policy's pattern; case does not matter."""
    return fnmatchcase(action.lower(), pattern.lower())


@contextmanager
def taken(kept: Kept, grant: Grant) -> Iterator[None]:
    """Have a role or a resource without an action for a while."""
    take = {"inline": _from_role, "administrator": _from_administrator, "resource": _from_resource}[grant.kind]
    with contextmanager(take)(kept, grant):
        yield


def _from_role(kept: Kept, grant: Grant) -> Iterator[None]:
    iam, role = kept.client("iam", grant.account), grant.name
    before = {
        name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
    }
    changed = {name: without(document, grant.action, set(grant.others)) for name, document in before.items()}
    changed = {name: document for name, document in changed.items() if document != before[name]}
    try:
        for name, document in changed.items():
            if document["Statement"]:
                iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))
            else:  # AWS takes no policy without a statement
                iam.delete_role_policy(RoleName=role, PolicyName=name)
        yield
    finally:
        for name in changed:
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(before[name]))


def _from_administrator(kept: Kept, grant: Grant) -> Iterator[None]:
    iam, role = kept.client("iam", grant.account), grant.name
    policy = "arn:aws:iam::aws:policy/AdministratorAccess"
    rest = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": grant.action, "Resource": "*"}]}
    iam.put_role_policy(RoleName=role, PolicyName=_ALL_BUT, PolicyDocument=json.dumps(rest))
    iam.detach_role_policy(RoleName=role, PolicyArn=policy)
    try:
        yield
    finally:
        iam.attach_role_policy(RoleName=role, PolicyArn=policy)
        iam.delete_role_policy(RoleName=role, PolicyName=_ALL_BUT)


def _from_resource(kept: Kept, grant: Grant) -> Iterator[None]:
    before = resources.read(kept, grant.account, grant.holder)
    resources.write(kept, grant.account, grant.holder, without(before, grant.action, set(grant.others), grant.to))
    try:
        yield
    finally:
        resources.write(kept, grant.account, grant.holder, before)
