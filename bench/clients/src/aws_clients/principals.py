"""Roles with few rights, made as the root of an account, and taken: from then on a call is judged by their policy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from aws_clients.shell import Shell


def allow(actions: str | Sequence[str], resources: str | Sequence[str]) -> dict[str, Any]:
    """Return a statement."""
    return {"Effect": "Allow", "Action": actions, "Resource": resources}


def become(root: Shell, account: str, name: str, *statements: dict[str, Any]) -> Shell:
    """Return a shell of a role of the account, made where it is not there, which may do what the statements say."""
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}}
    if root.aws("iam", "get-role", "--role-name", name).code != 0:
        root.answer("iam", "create-role", "--role-name", name, "--assume-role-policy-document", _policy(trust))
    policy = ("--policy-name", "rights", "--policy-document", _policy(*statements))
    root.answer("iam", "put-role-policy", "--role-name", name, *policy)
    role = f"arn:aws:iam::{account}:role/{name}"
    keys = root.answer("sts", "assume-role", "--role-arn", role, "--role-session-name", "clients")["Credentials"]
    return root.with_(
        AWS_ACCESS_KEY_ID=keys["AccessKeyId"],
        AWS_SECRET_ACCESS_KEY=keys["SecretAccessKey"],
        AWS_SESSION_TOKEN=keys["SessionToken"],
    )


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
