"""What the stand-in has on record of roles and their permissions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from stand_in import TOOLS, StandIn

CONTRACT = Path(__file__).parents[3] / "contracts" / "permissions.schema.json"


def read(stand_in: StandIn) -> dict[str, Any]:
    """Return permissions.json, held to its contract."""
    found = stand_in.client("s3", TOOLS).get_object(Bucket=f"trainyard-ledger-{TOOLS}", Key="permissions.json")
    answer: dict[str, Any] = json.load(found["Body"])
    jsonschema.validate(answer, json.loads(CONTRACT.read_text()))
    return answer
