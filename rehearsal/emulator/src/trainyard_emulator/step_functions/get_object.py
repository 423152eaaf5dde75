"""`aws-sdk:s3:getObject`, which MiniStack 1.5.33 leaves out: the object's text as Body."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

from ministack import app
from ministack.services import stepfunctions

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.sagemaker import names
from trainyard_emulator.step_functions import errors

RESOURCE = "arn:aws:states:::aws-sdk:s3:getObject"
LARGEST_STATE = 256 * 1024
_ANSWERS = {"content-type": "ContentType", "etag": "ETag", "last-modified": "LastModified"}
_MODELED = {"NoSuchKey", "InvalidObjectState"}


def install(_context: Context) -> None:
    """Answer tasks that read an object."""
    seams.require(stepfunctions, "_SERVICE_DISPATCH")
    seams.require(app, "call_service_handler_sync", "SERVICE_HANDLERS")
    stepfunctions._SERVICE_DISPATCH[RESOURCE] = get_object


def get_object(_resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read one object, as the state machine's role."""
    missing = [name for name in ("Bucket", "Key") if not arguments.get(name)]
    if missing:
        raise errors.unusable(arguments, f"The field {missing[0]!r} is required but was missing")
    query = {"versionId": arguments["VersionId"]} if "VersionId" in arguments else {}
    path = f"/{arguments['Bucket']}/{arguments['Key']}"
    # Looked up at each call: others stand around the handler and around this function, and judge the role there.
    status, given, body = app.call_service_handler_sync(app.SERVICE_HANDLERS["s3"], "GET", path, signed(), b"", query)
    if status >= 300:
        raise refusal(status, body)
    if len(body) > LARGEST_STATE:
        raise errors.failure("States.DataLimitExceeded", f"{path} has {len(body)} bytes, a state {LARGEST_STATE}")
    lower = wire.lower(given)
    found = {name: lower[header] for header, name in _ANSWERS.items() if header in lower}
    return found | {"Body": body.decode(errors="replace"), "ContentLength": len(body)}


def signed() -> dict[str, str]:
    """Return the headers of a request in the current account."""
    scope = f"Credential={names.account()}/20260101/{names.region()}/s3/aws4_request"
    return {"host": f"s3.{names.region()}.amazonaws.com", "authorization": f"AWS4-HMAC-SHA256 {scope}"}


def refusal(status: int, body: bytes) -> Exception:
    """Return S3's refusal as Step Functions names it."""
    text = body.decode(errors="replace")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return errors.failure("S3.S3Exception", text or f"S3 answered {status}")
    code = next((element.text for element in root.iter() if element.tag.endswith("Code")), "") or ""
    message = next((element.text for element in root.iter() if element.tag.endswith("Message")), "") or code
    name = f"S3.{code}Exception" if code in _MODELED else "S3.S3Exception"
    return errors.failure(name, f"{message} (Service: S3, Status Code: {status})")
