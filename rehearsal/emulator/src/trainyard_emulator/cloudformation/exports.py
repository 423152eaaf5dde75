"""An export that another stack imports can neither change nor go; one that is dropped is gone."""

from __future__ import annotations

from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks

from trainyard_emulator import seams
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Stand where a stack's outputs are worked out: what is raised there rolls the update back."""
    seams.require(cloudformation, "_exports", "_stacks")
    seams.require(handlers, "_imported_export_names")
    seams.replace(stacks, "_resolve_stack_outputs", _guarding)


def _guarding(original: Any) -> Any:
    def resolve(*arguments: Any) -> tuple[Any, dict[str, Any]]:
        outputs, exports = original(*arguments)
        stack_name, stack_id = arguments[5:7]
        for name, old in _exports_of(stack_id).items():
            if exports.get(name, {}).get("Value") != old.get("Value"):
                _refuse_if_used(name, name in exports, stack_name)
            if name not in exports:
                cloudformation._exports.pop(name, None)
        return outputs, exports

    return resolve


def _exports_of(stack_id: str) -> dict[str, dict[str, Any]]:
    return {
        name: record
        for name, record in cloudformation._exports.items()
        if stack_id in (record.get("StackId"), record.get("ExportingStackId"))
    }


def _refuse_if_used(export: str, is_kept: bool, exporter: str) -> None:
    users = [
        name
        for name, stack in cloudformation._stacks.items()
        if name != exporter
        and "DELETE" not in stack.get("StackStatus", "")
        and export in handlers._imported_export_names(stack, name)
    ]
    if users:
        what = f"Export {export} cannot be updated as it" if is_kept else f"Cannot delete export {export} as it"
        raise ValueError(f"{what} is in use by {', '.join(sorted(set(users)))}")
