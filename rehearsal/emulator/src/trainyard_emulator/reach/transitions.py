"""Transitions of state machines: those that a definition has, and how often each was taken."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ministack.services import cloudformation, stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.ledger.workflows import entered, states

type Transition = tuple[str, str]

# By the machine's ARN, with how each is written: an update of the machine may take one away.
_defined: dict[str, dict[Transition, set[str]]] = {}
# By the machine's ARN: an update of its stack may take the machine away.
_constructs: dict[str, str] = {}


def install(_context: Context) -> None:
    """Look at each machine's definition when it is started."""
    seams.require(stepfunctions, "_executions", "_state_machines")
    seams.replace(stepfunctions, "_run_execution", _looking)


def _looking(original: Any) -> Any:
    def run(execution_arn: str, *rest: Any, **more: Any) -> Any:
        machine = (stepfunctions._executions.get(execution_arn) or {}).get("stateMachineArn", "")
        definition = (stepfunctions._state_machines.get(machine) or {}).get("definition")
        if definition:
            _learn(machine, definition)
            _constructs.update(_deployed())
        return original(execution_arn, *rest, **more)

    return run


def _learn(machine: str, definition: str) -> None:
    known = _defined.setdefault(machine, {})
    for transition, how in transitions(json.loads(definition)):
        known.setdefault(transition, set()).add(how)


def transitions(definition: Mapping[str, Any]) -> Iterator[tuple[Transition, str]]:
    """Return each transition from a state to another, and whether it is next, choice, default or catch."""
    for name, state in states(dict(definition)):
        if "Next" in state:
            yield (name, state["Next"]), "next"
        if "Default" in state:
            yield (name, state["Default"]), "default"
        yield from (((name, choice["Next"]), "choice") for choice in state.get("Choices") or [])
        yield from (((name, catcher["Next"]), "catch") for catcher in state.get("Catch") or [])


def as_json() -> list[dict[str, Any]]:
    """Return each machine of a stack with its transitions, as contract `reach` has them.

    Two ways from one state to the same other one are one transition here: the history does not tell them apart.
    """
    _constructs.update(_deployed())
    for (_account, _region, arn), machine in list(stepfunctions._state_machines._data.items()):
        _learn(arn, machine["definition"])
    taken = _taken()
    return [
        {
            "machine": machine,
            "construct": _constructs.get(machine, machine.rsplit(":", 1)[-1]),
            "transitions": [
                {"from": start, "to": end, "how": sorted(how), "taken": taken[machine, start, end]}
                for (start, end), how in sorted(found.items())
            ],
        }
        for machine, found in sorted(_defined.items())
    ]


def _taken() -> Counter[tuple[str, str, str]]:
    taken: Counter[tuple[str, str, str]] = Counter()
    for execution in list(stepfunctions._executions._data.values()):
        machine = execution.get("stateMachineArn", "")
        taken.update((machine, start, end) for start, end in pairwise(entered(execution)))
    return taken


def _deployed() -> Iterator[tuple[str, str]]:
    for stack in list(cloudformation._stacks._data.values()):
        template = (stack.get("_template") or {}).get("Resources") or {}
        for logical_id, resource in list((stack.get("_resources") or {}).items()):
            if resource.get("ResourceType") == "AWS::StepFunctions::StateMachine":
                path = (template.get(logical_id, {}).get("Metadata") or {}).get("aws:cdk:path", logical_id)
                yield str(resource.get("PhysicalResourceId")), str(path).removesuffix("/Resource")
