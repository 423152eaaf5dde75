"""The ledger as an object in S3, worked out whenever somebody reads it; others' entries at /_trainyard/ledger."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from ministack import app
from ministack.core import responses
from ministack.services import s3

from trainyard_emulator import gateway, seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.ledger import resources, workflows
from trainyard_emulator.ledger.entries import bring_all, brought

KEY = "ledger.json"


def bucket_name(tools_account: str) -> str:
    """Return the bucket that holds the ledger."""
    return f"trainyard-ledger-{tools_account}"


def install(context: Context) -> None:
    """Make the bucket and its object, and keep it true."""
    seams.require(s3, "_create_bucket", "_put_object")
    bucket = bucket_name(context.tools_account)

    def write() -> None:
        with responses.request_scope(context.tools_account, context.region):
            s3._put_object(bucket, KEY, content(context), {"content-type": "application/json"})

    with responses.request_scope(context.tools_account, context.region):
        s3._create_bucket(bucket, b"")
    write()
    gateway.route("/_trainyard/ledger", _take)

    def before_reading(original: wire.Handler) -> wire.Handler:
        async def handle(method: str, path: str, headers: Any, body: bytes, query: Any) -> wire.Response:
            if method in ("GET", "HEAD") and path == f"/{bucket}/{KEY}":
                await asyncio.to_thread(write)
            return await original(method, path, headers, body, query)

        return handle

    seams.replace_entry(app.SERVICE_HANDLERS, "s3", "app.SERVICE_HANDLERS", before_reading)


def content(context: Context) -> bytes:
    """Return the whole ledger as of now."""
    found = {entry.key: entry for entry in [*resources.entries(), *workflows.entries(), *brought()]}
    settings = {"waitScale": context.wait_scale, "identity": "enforced"}
    return json.dumps({"entries": [entry.as_json() for entry in found.values()], "settings": settings}).encode()


def _take(request: dict[str, Any]) -> gateway.Answer:
    try:
        bring_all(request["entries"])
    except (TypeError, ValueError, KeyError) as problem:
        return 400, {"message": str(problem)}
    return 200, {}
