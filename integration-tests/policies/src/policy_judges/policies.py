"""Every policy document of a set of templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policy_judges.references import References, Template, exports

type Kind = Literal["identity", "trust", "resource"]


@dataclass(frozen=True)
class Policy:
    """One document, its references resolved."""

    holder: str
    """Logical id of the resource that holds it."""
    kind: Kind
    resource_type: str
    document: Mapping[str, Any]

    @property
    def statements(self) -> list[Mapping[str, Any]]:
        """Return its statements; one alone may stand without a list."""
        return as_list(self.document["Statement"])


def as_list(value: Any) -> list[Any]:
    """Return what IAM lets one write with or without a list."""
    return value if isinstance(value, list) else [value]


def of_templates(templates: Mapping[str, Template]) -> Iterator[Policy]:
    """Return every document with a Statement in every resource of every template."""
    exported = exports(templates)
    for _, template in sorted(templates.items()):
        references = References(template, exported)
        for logical_id, resource in template.get("Resources", {}).items():
            for member, document in _documents(resource.get("Properties", {}), ""):
                kind = _kind(resource["Type"], member)
                yield Policy(logical_id, kind, resource["Type"], references.resolved(document))


def _documents(value: Any, member: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, dict) and "Statement" in value:
        yield member, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _documents(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _documents(each, member)


def _kind(resource_type: str, member: str) -> Kind:
    if member == "AssumeRolePolicyDocument":
        return "trust"
    return "identity" if resource_type.startswith("AWS::IAM::") else "resource"
