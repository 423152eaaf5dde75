"""Every judged call of this run: who, what, to which resource, allowed or refused, and by which statement's leave.

Counted, not listed: a call is known by its principal, its action, its decision and the statements that allowed it; of
the resources, the first few are kept by name.
"""

from __future__ import annotations

import threading
import time
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

NAMED_RESOURCES = 20
"""How many resources are kept by name; beyond these a call is only counted."""


@dataclass(frozen=True)
class Leave:
    """What allowed a call: a statement of one of its role's policies, or what needed none of them."""

    kind: Literal["inline", "managed", "resource policy", "trust policy"]
    policy: str = ""
    """Name of the inline policy, ARN of the managed one; empty of other kinds."""
    statement: int = 0
    """Its place in the policy's document, from 0."""
    sid: str = ""
    actions: tuple[str, ...] = ()
    """Those of the statement's actions that match the call, as they are written there."""
    resources: tuple[str, ...] = ()
    """Likewise its resources."""
    digest: str = ""
    """Of the statement's content: a policy that changes has another statement at the same place."""


@dataclass
class _Tally:
    count: int = 0
    resources: dict[str, None] = field(default_factory=dict)
    refused: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Call:
    """What calls that are counted together have in common."""

    principal: str
    """ARN of the role, without its path."""
    action: str
    allowed: bool
    leave: tuple[Leave, ...] = ()
    """Each of these alone would have allowed it; none where it was refused."""
    why: str = ""
    """Of a refusal, whose policy it was, as AWS ends its sentence; empty where AWS does not say."""
    sid: str = ""
    """Of a statement that denied it, where it has one: AWS does not say."""


_tallies: dict[Call, _Tally] = {}
_lock = threading.Lock()


def note(call: Call, resource: str) -> None:
    """Count a call."""
    with _lock:
        tally = _tallies.setdefault(call, _Tally())
        tally.count += 1
        if not call.allowed:
            tally.refused.append(time.time())
        if len(tally.resources) < NAMED_RESOURCES:
            tally.resources[resource] = None


def take_back(call: Call, resource: str) -> None:
    """Undo one `note`: another policy decided otherwise."""
    with _lock:
        tally = _tallies[call]
        tally.count -= 1
        del tally.refused[-1:]
        if tally.count == 0:
            del _tallies[call]
        elif tally.count < len(tally.resources):
            tally.resources.pop(resource, None)


def counted() -> list[tuple[Call, int]]:
    """Return all calls until now, each with how often it was made."""
    with _lock:
        return [(call, tally.count) for call, tally in _tallies.items()]


def as_json() -> list[dict[str, Any]]:
    """Return all calls until now, as contract `permissions` has them."""
    with _lock:
        return [
            {
                "principal": call.principal,
                "action": call.action,
                "decision": "allowed" if call.allowed else "refused",
                "count": tally.count,
                "resources": list(tally.resources),
                "allowedBy": [_public(leave) for leave in call.leave],
                "why": call.why,
                "sid": call.sid,
                "last": tally.refused[-1] if tally.refused else 0,
            }
            for call, tally in _tallies.items()
        ]


def _public(leave: Leave) -> dict[str, Any]:
    return {name: value for name, value in asdict(leave).items() if name != "digest"}
