"""Policies of buckets, keys and topics: what is in them, and what of it was used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from botocore.exceptions import ClientError

from taken_permissions.choice import Grant, Unit
from taken_permissions.kept import Kept

type Document = dict[str, Any]

# Services that publish on the bench's occasions, and what that takes: of a topic, of its key.
_PUBLISHERS = ("events.amazonaws.com", "cloudwatch.amazonaws.com")
_PUBLISHING = {"sns": ("sns:Publish",), "kms": ("kms:Decrypt", "kms:GenerateDataKey"), "s3": ()}
# What root needs of a key to put its policy back.
_KEEPING = frozenset({"kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:ListKeys"})


def grants(kept: Kept, calls: Iterable[Mapping[str, Any]]) -> list[Grant]:
    """Return what the resources of both accounts have let in: roles by the record, services by the occasions."""
    known, found = list(calls), []
    for account in (kept.tools, kept.stage):
        for arn in _with_policies(kept, account):
            document = read(kept, account, arn)
            done = _done(known, arn, account)
            others = frozenset(done) | _KEEPING
            unit: Unit = "pipeline" if account == kept.tools else "workflow"
            found += [
                Grant(arn, action, others, account, unit, "resource", "AWS")
                for action in sorted(done)
                if _allows(document, action, "AWS")
            ]
            found += [
                Grant(arn, action, others | set(_PUBLISHING["kms"]), account, "occasions", "resource", service)
                for service in _PUBLISHERS
                for action in _PUBLISHING[arn.split(":")[2]]
                if _allows(document, action, service)
            ]
    return found


def _with_policies(kept: Kept, account: str) -> Iterator[str]:
    s3, kms, sns = (kept.client(service, account) for service in ("s3", "kms", "sns"))
    yield from (f"arn:aws:s3:::{bucket['Name']}" for bucket in s3.list_buckets()["Buckets"])
    yield from (key["KeyArn"] for key in kms.list_keys()["Keys"])
    yield from (topic["TopicArn"] for topic in sns.list_topics()["Topics"])


def _done(calls: list[Mapping[str, Any]], arn: str, account: str) -> set[str]:
    """Return what roles did to it that its own policy decides: all of a key, of a bucket what other accounts do."""
    by_policy = arn.split(":")[2] == "kms"
    return {
        call["action"]
        for call in calls
        if call["decision"] == "allowed"
        and (by_policy or call["principal"].split(":")[4] != account)
        and any(resource == arn or resource.startswith(f"{arn}/") for resource in call["resources"])
    }


def _allows(document: Document, action: str, to: str) -> bool:
    return any(
        statement["Effect"] == "Allow"
        and lets_in(statement, to)
        and any(fnmatchcase(action.lower(), pattern.lower()) for pattern in listed(statement["Action"]))
        for statement in listed(document.get("Statement"))
    )


def lets_in(statement: Mapping[str, Any], to: str) -> bool:
    """Tell whether a statement is about these: AWS (roles and accounts), a service, or empty for whomever."""
    principal = statement.get("Principal")
    if not to or not isinstance(principal, dict):
        return not to
    return "AWS" in principal if to == "AWS" else to in listed(principal.get("Service"))


def read(kept: Kept, account: str, arn: str) -> Document:
    """Return a resource's policy; empty where it has none."""
    service, name = arn.split(":")[2], arn.rsplit(":", 1)[-1]
    client = kept.client(service, account)
    try:
        if service == "s3":
            text = client.get_bucket_policy(Bucket=name)["Policy"]
        elif service == "kms":
            text = client.get_key_policy(KeyId=arn, PolicyName="default")["Policy"]
        else:
            text = client.get_topic_attributes(TopicArn=arn)["Attributes"].get("Policy", "{}")
    except ClientError:
        return {}
    document: Document = json.loads(text)
    return document


def write(kept: Kept, account: str, arn: str, document: Document) -> None:
    """Replace a resource's policy."""
    service, name, text = arn.split(":")[2], arn.rsplit(":", 1)[-1], json.dumps(document)
    client = kept.client(service, account)
    if service == "s3":
        client.put_bucket_policy(Bucket=name, Policy=text)
    elif service == "kms":
        client.put_key_policy(KeyId=arn, PolicyName="default", Policy=text)
    else:
        client.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=text)


def listed(value: Any) -> list[Any]:
    """Return a list, of one where it is none."""
    return value if isinstance(value, list) else [] if value is None else [value]
