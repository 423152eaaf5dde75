"""What botocore serializes is read back: the operation and the members, in every protocol and for every operation."""

from __future__ import annotations

import datetime
import urllib.parse
from collections.abc import Iterator
from typing import Any

import pytest
from botocore import serialize

from trainyard_emulator.validation import constraints, models
from trainyard_emulator.validation.reading import read

# By MiniStack's names: all services that a rehearsal talks to.
SERVICES = (
    "cloudformation",
    "codebuild",
    "codepipeline",
    "dynamodb",
    "ec2",
    "ecr",
    "events",
    "iam",
    "kms",
    "lambda",
    "logs",
    "s3",
    "scheduler",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "states",
    "sts",
)
_DEPTH = 4
# Told from ListBuckets by the host alone, and by nothing that the stand-in has.
_ALIKE = {"ListDirectoryBuckets"}


def example(shape: Any, depth: int = 0) -> Any:
    """Return a value of the shape: every member, down to a depth that recursive shapes do not pass."""
    kind = shape.type_name
    if kind == "structure":
        names = list(shape.members if depth < _DEPTH else shape.required_members)
        names = names[:1] if shape.is_tagged_union else names
        return {name: example(shape.members[name], depth + 1) for name in names if _plain(shape.members[name])}
    if kind == "list":
        return [example(shape.member, depth + 1)] * 2 if depth < _DEPTH else [example(shape.member, depth + 1)]
    if kind == "map":
        return {"a key": example(shape.value, depth + 1)}
    return {
        "string": (shape.metadata.get("enum") or ["t" * max(4, shape.metadata.get("min", 0))])[0],
        "boolean": True,
        "blob": b"bytes",
        "timestamp": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    }.get(kind, shape.metadata.get("min", 7))


def _plain(shape: Any) -> bool:
    return not (shape.metadata.get("eventstream") or shape.metadata.get("document") or shape.type_name == "document")


def _sent(service: Any, operation: Any, params: dict[str, Any]) -> tuple[str, str, dict[str, str], bytes, Any]:
    """Serialize as botocore does: method, path, headers, body, query."""
    serializer = serialize.create_serializer(service.metadata["protocol"], include_validation=False)
    request = serializer.serialize_to_request(params, operation)
    path, _, constants = request["url_path"].partition("?")
    query = urllib.parse.parse_qs(constants, keep_blank_values=True)
    for name, value in _pairs(request["query_string"]):
        query.setdefault(name, []).append(value)
    body = request["body"]
    if isinstance(body, dict):
        body = urllib.parse.urlencode(body)
    data = body.encode() if isinstance(body, str) else body
    return request["method"], urllib.parse.unquote(path), dict(request["headers"]), data, query


def _pairs(query: Any) -> list[tuple[str, str]]:
    if isinstance(query, str):
        return urllib.parse.parse_qsl(query, keep_blank_values=True)
    pairs = query.items() if isinstance(query, dict) else query
    return [(name, str(item)) for name, value in pairs for item in (value if isinstance(value, list) else [value])]


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_read_as_it_was_sent(service: str) -> None:
    known = models.service_model(service)
    assert known is not None
    wrong = []
    for name in set(known.operation_names) - _ALIKE:
        operation = known.operation_model(name)
        params = example(operation.input_shape) if operation.input_shape else {}
        call = read(service, *_sent(known, operation, params))
        if operation.deprecated:  # S3's older operations have their successors' URLs
            continue
        if call is None or call.operation != name:
            wrong.append(f"{name}: read as {call.operation if call else None}")
        elif lost := list(_lost(operation.input_shape, params, call.members, "")):
            wrong.append(f"{name}: lost {lost}")
        elif report := constraints.malformed(call.shape, call.members):
            wrong.append(f"{name}: {report}")
    assert wrong == [], "\n".join(wrong)


def _lost(shape: Any, sent: Any, found: Any, path: str) -> Iterator[str]:
    """Yield the places of values that are not read as they were sent; times and bytes are read as their text."""
    kind = shape.type_name if shape else "nothing"
    if kind == "structure":
        for name in sent:
            if not _passed_over(shape.members[name]):
                yield from _lost(shape.members[name], sent[name], _item(found, name), f"{path}.{name}")
    elif kind == "list":
        for index, item in enumerate(sent):
            yield from _lost(shape.member, item, _item(found, index), f"{path}[{index}]")
    elif kind == "map":
        for key, item in sent.items():
            yield from _lost(shape.value, item, _item(found, key), f"{path}.{key}")
    elif found is None or (kind not in ("timestamp", "blob", "nothing") and found != sent):
        yield f"{path}: {sent!r} as {found!r}"


def _passed_over(shape: Any) -> bool:
    return shape.type_name == "map" and shape.serialization.get("location") in ("headers", "querystring")


def _item(found: Any, key: str | int) -> Any:
    try:
        return found[key]
    except (KeyError, IndexError, TypeError):
        return None
