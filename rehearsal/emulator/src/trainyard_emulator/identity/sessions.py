"""Sessions of service roles: only the service that a role trusts gets one, and only our own processes may ask.

A service names the resource that it acts for, aws:SourceArn, and its account, aws:SourceAccount. Source:
https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
"""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam, sts

from trainyard_emulator import acts, gateway, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity import enforcement
from trainyard_emulator.identity.judge import role_name

_LIFETIME_SECONDS = 3600


class NotTrustedError(Exception):
    """The role's trust policy does not let this service have it."""


def install(_context: Context) -> None:
    """Offer sessions to the engine at /_trainyard/service-session."""
    seams.require(iam_evaluator, "_service_principal_matches", "_conditions_met", "EvalContext")
    seams.require(sts, "register_session", "_gen_session_access_key", "_gen_secret", "_gen_session_token", "_role_id")
    gateway.route("/_trainyard/service-session", _answer)


def _answer(request: dict[str, Any]) -> gateway.Answer:
    try:
        asked = Asked(request["service"], request["sourceArn"])
        return 200, service_session(asked, request["roleArn"], request["sessionName"])
    except NotTrustedError as refusal:
        return 403, {"message": str(refusal)}


@dataclass(frozen=True)
class Asked:
    """Who asks for a role."""

    service: str
    """Its principal, like "codebuild.amazonaws.com"."""
    source: str
    """ARN of the resource that it acts for."""

    @property
    def account(self) -> str:
        """Return the account of that resource."""
        return self.source.split(":")[4]


def service_session(asked: Asked, role_arn: str, session_name: str) -> dict[str, str]:
    """Let a service assume a role; credentials as STS names them."""
    account, name = role_arn.split(":")[4], role_name(role_arn)
    acts.note_principal(role_arn)
    if enforcement.is_on() and not trusts(role_arn, asked):
        raise NotTrustedError(
            f"{asked.service} is not authorized to perform: sts:AssumeRole on resource: {role_arn}: the role does not "
            f"exist or its trust policy does not let the service have it for {asked.source}"
        )
    acts.note(f"{asked.service} as {role_arn}")
    credentials = {
        "AccessKeyId": sts._gen_session_access_key(),
        "SecretAccessKey": sts._gen_secret(),
        "SessionToken": sts._gen_session_token(),
    }
    ends = time.time() + _LIFETIME_SECONDS
    sts.register_session(
        credentials["AccessKeyId"],
        {
            "Arn": f"arn:aws:sts::{account}:assumed-role/{name}/{session_name}",
            "UserId": f"{sts._role_id(role_arn)}:{session_name}",
            "SecretAccessKey": credentials["SecretAccessKey"],
            "SessionToken": credentials["SessionToken"],
            "Expiration": ends,
            "AccountId": account,
            "PrincipalType": "AssumedRole",
            "SourceAccessKeyId": "",
            "SourcePrincipalArn": asked.service,
            "SessionTags": [],
            "SessionPolicies": None,
        },
    )
    return credentials | {"Expiration": datetime.datetime.fromtimestamp(ends, datetime.UTC).isoformat()}


def trusts(role_arn: str, asked: Asked) -> bool:
    """Tell whether the role's trust policy lets the service assume it for that resource; a Deny wins."""
    account = role_arn.split(":")[4]
    role = iam._roles.get_scoped(account, None, role_name(role_arn))
    document = json.loads(role["AssumeRolePolicyDocument"]) if role else {}
    statements = document.get("Statement", [])
    question = iam_evaluator.EvalContext(
        principal_arn=asked.service,
        principal_type="Service",
        principal_account="",
        action="sts:AssumeRole",
        resource_arn=role_arn,
        region="",
        service_context={"aws:sourceaccount": asked.account, "aws:sourcearn": asked.source},
    )
    effects = {
        statement["Effect"]
        for statement in (statements if isinstance(statements, list) else [statements])
        if iam_evaluator._service_principal_matches(statement.get("Principal"), asked.service)
        and "sts:AssumeRole" in _listed(statement.get("Action"))
        and iam_evaluator._conditions_met(statement.get("Condition", {}), question)
    }
    return effects == {"Allow"}


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
