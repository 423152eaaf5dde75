"""Answers in the form that MiniStack's handlers give: status, headers, body."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

Response = tuple[int, dict[str, str], Any]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, list[str]]], Awaitable[Response]]

JSON_1_1 = "application/x-amz-json-1.1"


def json_answer(body: Mapping[str, Any] | bytes, status: int = 200) -> Response:
    """Return an answer of a JSON service."""
    return status, {"Content-Type": JSON_1_1}, body if isinstance(body, bytes) else json.dumps(body).encode()


def json_error(code: str, message: str, status: int = 400) -> Response:
    """Return an error of a JSON service, as its SDK clients raise it."""
    return json_answer({"__type": code, "message": message}, status)


def s3_error(code: str, message: str, status: int = 403) -> Response:
    """Return an error of S3."""
    text = f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>'
    return status, {"Content-Type": "application/xml"}, text.encode()


def query_error(code: str, message: str, status: int = 403) -> Response:
    """Return an error of a query service (CloudFormation, STS, EC2, ...)."""
    error = f"<Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message>"
    return status, {"Content-Type": "text/xml"}, f"<ErrorResponse><Error>{error}</Error></ErrorResponse>".encode()


def lower(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with lower-case names."""
    return {name.lower(): value for name, value in headers.items()}


def operation(headers: Mapping[str, str]) -> str:
    """Return the operation that X-Amz-Target names; empty if there is none."""
    return lower(headers).get("x-amz-target", "").rsplit(".", 1)[-1]


def body_of(body: bytes) -> dict[str, Any]:
    """Return a JSON service's request; what is not an object counts as empty."""
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
