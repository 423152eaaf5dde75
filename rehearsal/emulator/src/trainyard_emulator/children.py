"""The supervisor's two children: how the emulator and the engine are started, and what each is given."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trainyard_emulator import environment, tls
from trainyard_emulator.context import Context
from trainyard_emulator.toolchain import Toolchain

_SECRET = re.compile(r"SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PRIVATE_KEY|ACCESS_KEY|API_KEY", re.IGNORECASE)
_JAVA_OPTIONS = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "MAVEN_OPTS", "MAVEN_ARGS")
_AWS_PROPERTY = re.compile(r"-Daws\.\S*\s*")
# MiniStack hands its environment to Lambdas whose role it cannot tell: this key is nobody's, here and on AWS.
_NOBODY = {"AWS_ACCESS_KEY_ID": "AKIATRAINYARDNOBODY0", "AWS_SECRET_ACCESS_KEY": "nobody"}


@dataclass(frozen=True)
class Child:
    """A started child; `announcement` gets one line when it is ready."""

    name: str
    process: subprocess.Popen[bytes]
    announcement: int


def start_emulator(context: Context, material: tls.TlsMaterial, listener: socket.socket, tools: Toolchain) -> Child:
    """Start MiniStack with our plugins on `listener`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "trainyard_emulator.host", str(listener.fileno()), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=_log(context, "emulator"),
        env=_emulator_environment(context, material, listener.getsockname()[1], tools),
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )
    assert process.stdin and process.stdout
    process.stdin.write(context.to_json().encode())
    process.stdin.close()
    return Child("emulator", process, process.stdout.fileno())


def _emulator_environment(context: Context, material: tls.TlsMaterial, port: int, tools: Toolchain) -> dict[str, str]:
    package = Path(__file__).resolve().parent.parent
    return {
        **environment.locale_and_proxy(),
        **environment.private_folders(context.state_dir),
        **environment.of_aws_client(context.state_dir, context.endpoint, context.region, context.ca_bundle),
        **_NOBODY,
        "PATH": environment.search_path(tools.node_home),
        "PYTHONPATH": str(package),
        "NODE_PATH": context.node_path,
        "OMP_NUM_THREADS": "1",
        "AUTH": "true",
        "USE_SSL": "1",
        "MINISTACK_SSL_CERT": str(material.certificate),
        "MINISTACK_SSL_KEY": str(material.key),
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": context.region,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": f"unix://{context.state_dir}/no-docker",
        "SFN_WAIT_SCALE": str(context.wait_scale),
    }


def start_engine(command: list[str], context: Context, tools: Toolchain) -> Child:
    """Start what plays CodePipeline and CodeBuild; it ends when its stdin does."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=_log(context, "engine"),
        env=_engine_environment(context, tools),
        start_new_session=True,
    )
    assert process.stdout
    return Child("engine", process, process.stdout.fileno())


def without_secrets(host: Mapping[str, str]) -> dict[str, str]:
    """Return the host's environment without AWS's settings, a JVM's too, and without what is named like a secret."""
    kept = {name: value for name, value in host.items() if not name.startswith("AWS_") and not _SECRET.search(name)}
    # Properties of AWS's SDK for Java, such as -Daws.accessKeyId, go before anything in the environment.
    return {name: _AWS_PROPERTY.sub("", value) if name in _JAVA_OPTIONS else value for name, value in kept.items()}


def _engine_environment(context: Context, tools: Toolchain) -> dict[str, str]:
    root = Path(__file__).resolve().parents[2]
    return {
        **without_secrets(os.environ),
        **environment.locale_and_proxy(),
        **environment.of_aws_client(context.state_dir, context.endpoint, context.region, context.ca_bundle),
        **_NOBODY,
        "TRAINYARD_ENDPOINT": context.endpoint,
        "TRAINYARD_REGION": context.region,
        "TRAINYARD_TOKEN": context.token,
        "TRAINYARD_STATE": str(context.state_dir),
        "TRAINYARD_CA_CERTIFICATE": str(context.certificate),
        "TRAINYARD_CA_BUNDLE": str(context.ca_bundle),
        "TRAINYARD_EMULATOR": str(root / "bin" / "emulator"),
        "TRAINYARD_NODE_HOME": str(tools.node_home),
        "JAVA_HOME": str(tools.java_home),
        "OMP_NUM_THREADS": "1",
    }


def _log(context: Context, name: str) -> int:
    folder = context.state_dir / "logs"
    folder.mkdir(exist_ok=True)
    return os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
