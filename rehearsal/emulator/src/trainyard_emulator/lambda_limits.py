"""How large what goes into a function and what comes out of it may be.

Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (invocation payload: 6 MB each for
request and response, synchronous; 1 MB asynchronous).
"""

from __future__ import annotations

import json
from typing import Any

from ministack.services import lambda_svc

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context

SYNCHRONOUS_BYTES = 6_291_456
ASYNCHRONOUS_BYTES = 1_048_576
RESPONSE_BYTES = 6_291_556


def install(_context: Context) -> None:
    """Stand around invocations, whoever asks for them."""
    seams.replace(lambda_svc, "_invoke", _limited)


def _limited(original: Any) -> Any:
    async def invoke(name: str, event: Any, headers: dict[str, str], *rest: Any, **more: Any) -> Any:
        kind = wire.lower(headers).get("x-amz-invocation-type", "RequestResponse")
        most = ASYNCHRONOUS_BYTES if kind == "Event" else SYNCHRONOUS_BYTES
        if (size := len(json.dumps(event).encode())) > most:
            words = f"Request must be smaller than {most} bytes for the InvokeFunction operation, got {size}"
            return wire.json_error("RequestTooLargeException", words, 413)
        status, answer_headers, body = await original(name, event, headers, *rest, **more)
        if len(body) > RESPONSE_BYTES:
            words = f"Response payload size exceeded maximum allowed payload size ({RESPONSE_BYTES} bytes)."
            answer = {"errorMessage": words, "errorType": "Function.ResponseSizeTooLarge"}
            return status, answer_headers | {"X-Amz-Function-Error": "Unhandled"}, json.dumps(answer).encode()
        return status, answer_headers, body

    return invoke
