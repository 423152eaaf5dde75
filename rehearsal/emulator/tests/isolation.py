"""Is a child of the stand-in cut off from the host's AWS settings? Fakes to plant, a trap, a verdict."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MARK = "LEAKED"
"""Part of every fake: wherever it turns up in a child, the host shone through."""


@dataclass
class Trap:
    """A server that the host's settings name as AWS; `caught` holds the requests of all who believed them."""

    address: str
    caught: list[str] = field(default_factory=list)

    @staticmethod
    @contextmanager
    def set_up() -> Iterator[Trap]:
        class Handler(BaseHTTPRequestHandler):
            def catch(self) -> None:
                trap.caught.append(f"{self.command} {self.path} {self.headers}")
                self.send_error(403)

            do_GET = do_PUT = do_POST = catch  # noqa: N815

            def log_message(self, *_: object) -> None:
                return

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        trap = Trap(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield trap
        finally:
            server.shutdown()
            server.server_close()


def host_with_fakes(home: Path, trap: Trap) -> dict[str, str]:
    """Return a host's environment full of fakes; its ~/.aws, for Java too, holds more of them."""
    keys = f"aws_access_key_id = AKIA{MARK}1111111111\naws_secret_access_key = file-{MARK}\n"
    endpoint = f"region = eu-{MARK}\nendpoint_url = {trap.address}/file\n"
    settings = home / ".aws"
    settings.mkdir(parents=True)
    (settings / "credentials").write_text(f"[default]\n{keys}[profile-{MARK}]\n{keys}")
    (settings / "config").write_text(f"[default]\n{endpoint}[profile profile-{MARK}]\n{endpoint}")
    (home / "token").write_text(f"token-{MARK}")
    interpreter = os.environ.get("TRAINYARD_PYTHON") or str(Path(sys.executable).resolve())
    fakes = _variables(home, trap) | _of_java(home, trap)
    return {**fakes, "HOME": str(home), "TRAINYARD_PYTHON": interpreter}


def _variables(home: Path, trap: Trap) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": f"AKIA{MARK}0000000000",
        "AWS_SECRET_ACCESS_KEY": f"secret-{MARK}",
        "AWS_SESSION_TOKEN": f"token-{MARK}",
        "AWS_PROFILE": f"profile-{MARK}",
        "AWS_ENDPOINT_URL_STS": f"{trap.address}/{MARK}",
        "AWS_ENDPOINT_URL_EC2": f"{trap.address}/{MARK}",
        "AWS_ROLE_ARN": f"arn:aws:iam::999999999999:role/{MARK}",
        "AWS_WEB_IDENTITY_TOKEN_FILE": str(home / "token"),
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{trap.address}/{MARK}",
        "AWS_EC2_METADATA_DISABLED": "false",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": f"{trap.address}/{MARK}",
        "GITHUB_TOKEN": f"ghp-{MARK}",
    }


def _of_java(home: Path, trap: Trap) -> dict[str, str]:
    """A JVM's own ways in: properties go before variables in AWS's SDK, and `user.home` is not HOME."""
    properties = {
        "aws.accessKeyId": f"AKIA{MARK}2222222222",
        "aws.secretAccessKey": f"property-{MARK}",
        "aws.endpointUrlSts": f"{trap.address}/{MARK}",
    }
    options = " ".join(f"-D{name}={value}" for name, value in properties.items())
    return dict.fromkeys(("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "MAVEN_OPTS"), f"-Duser.home={home} {options}")


def assert_isolated(report: dict[str, Any], endpoint: str, identity: str, trap: Trap) -> None:
    """Check what a probe told: our endpoint, the given identity, and no fake anywhere."""
    assert_without_fakes(report["environment"])
    assert_ours(report, endpoint, identity, trap)


def assert_without_fakes(environment: dict[str, str]) -> None:
    """Check that an environment has none of the host's AWS settings, and the rehearsal's own in their place."""
    assert {name: value for name, value in environment.items() if MARK in f"{name}={value}"} == {}
    assert environment["AWS_EC2_METADATA_DISABLED"] == "true"
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        assert not Path(environment[name]).exists()


def assert_ours(told: dict[str, str], endpoint: str, identity: str, trap: Trap) -> None:
    """Check whom a client without any settings spoke to, and as whom."""
    assert told["endpoint"].rstrip("/") == endpoint
    assert identity in told["identity"]
    assert trap.caught == []
