"""503 SlowDown: the first GET and the first PUT of each role in each bucket.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList (SlowDown, 503: "Please reduce
your request rate.")
"""

from __future__ import annotations

from typing import Any

from ministack import app

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.faults import weather
from trainyard_emulator.identity.judge import caller

NAME = "s3-503"


def install(_context: Context) -> None:
    """Stand before S3."""
    seams.replace_entry(app.SERVICE_HANDLERS, "s3", "app.SERVICE_HANDLERS", _slowing)


def _slowing(original: wire.Handler) -> wire.Handler:
    async def handle(method: str, path: str, headers: dict[str, str], body: bytes, query: Any) -> wire.Response:
        if _strikes(method, path):
            return wire.s3_error("SlowDown", "Please reduce your request rate.", 503)
        return await original(method, path, headers, body, query)

    return handle


def _strikes(method: str, path: str) -> bool:
    bucket, _, key = path.lstrip("/").partition("/")
    who = caller()
    if method not in ("GET", "PUT") or not key or ":assumed-role/" not in who:
        return False
    what = f"{method} in {bucket} by {'/'.join(who.split('/')[:2])}"
    return weather.current().strikes(NAME, what, what)
