"""What a resource's handlers ask of the stack's role: the table of `handler_permissions.yaml` over its properties.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html, and for
the actions the `handlers` of each type's published schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, Literal

import yaml

type Verb = Literal["create", "update", "delete"]
type Need = tuple[str, str, dict[str, str]]
"""(action, ARN, condition keys)"""


@dataclass(frozen=True)
class Resource:
    """One resource of a stack, on its way from `old` properties to `new` (the same ones where it goes or comes)."""

    type: str
    logical_id: str
    physical_id: str
    """Empty where it is yet to be made."""
    stack: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return the table by resource type."""
    known: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("handler_permissions.yaml").read_text())
    return known


def needs(verb: Verb, resource: Resource, region: str, account: str) -> Iterator[Need]:
    """Return what the role must be allowed; nothing of a type that the table does not know."""
    if resource.type.startswith("Custom::") or resource.type == "AWS::CloudFormation::CustomResource":
        yield "lambda:InvokeFunction", str(resource.new.get("ServiceToken", "*")), {}
        return
    known = table().get(resource.type, {})
    arns = list(_arns(known, resource, region, account))
    context = _conditions(resource)
    for action in _actions(verb, known, resource):
        yield from ((action, arn, context) for arn in arns)
    if verb != "delete":
        for path, service in known.get("pass", {}).items():
            for role in _values(resource.new, path):
                yield "iam:PassRole", role, {"iam:PassedToService": f"{service}.amazonaws.com"}
        code = resource.new.get(known.get("object", ""), {})
        if code.get("S3Bucket") and (verb == "create" or _changed("Code", resource)):
            yield "s3:GetObject", f"arn:aws:s3:::{code['S3Bucket']}/{code.get('S3Key')}", {}


def _actions(verb: Verb, known: Mapping[str, Any], resource: Resource) -> list[str]:
    found = list(known.get(verb, []))
    for name, actions in known.get("with", {}).items():
        if _given(resource.new.get(name)) and (verb == "create" or (verb == "update" and _changed(name, resource))):
            found += actions
    for name, actions in known.get("changed", {}).items():
        if verb == "update" and _changed(name, resource):
            found += actions
    return list(dict.fromkeys(found))


def _given(value: Any) -> bool:
    """Tell whether the template says something; CloudFormation's own tags (aws:…) are no request to tag."""
    own = [tag for tag in _listed(value) if isinstance(tag, dict) and str(tag.get("Key", "")).startswith("aws:")]
    return bool(value) and own != _listed(value)


def _changed(name: str, resource: Resource) -> bool:
    return bool(resource.old.get(name) != resource.new.get(name))


def _arns(known: Mapping[str, Any], resource: Resource, region: str, account: str) -> Iterator[str]:
    pattern = known.get("arn", "")
    own = resource.new.get(known.get("name", "")) or resource.physical_id or _made_name(resource, pattern)
    name = str(own).rsplit("/", 1)[-1].rsplit(":", 1)[-1] if str(own).startswith("arn:") else str(own).lstrip("/")
    by_name = {"region": region, "account": account, "name": name}
    asked = next((part for part in Template(pattern).get_identifiers() if part not in by_name), None)
    for value in _values(resource.new, asked) if asked else [""]:
        filled = Template(pattern).safe_substitute(by_name, **({asked: _last(value, pattern)} if asked else {}))
        yield filled if filled.startswith("arn:") else f"arn:aws:{filled}"


def _last(value: str, pattern: str) -> str:
    """Return an ARN's last part where the pattern has a place for no more."""
    return value if pattern.startswith("$") else value.rsplit(":", 1)[-1].rsplit("/", 1)[-1]


def _made_name(resource: Resource, pattern: str) -> str:
    """Return the name that CloudFormation makes; the last 12 characters are known only once it is, X stands for them.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
    """
    made = f"{resource.stack}-{resource.logical_id}-XXXXXXXXXXXX"
    return made.lower() if pattern.startswith("s3:") else made


def _values(properties: Mapping[str, Any], path: str) -> list[str]:
    """Return the texts at a dotted path; lists are gone through."""
    found: list[Any] = [properties]
    for part in path.split("."):
        found = [inner for outer in found if isinstance(outer, Mapping) for inner in _listed(outer.get(part))]
    return [str(value) for value in found]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _conditions(resource: Resource) -> dict[str, str]:
    boundary = resource.new.get("PermissionsBoundary")
    return {"iam:PermissionsBoundary": str(boundary)} if boundary else {}
