"""Stands before every service of MiniStack's, behind its door: a request that AWS would refuse goes no further."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from ministack import app

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.reach import operations
from trainyard_emulator.validation import constraints
from trainyard_emulator.validation.documents import UnreadableError
from trainyard_emulator.validation.models import service_model
from trainyard_emulator.validation.reading import UnknownOperationError, read

# Judged where its operations are: the same judgement serves state machines, which call it without HTTP.
_OWN = frozenset({"sagemaker", "sagemaker-runtime"})


def install(_context: Context) -> None:
    """Stand before each service that AWS publishes a model of; last of those that replace handlers."""
    seams.require(app, "SERVICE_HANDLERS")
    for service in app.SERVICE_HANDLERS.keys() - _OWN:
        if service_model(service) is not None:
            seams.replace_entry(
                app.SERVICE_HANDLERS, service, "app.SERVICE_HANDLERS", functools.partial(_judging, service=service)
            )


def _judging(own: wire.Handler, service: str) -> wire.Handler:
    async def judged(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        data = body.encode() if isinstance(body, str) else body
        refusal = problem(service, method, path, headers, data, query)
        return refusal or await own(method, path, headers, body, query)

    return judged


def problem(
    service: str, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, list[str]]
) -> wire.Response | None:
    """Return the error that AWS answers to a request that its model does not allow; None if there is none."""
    refuse = _refusing(service)
    try:
        call = read(service, method, path, headers, body, query)
    except UnknownOperationError as unknown:
        return refuse("UnknownOperation", f"{service} has no operation '{unknown}'")
    except UnreadableError as unreadable:
        return refuse("Malformed", f"{service}: {unreadable}")
    if call is not None:
        operations.note(service, call.operation)
    if call is None or not (report := constraints.problem(call.shape, call.members)):
        return None
    return refuse("Invalid", f"{call.operation}: {report}")


# What each protocol calls a request that no operation takes, one that cannot be read, and one against its model.
_CODES: dict[str, dict[str, str]] = {
    "json": {
        "UnknownOperation": "UnknownOperationException",
        "Malformed": "SerializationException",
        "Invalid": "ValidationException",
    },
    "query": {"UnknownOperation": "InvalidAction", "Malformed": "MalformedQueryString", "Invalid": "ValidationError"},
    "rest-xml": {"UnknownOperation": "NotImplemented", "Malformed": "MalformedXML", "Invalid": "InvalidArgument"},
}


def _refusing(service: str) -> Callable[[str, str], wire.Response]:
    model = service_model(service)
    protocol = model.metadata.get("protocol", "json") if model else "json"
    kind = "query" if protocol == "ec2" else protocol if protocol in _CODES else "json"
    answer = {"json": wire.json_error, "query": wire.query_error, "rest-xml": wire.s3_error}[kind]
    return lambda code, message: answer(_CODES[kind][code], message, 400)
