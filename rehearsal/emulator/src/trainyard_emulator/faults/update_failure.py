"""The first resource that an update of a stage's stack changes fails; going back does not.

Source of the words: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html
(InternalFailure), in the form of a stack's events.
"""

from __future__ import annotations

import uuid
from typing import Any

from ministack.core import responses
from ministack.services.cloudformation import stacks

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.faults import weather

NAME = "update-failure"
_NO_HANDLER = "AWS::CDK::Metadata"


def install(context: Context) -> None:
    """Stand before updates of resources; the pipeline's own stack, in the tools account, is let through."""

    def failing(original: Any) -> Any:
        def update(kind: str, physical_id: str, old: Any, new: Any, stack: str, *rest: Any, **more: Any) -> Any:
            account = responses.get_account_id()
            changes = old != new and kind != _NO_HANDLER and account != context.tools_account
            what = f"{kind} {physical_id} of {stack}"
            if changes and weather.current().strikes(NAME, f"{account} {stack}", what):
                raise ValueError(failure())
            return original(kind, physical_id, old, new, stack, *rest, **more)

        return update

    seams.replace(stacks, "_update_resource", failing)


def failure() -> str:
    """Return a handler's failure as a stack's event has it."""
    token = f"RequestToken: {uuid.uuid4()}, HandlerErrorCode: InternalFailure"
    return f'Resource handler returned message: "Internal Failure" ({token})'
