"""What the engine has judged that no call of an API asks for, such as the use of a connection."""

from __future__ import annotations

from typing import Any

from trainyard_emulator import gateway
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import judge


def install(_context: Context) -> None:
    """Answer the engine at /_trainyard/demand."""
    gateway.route("/_trainyard/demand", _answer)


def _answer(request: dict[str, Any]) -> gateway.Answer:
    verdict = judge(request["principal"], request["action"], request["resource"])
    return (200, {}) if verdict.allowed else (403, {"message": verdict.refusal})
