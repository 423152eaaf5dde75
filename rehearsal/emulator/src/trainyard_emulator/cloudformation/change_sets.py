"""Change sets: one that only changes outputs is a change; a stack that never came to be is not updated."""

from __future__ import annotations

from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, helpers

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Stand around CreateChangeSet and UpdateStack."""
    seams.require(cloudformation, "_change_sets", "_stacks")
    seams.require(helpers, "_p")
    table = "cloudformation.handlers._ACTION_HANDLERS"
    seams.replace_entry(handlers._ACTION_HANDLERS, "CreateChangeSet", table, _accepting_outputs)
    for action in ("CreateChangeSet", "UpdateStack"):
        seams.replace_entry(handlers._ACTION_HANDLERS, action, table, _refusing_rolled_back)


def _accepting_outputs(original: Any) -> Any:
    """MiniStack fails such a change set as empty, but CDK adds and drops exports that way."""

    def create(params: Any) -> Any:
        known = set(cloudformation._change_sets)
        answer = original(params)
        for identifier in set(cloudformation._change_sets) - known:
            change_set = cloudformation._change_sets[identifier]
            if "didn't contain changes" in (change_set.get("StatusReason") or "") and _changes_outputs(change_set):
                change_set.update(Status="CREATE_COMPLETE", ExecutionStatus="AVAILABLE", StatusReason="")
        return answer

    return create


def _changes_outputs(change_set: dict[str, Any]) -> bool:
    stack = cloudformation._stacks.get(change_set["StackName"]) or {}
    deployed = (stack.get("_template") or {}).get("Outputs", {})
    return bool(deployed != change_set["_template"].get("Outputs", {}))


def _refusing_rolled_back(original: Any) -> Any:
    def handle(params: Any) -> Any:
        stack = cloudformation._stacks.get(helpers._p(params, "StackName")) or {}
        if stack.get("StackStatus") == "ROLLBACK_COMPLETE":
            text = f"Stack:{stack.get('StackId')} is in ROLLBACK_COMPLETE state and can not be updated."
            return wire.query_error("ValidationError", text, 400)
        return original(params)

    return handle
