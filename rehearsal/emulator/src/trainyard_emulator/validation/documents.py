"""A request's body as a document: JSON, or S3's XML, read by its model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree

from trainyard_emulator.validation.scalars import scalar


class UnreadableError(Exception):
    """The body is no document of the service's kind."""


def from_json(body: bytes) -> dict[str, Any]:
    """Return a JSON object's members; a null counts as left out, as AWS counts it. Raises UnreadableError."""
    try:
        given = json.loads(body or b"{}")
    except ValueError as problem:
        raise UnreadableError(f"the body is no JSON: {problem}") from problem
    if not isinstance(given, dict):
        raise UnreadableError(f"the body must be a JSON object, got {type(given).__name__}")
    members: dict[str, Any] = _without_nulls(given)
    return members


def from_xml(shape: Any, body: bytes) -> Any:
    """Return the value of `shape` that the XML holds; elements of no member stay, so that they are refused."""
    try:
        return _value(shape, [ElementTree.fromstring(body)])
    except ParseError as problem:
        raise UnreadableError(f"the body is no XML: {problem}") from problem


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _value(shape: Any, elements: list[Element]) -> Any:
    if shape.type_name == "list":
        flattened = shape.serialization.get("flattened")
        items: Iterable[ElementTree.Element] = elements if flattened else [item for one in elements for item in one]
        return [_value(shape.member, [item]) for item in items]
    if shape.type_name == "structure":
        return _structure(shape, elements[0])
    return scalar(shape, elements[0].text or "")


def _structure(shape: Any, element: Element) -> dict[str, Any]:
    by_wire_name = {_wire_name(name, member): name for name, member in shape.members.items()}
    given: dict[str, list[Element]] = {}
    for child in element:
        given.setdefault(child.tag.rpartition("}")[2], []).append(child)
    attributes = {name.rpartition("}")[2]: text for name, text in element.attrib.items()}
    found: dict[str, Any] = {}
    for wire, elements in given.items():
        name = by_wire_name.get(wire)
        found[name or wire] = _value(shape.members[name], elements) if name else elements[0].text
    for wire, name in by_wire_name.items():
        if shape.members[name].serialization.get("xmlAttribute"):
            found[name] = attributes.get(wire.rpartition(":")[2], "")
    return found


def _wire_name(name: str, member: Any) -> str:
    if member.type_name == "list" and member.serialization.get("flattened"):
        return str(member.serialization.get("name") or member.member.serialization.get("name") or name)
    return str(member.serialization.get("name", name))
