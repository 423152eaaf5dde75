"""InvokeEndpoint of sagemaker-runtime."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.serving.connection import Answer, HostGoneError, InvocationTimeoutError
from trainyard_emulator.serving.fleet import Variant

VARIANT = "x-Amzn-Invoked-Production-Variant"
CUSTOM = "x-amzn-sagemaker-custom-attributes"
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
    passed = {passed: headers[given] for given, passed in _PASSED.items() if given in headers}
    start = time.monotonic()
    variant, answer = _answer(api, name, body, passed, headers.get("x-amzn-sagemaker-target-variant"))
    dimensions = {"EndpointName": name, "VariantName": variant.name}
    api.world.metrics.put("AWS/SageMaker", dimensions, _measured(answer.status, time.monotonic() - start))
    if not 200 <= answer.status < 300:
        raise ModelError(_message(name, answer), answer)
    lower = {key.lower(): value for key, value in answer.headers.items()}
    return Invoked(answer.body, lower.get("content-type", ""), variant.name, lower.get(CUSTOM))


def wire_error(error: ApiError) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of a refusal in the runtime's protocol."""
    document = error.document() if isinstance(error, ModelError) else {"Message": error.message}
    headers = {"Content-Type": "application/json", "x-amzn-errortype": error.code}
    return error.status, headers, json.dumps(document).encode()


def _answer(api: Api, name: str, body: bytes, headers: Mapping[str, str], wanted: str | None) -> tuple[Variant, Answer]:
    while True:
        fleet = api.endpoints.fleet(name)
        if fleet is None:
            raise ApiError("ValidationError", f"Endpoint {name} of account {names.account()} not found.")
        variant = fleet.choose(wanted)
        if variant is None:
            raise ApiError("ValidationError", f"Variant {wanted} of endpoint {name} not found.")
        try:
            return variant, variant.next_host().invoke(body, headers)
        except InvocationTimeoutError:
            return variant, Answer(0, {}, _TIMED_OUT)
        except HostGoneError as gone:
            if api.endpoints.fleet(name) is fleet:  # else an update took it out of service: its successor answers
                return variant, Answer(503, {}, str(gone).encode())


def _measured(status: int, seconds: float) -> dict[str, float]:
    return {
        "Invocations": 1,
        "Invocation4XXErrors": int(400 <= status < 500),
        "Invocation5XXErrors": int(status >= 500 or status == 0),
        "ModelLatency": seconds * 1_000_000,
    }


def _message(name: str, answer: Answer) -> str:
    side = "client" if 400 <= answer.status < 500 else "server"
    region = names.region()
    return (
        f'Received {side} error ({answer.status}) from primary with message "{answer.body.decode(errors="replace")}". '
        f"See https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
        f"#logEventViewer:group=/aws/sagemaker/Endpoints/{name} in account {names.account()} for more information."
    )


_TIMED_OUT = (
    b"Your invocation timed out while waiting for a response from container primary. Review the latency metrics for "
    b"each container in Amazon CloudWatch, resolve the issue, and try again."
)
