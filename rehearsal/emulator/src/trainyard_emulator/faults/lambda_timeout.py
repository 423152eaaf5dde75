"""The first invocation of each function by each run ends at the function's timeout: it ran, and its answer is lost.

Sources: https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html (a function's timeout is
reported as Lambda.Unknown); the payload's words: https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from ministack.core import responses
from ministack.services import lambda_svc, stepfunctions

from trainyard_emulator import seams
from trainyard_emulator.context import Context
from trainyard_emulator.faults import tasks, weather
from trainyard_emulator.step_functions import errors

NAME = "lambda-timeout"
_NO_TYPE = "The cause could not be determined because Lambda did not return an error type. Returned payload: "


def install(_context: Context) -> None:
    """Stand behind every function that a state machine calls."""
    seams.require(lambda_svc, "_get_func_record_for_ref")
    seams.require(responses, "now_iso")
    seams.replace(stepfunctions, "_call_lambda", _losing)


def _losing(original: Any) -> Any:
    def call(reference: Any, *rest: Any, **more: Any) -> Any:
        answer = original(reference, *rest, **more)
        _, config, name = lambda_svc._get_func_record_for_ref(reference)
        task = tasks.current()
        if task and weather.current().strikes(NAME, f"{task.execution} {name}", f"function {name} in {task}"):
            raise errors.failure("Lambda.Unknown", cause(float((config or {}).get("Timeout", 3))))
        return answer

    return call


def cause(seconds: float) -> str:
    """Return Step Functions' words about a function that was ended after `seconds`."""
    payload = {"errorMessage": f"{responses.now_iso()} {uuid.uuid4()} Task timed out after {seconds:.2f} seconds"}
    return _NO_TYPE + json.dumps(payload)
