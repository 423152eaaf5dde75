"""A custom resource that never answers fails its stack after a while, not after an hour."""

from __future__ import annotations

from typing import Any

from ministack.services.cloudformation import custom_resource

from trainyard_emulator import acts, seams
from trainyard_emulator.context import Context

DEFAULT_TIMEOUT_SECONDS = 120


def install(_context: Context) -> None:
    """Supply a ServiceTimeout where the template has none."""
    seams.replace(custom_resource, "invoke_custom_resource", _with_timeout)


def _with_timeout(original: Any) -> Any:
    def invoke(request: str, logical_id: str, props: dict[str, Any], *rest: Any, **more: Any) -> Any:
        acts.note(str(props.get("ServiceToken", "")))
        timed = {"ServiceTimeout": str(DEFAULT_TIMEOUT_SECONDS), **props}
        return original(request, logical_id, timed, *rest, **more)

    return invoke
