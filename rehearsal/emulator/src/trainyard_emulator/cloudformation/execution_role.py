"""CloudFormation provisions as the role it was given; `handler_judge` asks what it may do, type by type."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from ministack.core import iam_evaluator, responses
from ministack.services.cloudformation import changesets, handlers, helpers

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import caller, role_name

_roles: dict[tuple[str, str], str] = {}
_requester: ContextVar[str] = ContextVar("trainyard_stack_requester", default="")


def install(_context: Context) -> None:
    """Stand around what starts a stack operation; the operation inherits what is set there."""
    seams.require(iam_evaluator, "_request_caller_arn")
    seams.require(helpers, "_p")
    seams.require(changesets, "_find_change_set")
    table = "cloudformation.handlers._ACTION_HANDLERS"
    seams.replace_entry(handlers._ACTION_HANDLERS, "CreateChangeSet", table, _remembering)
    for action in ("CreateStack", "UpdateStack", "ExecuteChangeSet", "DeleteStack"):
        seams.replace_entry(handlers._ACTION_HANDLERS, action, table, _as_the_role)


def requester() -> str:
    """Return who asked for the stack operation: its template is read with their permissions."""
    return _requester.get() or caller()


def _role_of(params: Any) -> str:
    _, change_set = changesets._find_change_set(helpers._p(params, "ChangeSetName"), _stack_of(params))
    key = (responses.get_account_id(), _stack_of(params) or (change_set or {}).get("StackName", ""))
    if role := helpers._p(params, "RoleARN"):
        _roles[key] = role
    return _roles.get(key, "")


def _stack_of(params: Any) -> str:
    name: str = helpers._p(params, "StackName")
    return name.rsplit(":", 1)[-1].removeprefix("stack/").split("/")[0]


def _remembering(original: Any) -> Any:
    def handle(params: Any) -> Any:
        _role_of(params)
        return original(params)

    return handle


def _as_the_role(original: Any) -> Any:
    def handle(params: Any) -> Any:
        role = _role_of(params)
        if not role:
            return original(params)
        acts.note_principal(role)
        asked = _requester.set(caller())
        who = f"arn:aws:sts::{role.split(':')[4]}:assumed-role/{role_name(role)}/AWSCloudFormation"
        acting = iam_evaluator._request_caller_arn.set(who)
        try:
            return original(params)
        finally:
            iam_evaluator._request_caller_arn.reset(acting)
            _requester.reset(asked)

    return handle
