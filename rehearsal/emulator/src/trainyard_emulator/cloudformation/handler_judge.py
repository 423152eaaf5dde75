"""Every resource is made, changed and deleted in the name of the stack's role, or of who asked where it has none."""

from __future__ import annotations

import uuid
from typing import Any

from ministack.core import responses
from ministack.services.cloudformation import stacks

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.handler_needs import Resource, Verb, needs
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, judge


def install(_context: Context) -> None:
    """Stand before the handlers of all types; what the role may not do fails the resource, as on AWS."""
    seams.replace(stacks, "_provision_resource", _before_create)
    seams.replace(stacks, "_update_resource", _before_update)
    seams.replace(stacks, "_delete_resource", _before_delete)


def _before_create(original: Any) -> Any:
    def create(kind: str, logical_id: str, properties: dict[str, Any], stack: str) -> Any:
        _demand("create", Resource(kind, logical_id, "", stack, properties, properties))
        return original(kind, logical_id, properties, stack)

    return create


def _before_update(original: Any) -> Any:
    def update(kind: str, physical_id: str, old: Any, new: Any, stack: str, logical_id: Any = None, *more: Any) -> Any:
        _demand("update", Resource(kind, logical_id or "", physical_id, stack, old, new))
        return original(kind, physical_id, old, new, stack, logical_id, *more)

    return update


def _before_delete(original: Any) -> Any:
    def delete(kind: str, physical_id: str, properties: Any, stack: Any = None, logical_id: Any = None) -> Any:
        _demand("delete", Resource(kind, logical_id or "", physical_id, stack or "", properties, properties))
        return original(kind, physical_id, properties, stack, logical_id)

    return delete


def _demand(verb: Verb, resource: Resource) -> None:
    principal = caller()
    for action, arn, context in needs(verb, resource, responses.get_region(), responses.get_account_id()):
        verdict = judge(principal, action, arn, context, provisioning=True)
        if not verdict.allowed:
            raise PermissionError(
                f'Resource handler returned message: "{verdict.refusal}" '
                f"(RequestToken: {uuid.uuid4()}, HandlerErrorCode: AccessDenied)"
            )
