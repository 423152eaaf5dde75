"""The statements that allow something, of each role that a stack made or gave a policy to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import cloudformation, iam

from trainyard_emulator import acts, seams
from trainyard_emulator.grants.written import written
from trainyard_emulator.identity import recording

seams.require(cloudformation, "_stacks")


@dataclass(frozen=True)
class Key:
    """Which statement: a policy that changes has others."""

    role: str
    policy: str
    digest: str


@dataclass(frozen=True)
class Statement:
    """What one statement allows, and where it comes from."""

    stack: str
    role: str
    """ARN, without its path."""
    construct: str
    """The role's path in the construct tree; its logical id where the template does not say."""
    policy: str
    index: int
    sid: str
    actions: tuple[str, ...]
    """As written; with NotAction `all but …`."""
    resources: tuple[str, ...]
    """As IAM has them."""
    written: tuple[str, ...]
    """The resources as the template has them, where it is the template's own policy."""
    conditions: tuple[str, ...]
    """The condition keys."""


def of_stack(account: str, stack: Mapping[str, Any]) -> Iterator[tuple[Key, Statement]]:
    """Return each, with its key; nothing while the stack's roles are not there yet."""
    template = (stack.get("_template") or {}).get("Resources") or {}
    deployed = stack.get("_resources") or {}
    documents = dict(_documents(template, deployed))
    for logical_id, construct in _roles(template, deployed):
        role = iam._roles.get_scoped(account, None, logical_id) or {}
        for _kind, policy, text in recording.documents(role, account):
            raw = _statements(documents.get(policy) or {})
            parsed = iam_evaluator.parse_policy_document(text)
            for index, found in enumerate(parsed):
                if found.effect != "Allow":
                    continue
                own = raw[index] if len(raw) == len(parsed) else {}
                who = acts.role_key(account, logical_id)
                yield (
                    Key(who, policy, recording.digest(found)),
                    _statement(str(stack.get("StackName")), who, construct, policy, index, found, own),
                )


def _statement(
    stack: str, role: str, construct: str, policy: str, index: int, found: Any, own: Mapping[str, Any]
) -> Statement:
    resources = tuple(found.resources) or tuple(f"all but {one}" for one in found.not_resources)
    as_written = tuple(written(one) for one in _listed(own.get("Resource", [])))
    return Statement(
        stack,
        role,
        construct,
        policy,
        index,
        found.sid,
        tuple(found.actions) or tuple(f"all but {one}" for one in found.not_actions),
        resources,
        as_written if len(as_written) == len(resources) else resources,
        tuple(sorted({key for tests in found.conditions.values() for key in tests})),
    )


def _roles(template: Mapping[str, Any], deployed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return name and construct of each role of the stack's own."""
    for logical_id, resource in deployed.items():
        if resource.get("ResourceType") == "AWS::IAM::Role":
            path = (template.get(logical_id, {}).get("Metadata") or {}).get("aws:cdk:path", logical_id)
            yield str(resource["PhysicalResourceId"]).rsplit("/", 1)[-1], str(path).removesuffix("/Resource")


def _documents(template: Mapping[str, Any], deployed: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return each policy document of the template, by the policy's name in IAM."""
    for logical_id, resource in deployed.items():
        raw = template.get(logical_id, {}).get("Properties") or {}
        properties = resource.get("Properties") or {}
        if resource.get("ResourceType") == "AWS::IAM::Policy":
            yield properties.get("PolicyName", ""), raw.get("PolicyDocument")
        elif resource.get("ResourceType") == "AWS::IAM::ManagedPolicy":
            yield str(resource.get("PhysicalResourceId")), raw.get("PolicyDocument")
        elif resource.get("ResourceType") == "AWS::IAM::Role":
            for inline in raw.get("Policies") or []:
                yield str(inline.get("PolicyName")), inline.get("PolicyDocument")


def _statements(document: Mapping[str, Any]) -> list[Any]:
    return _listed(document.get("Statement", []))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
