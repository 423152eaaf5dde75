"""One exchange with a server process."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass

INVOCATION_SECONDS = 60.0
"""AWS's limit of one invocation."""
_PING_SECONDS = 2.0


class InvocationTimeoutError(Exception):
    """The model did not answer within AWS's limit."""


class HostGoneError(Exception):
    """The server did not take, or did not finish, an invocation."""


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(port: int, body: bytes, headers: Mapping[str, str], seconds: float = INVOCATION_SECONDS) -> Answer:
    """Send one invocation."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("POST", "/invocations", body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, dict(response.getheaders()), response.read())
    except TimeoutError as error:
        raise InvocationTimeoutError from error
    except (OSError, http.client.HTTPException) as error:
        raise HostGoneError(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()


def answers_ping(port: int) -> bool:
    """Tell whether the server says that it is healthy."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PING_SECONDS)
    try:
        connection.request("GET", "/ping")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
