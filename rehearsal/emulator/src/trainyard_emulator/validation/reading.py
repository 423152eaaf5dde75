"""An HTTP request as the operation and the members that it stands for, in each of AWS's protocols."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainyard_emulator import wire
from trainyard_emulator.validation import documents, forms, urls
from trainyard_emulator.validation.models import service_model


@dataclass(frozen=True)
class Call:
    """An operation by name, its input's shape (None if it takes nothing) and what was sent."""

    operation: str
    shape: Any | None
    members: dict[str, Any]


class UnknownOperationError(Exception):
    """The service has no such operation."""


def read(
    service: str, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, list[str]]
) -> Call | None:
    """Return what a request asks for; None where this cannot tell (a protocol that nothing here reads, as CBOR).

    Raises UnknownOperationError and documents.UnreadableError.
    """
    known = wire.lower(headers)
    if "x-amz-target" in known:
        operation = wire.operation(headers)
        return Call(operation, _shape(service, operation), documents.from_json(body))
    model = service_model(service)
    protocol = model.metadata.get("protocol", "") if model else ""
    if protocol.startswith("rest-"):
        return _rest(service, protocol, method, path, known, body, query)
    form = forms.fields(body, query) if protocol in ("query", "ec2") else {}
    if "Action" not in form:
        return None
    shape = _shape(service, form["Action"])
    return Call(form["Action"], shape, forms.Form(form, protocol == "ec2").request(shape))


def _shape(service: str, operation: str) -> Any | None:
    model = service_model(service)
    if model is None or operation not in model.operation_names:
        raise UnknownOperationError(operation)
    return model.operation_model(operation).input_shape


def _rest(
    service: str,
    protocol: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    query: Mapping[str, list[str]],
) -> Call | None:
    route = urls.route(service, method, path, query, headers)
    if route is None:
        return None
    shape, found = route.operation.input_shape, route.members(path, query, headers)
    if shape is None:
        return Call(route.operation.name, None, {})
    return Call(route.operation.name, shape, found | _body(shape, protocol, body))


def _body(shape: Any, protocol: str, body: bytes) -> dict[str, Any]:
    payload = shape.serialization.get("payload")
    if not body:
        return {}
    parse = functools.partial(documents.from_xml, shape) if protocol == "rest-xml" else documents.from_json
    if not payload:
        members: dict[str, Any] = parse(body) if protocol == "rest-json" or _in_body(shape) else {}
        return members
    member = shape.members[payload]
    if member.type_name == "structure":
        return {payload: documents.from_xml(member, body) if protocol == "rest-xml" else documents.from_json(body)}
    return {payload: body.decode(errors="replace") if member.type_name == "string" else body}


def _in_body(shape: Any) -> bool:
    """Tell whether any member stands in the body: an upload's bytes are no document."""
    return any(not member.serialization.get("location") for member in shape.members.values())
