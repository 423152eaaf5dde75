"""`aws-sdk:s3:putObject`, which MiniStack 1.5.33 leaves out: an object of JSON."""

from __future__ import annotations

import json
from typing import Any

from ministack import app
from ministack.services import stepfunctions

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.step_functions import errors, get_object

RESOURCE = "arn:aws:states:::aws-sdk:s3:putObject"
_KNOWN = frozenset({"Bucket", "Key", "Body", "ContentType"})


def install(_context: Context) -> None:
    """Answer tasks that write an object."""
    seams.require(stepfunctions, "_SERVICE_DISPATCH")
    stepfunctions._SERVICE_DISPATCH[RESOURCE] = put_object


def put_object(_resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Write one object, as the state machine's role."""
    if problem := _problem(arguments):
        raise errors.unusable(json.dumps(arguments), problem)
    data = json.dumps(arguments["Body"]).encode()
    headers = get_object.signed() | {
        "content-type": str(arguments.get("ContentType", "application/octet-stream")),
        "content-length": str(len(data)),
    }
    path = f"/{arguments['Bucket']}/{arguments['Key']}"
    status, given, answer = app.call_service_handler_sync(app.SERVICE_HANDLERS["s3"], "PUT", path, headers, data, {})
    if status >= 300:
        raise get_object.refusal(status, answer)
    return {"ETag": wire.lower(given).get("etag", "")}


def _problem(arguments: dict[str, Any]) -> str | None:
    if missing := [name for name in ("Bucket", "Key") if not arguments.get(name)]:
        return f"The field {missing[0]!r} is required but was missing"
    if unknown := sorted(arguments.keys() - _KNOWN):
        return f"The field {unknown[0]!r} is not played in a rehearsal; it plays {', '.join(sorted(_KNOWN))}"
    if not isinstance(arguments.get("Body"), dict):
        # AWS documents no rule for how a text arrives in the object, with quotes or without.
        return f"The field 'Body' must be an object in a rehearsal, got {type(arguments.get('Body')).__name__}"
    return None
