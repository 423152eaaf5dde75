"""Entries of every state of every execution of a state machine: entered or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.ledger.entries import Entry

seams.require(stepfunctions, "_executions", "_state_machines")


def entries() -> Iterator[Entry]:
    """Work out which states were entered until now."""
    for (account, region, arn), execution in list(stepfunctions._executions._data.items()):
        machine = stepfunctions._state_machines.get_scoped(account, region, execution.get("stateMachineArn"))
        if machine is None:
            continue
        reached = set(entered(execution))
        for name, state in states(json.loads(machine["definition"])):
            what = str(state.get("Resource") or state.get("Type"))
            yield Entry(account, region, "state", arn, name, what, "executed" if name in reached else "untouched")


def entered(execution: dict[str, Any]) -> list[str]:
    """Return the states that an execution entered, in order."""
    details = (event.get("stateEnteredEventDetails") for event in list(execution.get("events") or []))
    return [found["name"] for found in details if found]


def states(definition: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the states of a machine, those of branches and item processors too."""
    for name, state in (definition.get("States") or {}).items():
        yield name, state
        inner = [*(state.get("Branches") or []), state.get("ItemProcessor"), state.get("Iterator")]
        for part in filter(None, inner):
            yield from states(part)
