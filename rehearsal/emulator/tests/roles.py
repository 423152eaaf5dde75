"""Short ways to make roles and to act as them."""

from __future__ import annotations

import json
import uuid
from typing import Any

from stand_in import StandIn


def root_of(account: str) -> dict[str, str]:
    return {"AWS": f"arn:aws:iam::{account}:root"}


def service(name: str) -> dict[str, str]:
    return {"Service": f"{name}.amazonaws.com"}


def allow(actions: str | list[str], resource: str | list[str] = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resource, **more}


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def make_role(
    stand_in: StandIn, account: str, trusted: dict[str, Any], *statements: dict[str, Any], **options: Any
) -> str:
    """Make a role under a name of its own; returns its ARN."""
    iam = stand_in.client("iam", account)
    name = f"role-{uuid.uuid4().hex[:12]}"
    trust = policy({"Effect": "Allow", "Principal": trusted, "Action": "sts:AssumeRole"})
    arn: str = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, **options)["Role"]["Arn"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
    return arn


class Session:
    """Credentials of a role, and clients with them."""

    def __init__(self, stand_in: StandIn, credentials: dict[str, Any]) -> None:
        self._stand_in = stand_in
        self._credentials = [credentials[name] for name in ("AccessKeyId", "SecretAccessKey", "SessionToken")]

    @staticmethod
    def of(stand_in: StandIn, account: str, role: str) -> Session:
        """Assume a role as the account's root."""
        return Session(stand_in, _assume(stand_in.client("sts", account), role))

    def client(self, service_name: str) -> Any:
        return self._stand_in.session_client(service_name, *self._credentials)

    def assume(self, role: str) -> Session:
        return Session(self._stand_in, _assume(self.client("sts"), role))


def _assume(sts: Any, role: str) -> dict[str, Any]:
    credentials: dict[str, Any] = sts.assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
    return credentials
