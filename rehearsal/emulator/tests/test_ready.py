"""How a stand-in makes itself known: its side of the contract standin-ready."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from trainyard_emulator import ready
from trainyard_emulator.context import Context

CONTRACT = Path(__file__).parents[3] / "contracts" / "standin-ready.schema.json"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(
        state_dir=tmp_path,
        endpoint="https://127.0.0.1:4566",
        region="us-east-1",
        token="t",
        wait_scale=0.05,
        tools_account="111111111111",
        certificate=tmp_path / "server.crt",
        ca_bundle=tmp_path / "ca-bundle.pem",
        trust_store=tmp_path / "trust.p12",
        environments={"ml": "/usr/bin/python3"},
        relaxed=False,
        java_home=tmp_path,
        ric_classpath="",
        node_path="",
        linter=Path("/lint"),
    )


def test_the_line_and_the_file_keep_the_contract(context: Context, capsys: pytest.CaptureFixture[str]) -> None:
    ready.announce(context)

    line = capsys.readouterr().out
    jsonschema.Draft202012Validator(json.loads(CONTRACT.read_text())).validate(json.loads(line))
    assert json.loads((context.state_dir / "ready.json").read_text()) == json.loads(line)


def test_the_file_is_its_owners_alone(context: Context) -> None:
    ready.announce(context)

    assert (context.state_dir / "ready.json").stat().st_mode & 0o777 == 0o600
