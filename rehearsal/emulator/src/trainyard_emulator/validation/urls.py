"""Which operation a method and a URL stand for, and what the URL and the headers say, by the model of a REST service.

Source of the bindings: https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

import functools
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainyard_emulator.validation.models import service_model
from trainyard_emulator.validation.scalars import scalar

type Query = Mapping[str, list[str]]


@dataclass(frozen=True)
class Route:
    """An operation, and how its requests look."""

    operation: Any
    method: str
    path: re.Pattern[str]
    query: dict[str, str]
    """Names that must stand in the query, with the value that they must have; empty where any will do."""
    headers: frozenset[str]
    """Headers that must be there, in lower case."""

    def takes(self, method: str, path: str, query: Query, headers: Mapping[str, str]) -> bool:
        """Tell whether a request looks like this operation's."""
        return (
            method == self.method
            and self.headers <= headers.keys()
            and all(name in query and (not value or value in query[name]) for name, value in self.query.items())
            and self.path.fullmatch(path) is not None
        )

    def members(self, path: str, query: Query, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the request's members that stand in path, query and headers (maps are passed over)."""
        matched = self.path.fullmatch(path)
        labels = matched.groupdict() if matched else {}
        found: dict[str, Any] = {}
        for name, shape in self.operation.input_shape.members.items() if self.operation.input_shape else ():
            place, wire = shape.serialization.get("location"), str(shape.serialization.get("name", name))
            if place == "uri" and _group(wire) in labels:
                found[name] = scalar(shape, urllib.parse.unquote(labels[_group(wire)]))
            elif place == "querystring" and wire in query:
                found[name] = _parts(shape, query[wire])
            elif place == "header" and wire.lower() in headers:
                text = headers[wire.lower()]
                found[name] = _parts(shape, text.split(",") if shape.type_name == "list" else [text])
        return found


def _parts(shape: Any, texts: list[str]) -> Any:
    if shape.type_name == "list":
        return [scalar(shape.member, text.strip()) for text in texts]
    return scalar(shape, texts[0])


def route(service: str, method: str, path: str, query: Query, headers: Mapping[str, str]) -> Route | None:
    """Return the operation that a request stands for; None if the service has none of this kind.

    Of several (PutObject, CopyObject and UploadPart share method and path) it is the one most of whose marks are there.
    `headers` have lower-case names.
    """
    fitting = [known for known in _routes(service) if known.takes(method, path, query, headers)]
    return max(fitting, key=lambda known: len(known.query) + len(known.headers)) if fitting else None


@functools.cache
def _routes(service: str) -> tuple[Route, ...]:
    model = service_model(service)
    operations = [model.operation_model(name) for name in sorted(model.operation_names)] if model is not None else []
    operations.sort(key=lambda operation: operation.deprecated)  # GetBucketLifecycle has its successor's URL
    return tuple(_route(operation) for operation in operations)


def _route(operation: Any) -> Route:
    path, _, query = operation.http["requestUri"].partition("?")
    constants = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
    shape = operation.input_shape
    needed = [(name, shape.members[name].serialization) for name in (shape.required_members if shape else ())]
    named = {str(how.get("name", name)): "" for name, how in needed if how.get("location") == "querystring"}
    headers = frozenset(str(how.get("name", name)).lower() for name, how in needed if how.get("location") == "header")
    return Route(operation, operation.http["method"], _compiled(path), named | constants, headers)


def _compiled(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]+\})", template.rstrip("/"))
    return re.compile("".join(_label(part) if part.startswith("{") else re.escape(part) for part in parts) + "/?")


def _label(part: str) -> str:
    name = part.strip("{}")
    return f"(?P<{_group(name.rstrip('+'))}>{'.+' if name.endswith('+') else '[^/]+'})"


def _group(name: str) -> str:
    return re.sub(r"\W", "_", name)
