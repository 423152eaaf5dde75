"""InvokeEndpoint of sagemaker-runtime."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainyard_emulator.sagemaker import invocation_metrics, names
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.invocation_metrics import Measured
from trainyard_emulator.serving.capture import Exchange
from trainyard_emulator.serving.connection import Answer, HostGoneError, InvocationTimeoutError
from trainyard_emulator.serving.fleet import Fleet, Variant
from trainyard_emulator.serving.serverless import ThrottledError

VARIANT = "x-Amzn-Invoked-Production-Variant"
CUSTOM = "x-amzn-sagemaker-custom-attributes"
_WANTED = "x-amzn-sagemaker-target-variant"
_INFERENCE = "x-amzn-sagemaker-inference-id"
_PASSED = {"content-type": "Content-Type", "accept": "Accept", CUSTOM: "X-Amzn-SageMaker-Custom-Attributes"}


@dataclass(frozen=True)
class Invoked:
    """The model's own answer; its status is below 300."""

    body: bytes
    content_type: str
    variant: str
    custom_attributes: str | None


class ModelError(ApiError):
    """The model answered, but not with success: 424 to the caller, the model's own status inside."""

    def __init__(self, message: str, original: Answer) -> None:
        super().__init__("ModelError", message, 424)
        self.original = original

    def document(self) -> dict[str, Any]:
        """Return the answer's members as the wire names them."""
        return {
            "Message": self.message,
            "OriginalMessage": self.original.body.decode(errors="replace"),
            "OriginalStatusCode": self.original.status,
        }


def invoke(api: Api, name: str, body: bytes, headers: Mapping[str, str]) -> Invoked:
    """Have one instance answer. `headers` are the request's, names in lower case."""
    start = time.monotonic()
    passed = {passed: headers[given] for given, passed in _PASSED.items() if given in headers}
    fleet, variant, answer, seconds = _answer(api, name, body, passed, headers.get(_WANTED))
    measured = Measured(answer.status, seconds, time.monotonic() - start)
    invocation_metrics.put(api.world.metrics, name, fleet, variant, measured)
    if not 200 <= answer.status < 300:
        raise ModelError(_message(name, answer), answer)
    lower = {key.lower(): value for key, value in answer.headers.items()}
    given = lower.get("content-type", "")
    if fleet.capture is not None:
        asked = headers.get("content-type", "")
        fleet.capture.note(variant.name, Exchange(body, asked, answer.body, given, headers.get(_INFERENCE)))
    return Invoked(answer.body, given, variant.name, lower.get(CUSTOM))


def wire_error(error: ApiError) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a refusal in the runtime's protocol."""
    document = error.document() if isinstance(error, ModelError) else {"Message": error.message}
    headers = {"Content-Type": "application/json", "x-amzn-errortype": error.code}
    return error.status, headers, json.dumps(document).encode()


def _answer(
    api: Api, name: str, body: bytes, headers: Mapping[str, str], wanted: str | None
) -> tuple[Fleet, Variant, Answer, float]:
    while True:
        traffic = api.endpoints.traffic(name)
        if traffic is None:
            raise ApiError("ValidationError", f"Endpoint {name} of account {names.account()} not found.")
        fleet = traffic.next_fleet()
        variant = fleet.choose(wanted)
        if variant is None:
            raise ApiError("ValidationError", f"Variant {wanted} of endpoint {name} not found.")
        start = time.monotonic()
        try:
            answer = variant.capacity.invoke(body, headers)
        except InvocationTimeoutError:
            answer = Answer(0, {}, _TIMED_OUT)
        except HostGoneError as gone:
            if api.endpoints.traffic(name) is not traffic or not traffic.has(fleet):
                continue  # a deployment took it out of service: its successor answers
            answer = Answer(503, {}, str(gone).encode())
        except ThrottledError:
            raise ApiError("ThrottlingException", _THROTTLED, 429) from None
        return fleet, variant, answer, time.monotonic() - start


def _message(name: str, answer: Answer) -> str:
    side = "client" if 400 <= answer.status < 500 else "server"
    region = names.region()
    return (
        f'Received {side} error ({answer.status}) from primary with message "{answer.body.decode(errors="replace")}". '
        f"See https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
        f"#logEventViewer:group=/aws/sagemaker/Endpoints/{name} in account {names.account()} for more information."
    )


# Source: AWS's developer guide, "Serverless endpoint operations: invoke": above MaxConcurrency requests are throttled.
# The status and the words are ours: AWS names the code alone.
_THROTTLED = "The endpoint's MaxConcurrency is reached. Try again."
_TIMED_OUT = (
    b"Your invocation timed out while waiting for a response from container primary. Review the latency metrics for "
    b"each container in Amazon CloudWatch, resolve the issue, and try again."
)
