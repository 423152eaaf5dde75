"""Two places where MiniStack's interpreter is kinder, or poorer, than AWS's."""

from __future__ import annotations

from typing import Any

from ministack.services import stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context

# "States.ALL … can't catch the States.DataLimitExceeded terminal error or Runtime error types."
_UNCAUGHT = ("States.Runtime", "States.DataLimitExceeded")


def install(_context: Context) -> None:
    """Mend both."""
    seams.require(stepfunctions, "_state_query_language", "_apply_jsonata_output")
    seams.replace(stepfunctions, "_apply_output_path", _with_output_of_succeed)
    seams.replace(stepfunctions, "_error_matches", _without_uncaught)


def _with_output_of_succeed(original: Any) -> Any:
    """Have a JSONata Succeed state answer with its Output; MiniStack 1.5.33 passes its input on."""

    def apply(state: dict[str, Any], data: Any, context: Any = None) -> Any:
        if state.get("Type") == "Succeed" and stepfunctions._state_query_language(state, context) == "JSONata":
            return stepfunctions._apply_jsonata_output(state, data, context, default=data)
        return original(state, data, context)

    return apply


def _without_uncaught(original: Any) -> Any:
    """Have States.ALL and States.TaskFailed miss what they miss on AWS."""

    def matches(error_equals: list[str], error: str) -> bool:
        if error in _UNCAUGHT:
            return error in error_equals
        return bool(original(error_equals, error))

    return matches
