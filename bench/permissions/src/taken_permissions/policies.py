"""A role's inline policies without one action, and with it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any

type Document = dict[str, Any]


def without(document: Document, action: str, used: set[str]) -> Document:
    """Return a policy that allows all of `used` that it allowed, but `action`.

    A pattern such as s3:GetObject* gives way to what of `used` it matches; a statement of nothing goes.
    """
    statements = document["Statement"]
    kept = []
    for statement in statements if isinstance(statements, list) else [statements]:
        if statement["Effect"] == "Allow" and "Action" in statement:
            actions = _without(_listed(statement["Action"]), action, used)
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


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


@contextmanager
def taken(iam: Any, role: str, action: str, used: set[str]) -> Iterator[int]:
    """Have a role without an action for a while; gives how many of its inline policies had it."""
    before = {
        name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
    }
    changed = {name: without(document, action, used) for name, document in before.items()}
    changed = {name: document for name, document in changed.items() if document != before[name]}
    try:
        for name, document in changed.items():
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document))
        yield len(changed)
    finally:
        for name in changed:
            iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=json.dumps(before[name]))
