"""Java functions on a running stand-in: warm, as their role, with nothing of the host's."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import probes
from fake_world import context
from ml_account import unique
from roles import make_role, service
from stand_in import DEV, StandIn
from trainyard_emulator import java_lambda

HERE = Path(__file__).parent

pytestmark = pytest.mark.needs("runtime client")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The probe, compiled and zipped."""
    folder = tmp_path_factory.mktemp("classes")
    compiler = Path(os.environ["JAVA_HOME"], "bin", "javac")
    subprocess.run([compiler, "-cp", f"{probes.RUNTIME_CLIENT}/*", "-d", folder, HERE / "Probe.java"], check=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.write(folder / "Probe.class", "Probe.class")
    return buffer.getvalue()


class Function:
    """A function in the account of dev."""

    def __init__(self, stand_in: StandIn, package: bytes, runtime: str = "java25") -> None:
        self.name = unique("probe")
        self.role = make_role(stand_in, DEV, service("lambda"))
        self._client = stand_in.client("lambda", DEV)
        self._client.create_function(
            FunctionName=self.name,
            Runtime=runtime,
            Handler="Probe::handleRequest",
            Role=self.role,
            Code={"ZipFile": package},
            MemorySize=512,
            Timeout=30,
            Environment={"Variables": {"MINE": "yes"}},
        )

    def call(self, **event: str) -> tuple[str | None, Any]:
        answer = self._client.invoke(FunctionName=self.name, Payload=json.dumps(event))
        return answer.get("FunctionError"), json.loads(answer["Payload"].read())

    def delete(self) -> None:
        self._client.delete_function(FunctionName=self.name)


@pytest.fixture(scope="module")
def function(stand_in: StandIn, package: bytes) -> Iterator[Function]:
    """A java25 function."""
    function = Function(stand_in, package)
    yield function
    function.delete()


def test_a_function_stays_warm_also_after_an_exception(function: Function) -> None:
    first = int(function.call()[1]["calls"])
    error, answer = function.call(**{"raise": "no"})
    assert (error, answer["errorType"], answer["errorMessage"]) == (
        "Unhandled",
        "java.lang.IllegalStateException",
        "no",
    )
    assert int(function.call()[1]["calls"]) == first + 2


def test_a_function_runs_on_java_25_with_its_own_settings(function: Function) -> None:
    seen = function.call()[1]
    assert seen["javaVersion"].split(".")[0].split("+")[0] == "25"
    assert (seen["MINE"], seen["AWS_LAMBDA_FUNCTION_NAME"]) == ("yes", function.name)


def test_a_function_is_its_role_and_reaches_us_alone(function: Function, stand_in: StandIn) -> None:
    seen = function.call()[1]
    keys = (seen["AWS_ACCESS_KEY_ID"], seen["AWS_SECRET_ACCESS_KEY"], seen["AWS_SESSION_TOKEN"])
    who = stand_in.session_client("sts", *keys).get_caller_identity()["Arn"]
    assert f":assumed-role/{function.role.rsplit('/', 1)[-1]}/" in who
    assert seen["AWS_ENDPOINT_URL"] == stand_in.endpoint
    assert seen["trustStore"] == str(stand_in.state_dir / "tls" / "trust.p12")
    assert seen["AWS_EC2_METADATA_DISABLED"] == "true"
    assert not {"MINISTACK_REGION", "AUTH", "TRAINYARD_TOKEN", "NODE_PATH"} & seen.keys()


def test_another_java_is_refused_by_name(stand_in: StandIn, package: bytes) -> None:
    function = Function(stand_in, package, "java21")
    error, answer = function.call()
    assert error == "Unhandled"
    assert answer["errorMessage"] == "Runtime java21 is not played in a rehearsal, only java25."
    function.delete()


def test_the_heap_leaves_room_below_the_functions_memory(tmp_path: Path) -> None:
    script = java_lambda.bootstrap(context(tmp_path), {"MemorySize": 1000})
    assert "-Xmx800m" in script
