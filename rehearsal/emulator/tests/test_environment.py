"""What a process of the stand-in may see of its host."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from trainyard_emulator import environment, seams
from trainyard_emulator.children import without_secrets
from trainyard_emulator.context import Context

HOST = {
    "PATH": "/host/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C",
    "HTTPS_PROXY": "http://proxy:3128",
    "no_proxy": "intern",
    "AWS_PROFILE": "production",
    "GITHUB_TOKEN": "x",
    "DB_PASSWORD": "x",
}


def test_language_and_proxy_stay_and_nothing_else() -> None:
    assert environment.locale_and_proxy(HOST) == {
        "LANG": "C.UTF-8",
        "LC_ALL": "C",
        "HTTPS_PROXY": "http://proxy:3128",
        "no_proxy": "intern,127.0.0.1,localhost",
        "NO_PROXY": "intern,127.0.0.1,localhost",
    }


def test_the_engine_keeps_the_hosts_settings_without_its_secrets() -> None:
    assert without_secrets(HOST).keys() == {"PATH", "LANG", "LC_ALL", "HTTPS_PROXY", "no_proxy"}


def test_clients_find_our_endpoint_and_no_files(tmp_path: Path) -> None:
    settings = environment.of_aws_client(tmp_path, "https://127.0.0.1:1", "us-east-1", tmp_path / "ca.pem")

    assert settings["AWS_ENDPOINT_URL"] == "https://127.0.0.1:1"
    assert not Path(settings["AWS_CONFIG_FILE"]).exists()
    assert {settings[name] for name in ("AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")} == {
        str(tmp_path / "ca.pem")
    }


def test_the_context_survives_the_pipe() -> None:
    here = Path("/state")
    context = Context(
        state_dir=here,
        endpoint="https://127.0.0.1:1",
        region="us-east-1",
        token="t",
        wait_scale=0.05,
        tools_account="111111111111",
        certificate=here,
        ca_bundle=here,
        trust_store=here,
        environments={"ml": "/usr/bin/python3"},
        relaxed=False,
        java_home=here,
        ric_classpath="a:b",
        node_path="n",
        linter=Path("/lint"),
    )

    assert Context.from_json(context.to_json()) == context


def test_a_moved_seam_is_named() -> None:
    module = SimpleNamespace(__name__="ministack.app")

    with pytest.raises(SystemExit, match=r"MiniStack seam moved: ministack\.app\.SERVICE_HANDLERS"):
        seams.require(module, "SERVICE_HANDLERS")
    with pytest.raises(SystemExit, match=r"MiniStack seam moved: app\.SERVICE_HANDLERS\['s3'\]"):
        seams.replace_entry({}, "s3", "app.SERVICE_HANDLERS", lambda original: original)
