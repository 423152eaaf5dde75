"""SageMaker's place in MiniStack: its handler, its routes, its words in IAM."""

from __future__ import annotations

import asyncio
import atexit
import json
import re
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from ministack import app
from ministack.core import iam_actions, router

from trainyard_emulator import wire
from trainyard_emulator.context import Context
from trainyard_emulator.jobs.run import Child
from trainyard_emulator.reach import operations
from trainyard_emulator.sagemaker import invocation, ministack_world
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.resources import resource_arn
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.seams import replace, require
from trainyard_emulator.serving.hosts import Host

SERVICE = "sagemaker"
_INVOCATION = re.compile(r"/endpoints/([^/]+)/invocations")
_store = Store()
_api: Api | None = None


def install(context: Context) -> None:
    """Register SageMaker and sagemaker-runtime."""
    global _api
    require(app, "SERVICE_HANDLERS", "SERVICE_REGISTRY", "_loaded_modules")
    require(router, "SERVICE_PATTERNS")
    require(iam_actions, "SERVICE_TO_IAM_NAMESPACE", "extract_iam_action", "extract_resource_arn")
    _api = Api(ministack_world.world(context), _store)
    app.SERVICE_HANDLERS[SERVICE] = handle_request
    app.SERVICE_REGISTRY[SERVICE] = {"module": SERVICE}
    app._loaded_modules[SERVICE] = sys.modules[__name__]
    router.SERVICE_PATTERNS[SERVICE] = {"target_prefixes": ["SageMaker."], "host_patterns": [r"sagemaker\."]}
    iam_actions.SERVICE_TO_IAM_NAMESPACE[SERVICE] = SERVICE
    replace(iam_actions, "extract_iam_action", _action_of)
    replace(iam_actions, "extract_resource_arn", _resource_of)
    atexit.register(reset)


def api() -> Api:
    """Return the control plane, for callers in this process."""
    if _api is None:
        raise RuntimeError("the SageMaker plugin is not installed")
    return _api


async def handle_request(
    method: str, path: str, headers: Mapping[str, str], body: bytes | str, query: Mapping[str, Any]
) -> wire.Response:
    """Answer one request; MiniStack has verified its signature and asked IAM."""
    content = body.encode() if isinstance(body, str) else body or b""
    return await asyncio.to_thread(_respond, path, wire.lower(headers), content)


def reset() -> None:
    """End all processes and forget everything: MiniStack's reset, and the end of the emulator."""
    Child.stop_all()
    Host.stop_all()
    _store.clear()


def _respond(path: str, headers: Mapping[str, str], body: bytes) -> wire.Response:
    if match := _INVOCATION.fullmatch(path.partition("?")[0]):
        return _invoke(unquote(match.group(1)), headers, body)
    operation = wire.operation(headers)
    operations.note(SERVICE, operation)
    try:
        return wire.json_answer(api().call(operation, _document(body)))
    except ApiError as error:
        return wire.json_error(error.code, error.message, error.status)


def _invoke(name: str, headers: Mapping[str, str], body: bytes) -> wire.Response:
    operations.note("sagemaker-runtime", "InvokeEndpoint")
    try:
        invoked = invocation.invoke(api(), name, body, headers)
    except ApiError as error:
        return invocation.wire_error(error)
    answer = {"Content-Type": invoked.content_type, invocation.VARIANT: invoked.variant}
    if invoked.custom_attributes is not None:
        answer[invocation.CUSTOM] = invoked.custom_attributes
    return 200, answer, invoked.body


def _document(body: bytes) -> Record:
    try:
        document = json.loads(body or b"{}")
    except ValueError:
        raise ApiError("SerializationException", "The request is not JSON.") from None
    if not isinstance(document, dict):
        raise ApiError("SerializationException", "The request is not a JSON object.")
    return document


def _action_of(original: Any) -> Any:
    def action(service: str, method: str, path: str, headers: Any, body: bytes, query: Any) -> Any:
        if service == SERVICE and _INVOCATION.fullmatch(path.partition("?")[0]):
            return "sagemaker:InvokeEndpoint"
        return original(service, method, path, headers, body, query)

    return action


def _resource_of(original: Any) -> Any:
    def resource(
        service: str, method: str, path: str, headers: Any, body: bytes, query: Any, region: str, account: str
    ) -> Any:
        if service != SERVICE:
            return original(service, method, path, headers, body, query, region, account)
        if match := _INVOCATION.fullmatch(path.partition("?")[0]):
            return resource_arn("InvokeEndpoint", {"EndpointName": unquote(match.group(1))})
        return resource_arn(wire.operation(headers), wire.body_of(body))

    return resource
