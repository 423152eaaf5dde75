"""What the stand-in keeps of what was done in it, each file held to its contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from stand_in import TOOLS, StandIn

_CONTRACTS = Path(__file__).parents[3] / "contracts"


def ledger(stand_in: StandIn) -> dict[str, Any]:
    return _read(stand_in, "ledger")


def permissions(stand_in: StandIn) -> dict[str, Any]:
    return _read(stand_in, "permissions")


def reach(stand_in: StandIn) -> dict[str, Any]:
    return _read(stand_in, "reach")


def states(stand_in: StandIn, scope: str) -> dict[str, str]:
    """Return what the ledger says of each part of a stack, an execution or a run."""
    return {entry["id"]: entry["state"] for entry in ledger(stand_in)["entries"] if entry["scope"] == scope}


def _read(stand_in: StandIn, name: str) -> dict[str, Any]:
    found = stand_in.client("s3", TOOLS).get_object(Bucket=f"trainyard-ledger-{TOOLS}", Key=f"{name}.json")
    answer: dict[str, Any] = json.load(found["Body"])
    jsonschema.validate(answer, json.loads((_CONTRACTS / f"{name}.schema.json").read_text()))
    return answer
