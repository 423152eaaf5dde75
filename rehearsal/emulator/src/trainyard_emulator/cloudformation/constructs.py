"""Which construct of the project made a resource: from its template's metadata, by its physical id."""

from __future__ import annotations

from ministack.services import cloudformation

from trainyard_emulator import seams

seams.require(cloudformation, "_stacks")
_MARKS = ("aws:cdk:path", "trainyard:source")
"""Written by CDK, and by infra's `SourceFiles`."""


def naming(physical_id: str) -> str:
    """Return ` (construct a/b/C, infra/…/C.java)`; empty for a resource of no stack in this account."""
    for stack in cloudformation._stacks.values():
        for logical_id, resource in stack.get("_resources", {}).items():
            if resource.get("PhysicalResourceId") == physical_id:
                definition = stack.get("_template", {}).get("Resources", {}).get(logical_id, {})
                marks = [definition.get("Metadata", {}).get(mark) for mark in _MARKS]
                known = ", ".join(filter(None, marks))
                return f" (construct {known})" if known else ""
    return ""
