"""The door before MiniStack: our own routes, its admin routes only with the token, a note of the last request."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
Answer = tuple[int, dict[str, Any]]
Handler = Callable[[dict[str, Any]], Answer]

TOKEN_HEADER = b"x-trainyard-token"
_ADMIN = ("/_ministack", "/_localstack", "/_aws/", "/_trainyard/")
# What AWS's own clients and CloudFormation's custom resources call by an address they were given.
_OPEN = ("/_ministack/health", "/_ministack/cfn-response/", "/_ministack/cfn-signal/", "/_ministack/lambda-code/")

_routes: dict[str, Handler] = {}


def route(path: str, handler: Handler) -> None:
    """Have a POST of JSON to `path` (below /_trainyard/) answered by `handler`, on a worker thread."""
    _routes[path] = handler


class Gateway:
    """ASGI application around another."""

    def __init__(self, inner: Application, token: str, activity: Path, started: Callable[[], None]) -> None:
        self._inner = inner
        self._token = token.encode()
        self._activity = activity
        self._started = started
        self._noted = 0.0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one connection's scope."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, self._announcing(send))
        elif scope["type"] == "http" and (answer := await self._own_answer(scope, receive)):
            await _reply(send, *answer)
        else:
            self._note_activity()
            await self._inner(scope, receive, send)

    def _announcing(self, send: Send) -> Send:
        async def announce(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._started()

        return announce

    async def _own_answer(self, scope: Message, receive: Receive) -> Answer | None:
        path = scope["path"]
        if not path.startswith(_ADMIN) or path.startswith(_OPEN):
            return None
        if not hmac.compare_digest(dict(scope["headers"]).get(TOKEN_HEADER, b""), self._token):
            return 403, {
                "message": f"{path} is for the stand-in's own processes: X-Trainyard-Token is missing or wrong"
            }
        if not path.startswith("/_trainyard/"):
            return None
        self._note_activity()
        if path not in _routes:
            return 404, {"message": f"{path} is not known; there are {sorted(_routes)}"}
        return await asyncio.to_thread(_routes[path], json.loads(await _body(receive) or b"{}"))

    def _note_activity(self) -> None:
        if time.monotonic() - self._noted > 1:
            self._noted = time.monotonic()
            self._activity.touch()


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def _reply(send: Send, status: int, answer: dict[str, Any]) -> None:
    content_type = (b"content-type", b"application/json")
    await send({"type": "http.response.start", "status": status, "headers": [content_type]})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})
