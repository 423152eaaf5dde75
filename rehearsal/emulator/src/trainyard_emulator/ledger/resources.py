"""Entries of every resource of every stack, in all accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ministack.core import responses
from ministack.services import cloudformation

from trainyard_emulator import schedules, seams
from trainyard_emulator.ledger.entries import Entry
from trainyard_emulator.ledger.evidence import Resource, acted
from trainyard_emulator.ledger.recorded import REASONS

seams.require(cloudformation, "_stacks")


def entries() -> Iterator[Entry]:
    """Work out what became of each resource until now; deleted stacks are left out."""
    for (account, region, name), stack in list(cloudformation._stacks._data.items()):
        if stack.get("StackStatus") != "DELETE_COMPLETE":
            with responses.request_scope(account, region):
                yield from _of_stack(account, region, stack.get("StackName", name), stack)


def _of_stack(account: str, region: str, name: str, stack: dict[str, Any]) -> Iterator[Entry]:
    for logical_id, found in list((stack.get("_resources") or {}).items()):
        resource = Resource(
            account,
            region,
            str(found.get("ResourceType") or found.get("Type")),
            str(found.get("PhysicalResourceId") or ""),
            found.get("Properties") or {},
            found.get("Attributes") or {},
        )
        if reason := REASONS.get(resource.type):
            yield Entry(account, region, "resource", name, logical_id, resource.type, "recorded", reason)
        elif acted(resource):
            yield Entry(account, region, "resource", name, logical_id, resource.type, "executed")
        elif when := schedules.expression(resource.type, resource.properties):
            late = f"kept; its time, {when}, did not come in this rehearsal"
            yield Entry(account, region, "resource", name, logical_id, resource.type, "recorded", late)
        else:
            yield Entry(account, region, "resource", name, logical_id, resource.type, "untouched")
