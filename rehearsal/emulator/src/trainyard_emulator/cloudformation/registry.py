"""How a resource type is taught to MiniStack's CloudFormation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ministack.services.cloudformation import provisioners, stacks

from trainyard_emulator import seams
from trainyard_emulator.context import Context

Properties = Mapping[str, Any]
Attributes = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A resource as CloudFormation knows it: what Ref gives, and what Fn::GetAtt may ask for."""

    physical_id: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True)
class Adapter:
    """One type. A change of a property in `replacing` makes a new resource; other changes go to `update`."""

    create: Callable[[str, Properties, str], Made]
    """(logical id, properties, stack name)"""
    update: Callable[[str, Properties, Properties], Made]
    """(physical id, old properties, new properties)"""
    delete: Callable[[str, Properties], None]
    """(physical id, properties)"""
    replacing: tuple[str, ...] = ()


_ours: set[str] = set()


def install(_context: Context) -> None:
    """Have our types run on worker threads: they may block."""
    seams.require(provisioners, "_RESOURCE_HANDLERS", "_REPLACING_PROPERTIES", "_physical_name")
    seams.replace(stacks, "_runs_on_worker_thread", lambda own: lambda name: name in _ours or own(name))


def register(resource_type: str, adapter: Adapter) -> None:
    """Teach CloudFormation a type."""

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Attributes]:
        made = adapter.create(logical_id, properties, stack)
        return made.physical_id, made.attributes

    def update(physical_id: str, old: Properties, new: Properties, *_: Any) -> tuple[str, Attributes]:
        made = adapter.update(physical_id, old, new)
        return made.physical_id, made.attributes

    provisioners._RESOURCE_HANDLERS[resource_type] = {"create": create, "update": update, "delete": adapter.delete}
    provisioners._REPLACING_PROPERTIES[resource_type] = adapter.replacing
    _ours.add(resource_type)


def before(resource_type: str, verb: str, check: Callable[..., None]) -> None:
    """Have `check` called, with the same arguments, before MiniStack's own handler of a type; it refuses by raising."""
    handlers = seams.entry(provisioners._RESOURCE_HANDLERS, resource_type, "provisioners._RESOURCE_HANDLERS")
    original = seams.entry(handlers, verb, f"provisioners._RESOURCE_HANDLERS[{resource_type!r}]")

    def checked(*arguments: Any, **named: Any) -> Any:
        check(*arguments)
        return original(*arguments, **named)

    handlers[verb] = checked


def physical_name(stack: str, logical_id: str, limit: int) -> str:
    """Return a name of CloudFormation's own making, at most `limit` characters."""
    name: str = provisioners._physical_name(stack, logical_id, max_len=limit)
    return name
