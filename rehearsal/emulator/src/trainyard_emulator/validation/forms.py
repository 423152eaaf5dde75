"""A request of a query service (CloudFormation, IAM, STS, SNS, EC2): `Tags.member.1.Key=a`, read by its model.

Source of the form: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, and aws-ec2-query-protocol.html there.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainyard_emulator.validation.scalars import scalar


def fields(body: bytes, query: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the form's fields, of the body and of the URL."""
    given = {name: values[0] for name, values in query.items() if values}
    given.update(urllib.parse.parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return given


@dataclass(frozen=True)
class Form:
    """The fields of one request."""

    fields: Mapping[str, str]
    ec2: bool
    """EC2 has names of its own, and no list without its items' names flattened away."""

    def request(self, shape: Any | None) -> dict[str, Any]:
        """Return the members of `shape` that are there; fields of no member are passed over, as AWS passes them."""
        return self._structure(shape, "") if shape is not None else {}

    def _value(self, shape: Any, prefix: str) -> Any:
        if shape.type_name == "structure":
            return self._structure(shape, f"{prefix}.")
        if shape.type_name == "list":
            return self._list(shape, prefix)
        if shape.type_name == "map":
            return self._map(shape, prefix)
        return scalar(shape, self.fields[prefix])

    def _structure(self, shape: Any, prefix: str) -> dict[str, Any]:
        names = {name: prefix + self._wire_name(name, member) for name, member in shape.members.items()}
        return {name: self._value(shape.members[name], at) for name, at in names.items() if self._stands(at)}

    def _wire_name(self, name: str, member: Any) -> str:
        how = member.serialization
        if self.ec2:
            wire = str(how.get("name", name))
            return str(how.get("queryName", wire[0].upper() + wire[1:]))
        if member.type_name == "list" and how.get("flattened"):  # goes by the name of its items
            return str(member.member.serialization.get("name", how.get("name", name)))
        return str(how.get("name", name))

    def _list(self, shape: Any, prefix: str) -> list[Any]:
        item = prefix
        if not (self.ec2 or shape.serialization.get("flattened")):
            item += "." + shape.member.serialization.get("name", "member")
        return [self._value(shape.member, f"{item}.{n}") for n in self._numbers(item)]

    def _map(self, shape: Any, prefix: str) -> dict[str, Any]:
        entry = prefix if shape.serialization.get("flattened") else f"{prefix}.entry"
        key, value = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        return {
            self.fields.get(f"{entry}.{n}.{key}", ""): self._value(shape.value, f"{entry}.{n}.{value}")
            for n in self._numbers(entry)
        }

    def _numbers(self, prefix: str) -> list[int]:
        index = re.compile(re.escape(prefix) + r"\.(\d+)(?:\.|$)")
        return sorted({int(found[1]) for name in self.fields if (found := index.match(name))})

    def _stands(self, prefix: str) -> bool:
        return prefix in self.fields or any(name.startswith(f"{prefix}.") for name in self.fields)
