"""Java Lambdas through AWS's own Runtime Interface Client, on MiniStack's warm workers for custom runtimes."""

from __future__ import annotations

import io
import os
import shlex
import zipfile
from collections.abc import Mapping
from typing import Any

from ministack.core import lambda_runtime
from ministack.core.responses import get_region
from ministack.services import lambda_svc

from trainyard_emulator import environment, seams, tls
from trainyard_emulator.context import Context

RUNTIME = "java25"
_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
# AWS's own choice for Java functions, and what JDK 25 asks of a program with native code.
_FLAGS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED")
_SHARE_FOR_HEAP = 0.8


def install(context: Context) -> None:
    """Take over what MiniStack would hand to Docker."""
    seams.require(lambda_runtime, "ProvidedWorker")
    seams.require(lambda_svc, "_execute_function_provided_warm")
    worker = _worker(context)
    seams.replace(lambda_runtime, "_worker_class_for", lambda original: _choosing(original, worker))
    seams.replace(lambda_svc, "_provided_worker_env", lambda original: _scrubbed(original, context))
    seams.replace(lambda_svc, "_execute_function_docker", _without_docker)


def _is_java(config: Mapping[str, Any]) -> bool:
    return str(config.get("Runtime", "")).startswith("java") and config.get("PackageType", "Zip") == "Zip"


def _worker(context: Context) -> type[Any]:
    class JavaWorker(lambda_runtime.ProvidedWorker):  # type: ignore[misc]
        """A JVM that polls MiniStack's runtime API; it lives until its function's code changes."""

        def __init__(self, name: str, config: dict[str, Any], code: bytes) -> None:
            super().__init__(name, config, with_bootstrap(code, bootstrap(context, config)))

    return JavaWorker


def bootstrap(context: Context, config: Mapping[str, Any]) -> str:
    """Return the script that a custom runtime starts with: a JVM under the function's memory limit."""
    heap = max(64, int(config.get("MemorySize", 128) * _SHARE_FOR_HEAP))
    trust = {"trustStore": str(context.trust_store), "trustStorePassword": tls.TRUST_STORE_PASSWORD}
    command = [
        str(context.java_home / "bin" / "java"),
        *_FLAGS,
        f"-Xmx{heap}m",
        *(f"-Djavax.net.ssl.{name}={value}" for name, value in trust.items()),
    ]
    class_path = f'"$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*:"{shlex.quote(context.ric_classpath)}'
    return f'#!/bin/sh\nexec {shlex.join(command)} -cp {class_path} {_CLIENT} "$_HANDLER"\n'


def with_bootstrap(code: bytes, script: str) -> bytes:
    """Return a copy of a deployment package with an executable `bootstrap` added."""
    buffer = io.BytesIO(code)
    entry = zipfile.ZipInfo("bootstrap")
    entry.external_attr = 0o755 << 16
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(entry, script)
    return buffer.getvalue()


def _choosing(original: Any, worker: type[Any]) -> Any:
    def choose(config: dict[str, Any]) -> Any:
        return worker if _is_java(config) else original(config)

    return choose


def _scrubbed(original: Any, context: Context) -> Any:
    def environment_of(config: dict[str, Any], code_folder: str, port: int) -> dict[str, str]:
        given: dict[str, str] = original(config, code_folder, port)
        return java_environment(given, config, context) if _is_java(config) else given

    return environment_of


def java_environment(given: Mapping[str, str], config: Mapping[str, Any], context: Context) -> dict[str, str]:
    """Return a function's environment: what Lambda sets and what the function's own settings say, nothing of ours."""
    own = config.get("Environment", {}).get("Variables", {})
    added = {name: value for name, value in given.items() if name in own or os.environ.get(name) != value}
    name = config.get("FunctionName", "")
    return {
        **environment.locale_and_proxy(),
        **environment.private_folders(context.state_dir / "lambda"),
        "PATH": environment.search_path(context.java_home),
        "TZ": ":UTC",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime')}",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{name}",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        **added,
        **environment.of_aws_client(context.state_dir, context.endpoint, get_region(), context.ca_bundle),
    }


def _without_docker(original: Any) -> Any:
    def execute(function: dict[str, Any], event: Any, request_id: str) -> Any:
        config = function.get("config") or function
        if not _is_java(config):
            return original(function, event, request_id)
        if config["Runtime"] != RUNTIME:
            message = f"Runtime {config['Runtime']} is not played in a rehearsal, only {RUNTIME}."
            return {"body": {"errorMessage": message, "errorType": "Runtime.NotPlayed"}, "error": True, "log": message}
        return lambda_svc._execute_function_provided_warm(function, event, request_id)

    return execute
