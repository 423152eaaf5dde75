"""What the stand-in saw as objects in S3, each worked out when it is read; others' entries at /_trainyard/ledger.

`ledger.json` says what acted, `permissions.json` which calls were judged and which grants they used, `reach.json` which
operations were called and which transitions taken: contracts `ledger`, `permissions`, `reach`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from ministack import app
from ministack.core import responses
from ministack.services import s3

from trainyard_emulator import gateway, seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.faults import weather
from trainyard_emulator.grants import plugin as grants
from trainyard_emulator.identity import calls, undelivered
from trainyard_emulator.ledger import resources, workflows
from trainyard_emulator.ledger.entries import bring_all, brought
from trainyard_emulator.reach import operations, transitions


def bucket_name(tools_account: str) -> str:
    """Return the bucket that holds them."""
    return f"trainyard-ledger-{tools_account}"


def install(context: Context) -> None:
    """Make the bucket and its objects, and keep them true."""
    seams.require(s3, "_create_bucket", "_put_object")
    bucket = bucket_name(context.tools_account)

    def write(key: str) -> None:
        with responses.request_scope(context.tools_account, context.region):
            s3._put_object(bucket, key, _CONTENTS[key](context), {"content-type": "application/json"})

    with responses.request_scope(context.tools_account, context.region):
        s3._create_bucket(bucket, b"")
    for key in _CONTENTS:
        write(key)
    gateway.route("/_trainyard/ledger", _take)

    def before_reading(original: wire.Handler) -> wire.Handler:
        async def handle(method: str, path: str, headers: Any, body: bytes, query: Any) -> wire.Response:
            key = path.removeprefix(f"/{bucket}/")
            if method in ("GET", "HEAD") and path != key and key in _CONTENTS:
                await asyncio.to_thread(write, key)
            return await original(method, path, headers, body, query)

        return handle

    seams.replace_entry(app.SERVICE_HANDLERS, "s3", "app.SERVICE_HANDLERS", before_reading)


def _ledger(context: Context) -> bytes:
    found = {entry.key: entry for entry in [*resources.entries(), *workflows.entries(), *brought()]}
    settings = {
        "waitScale": context.wait_scale,
        "identity": "relaxed" if context.relaxed else "enforced",
        "faults": weather.current().told(),
    }
    return json.dumps({"entries": [entry.as_json() for entry in found.values()], "settings": settings}).encode()


def _permissions(_context: Context) -> bytes:
    found = {"calls": calls.as_json(), "undelivered": undelivered.as_json(), "grants": grants.as_json()}
    return json.dumps(found).encode()


def _reach(_context: Context) -> bytes:
    return json.dumps({"operations": operations.as_json(), "machines": transitions.as_json()}).encode()


_CONTENTS: dict[str, Callable[[Context], bytes]] = {
    "ledger.json": _ledger,
    "permissions.json": _permissions,
    "reach.json": _reach,
}


def _take(request: dict[str, Any]) -> gateway.Answer:
    try:
        bring_all(request["entries"])
    except (TypeError, ValueError, KeyError) as problem:
        return 400, {"message": str(problem)}
    return 200, {}
