"""Keeps every statement that was deployed in this run: an update of a stack may take it away again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ministack.core import responses
from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, handlers

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.grants.statements import Key, Statement, of_stack
from trainyard_emulator.identity import calls

_seen: dict[Key, Statement] = {}


def install(_context: Context) -> None:
    """Look at each stack whenever it was deployed."""
    for module in (changesets, handlers):
        seams.replace(module, "_deploy_stack_async", _looking_after)


def _looking_after(original: Any) -> Any:
    async def deploy(stack_name: str, *rest: Any, **more: Any) -> Any:
        answer = await original(stack_name, *rest, **more)
        if stack := cloudformation._stacks.get(stack_name):
            _seen.update(of_stack(responses.get_account_id(), stack))
        return answer

    return deploy


def as_json() -> list[dict[str, Any]]:
    """Return what every role is or was granted, and how often it was used (contract `permissions`)."""
    deployed = dict(_deployed())
    actions, resources = _used()
    return [
        {
            "stack": found.stack,
            "role": found.role,
            "construct": found.construct,
            "policy": found.policy,
            "statement": found.index,
            "sid": found.sid,
            "deployed": key in deployed,
            "actions": [{"action": one, "used": actions[key, one]} for one in found.actions],
            "resources": [
                {"resource": one, "written": text, "used": resources[key, one]}
                for one, text in zip(found.resources, found.written, strict=True)
            ],
            "conditions": list(found.conditions),
        }
        for key, found in ({**_seen, **deployed}).items()
    ]


def _deployed() -> list[tuple[Key, Statement]]:
    found: list[tuple[Key, Statement]] = []
    for (account, region, _name), stack in list(cloudformation._stacks._data.items()):
        if stack.get("StackStatus") != "DELETE_COMPLETE":
            with responses.request_scope(account, region):
                found += of_stack(account, stack)
    return found


def _used() -> tuple[Counter[tuple[Key, str]], Counter[tuple[Key, str]]]:
    actions: Counter[tuple[Key, str]] = Counter()
    resources: Counter[tuple[Key, str]] = Counter()
    for call, count in calls.counted():
        for leave in call.leave:
            key = Key(call.principal, leave.policy, leave.digest)
            actions.update({(key, one): count for one in leave.actions})
            resources.update({(key, one): count for one in leave.resources})
    return actions, resources
