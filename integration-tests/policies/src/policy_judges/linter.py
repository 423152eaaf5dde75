"""A policy as parliament reads it: form, principals, types of conditions, privileges. Its own IAM data is older."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from policy_judges.policies import Policy, as_list

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import parliament

_OWN = {
    "AWS::IAM::Role": "arn:aws:iam::222222222222:role/own",
    "AWS::KMS::Key": "arn:aws:kms:us-east-1:222222222222:key/own",
}


def findings(policy: Policy) -> Iterator[str]:
    """Return its findings: id, and what it is about.

    Where a policy names a group of actions by a wildcard, parliament asks each of them for its own resource; whether
    the group has one is asked in `published`.
    """
    judged = parliament.analyze_policy_string(json.dumps(_as_it_reads(policy)), include_community_auditors=False)
    named = {str(name).lower() for each in policy.statements for name in as_list(each.get("Action", []))}
    for finding in judged.findings:
        if not isinstance(finding.detail, list):
            yield f"{finding.issue}: {finding.detail}".strip(": ")
            continue
        for action, words in map(_about, finding.detail):
            if action.lower() in named:
                yield f"{finding.issue}: {words}"


def _about(detail: Mapping[str, str] | str) -> tuple[str, str]:
    """Return the action of one line of a finding, and the line in words."""
    if isinstance(detail, str):
        return detail, detail
    return detail["action"], f"{detail['action']} is for {detail['required_format']}"


def _as_it_reads(policy: Policy) -> Mapping[str, Any]:
    """Return the document with the resource it is attached to, where it names none, or calls it `*` as a key does."""
    own = _OWN.get(policy.resource_type) if policy.kind != "identity" else None
    if own is None:
        return policy.document
    return {**policy.document, "Statement": [{**each, "Resource": own} for each in policy.statements]}
