"""Whatever is sent, the answer is predictions or an error that keeps its contract, and a right one follows."""

from __future__ import annotations

import json
import random
from typing import Any

from runs import check_contract
from test_requests import CAR, CSV, HEADER, JSON, LINE, instances

from inference import Model, transform_fn

ROUNDS = 600
NASTY: tuple[Any, ...] = (
    None,
    True,
    "",
    "130",
    -0.0,
    1e308,
    10**30,
    [],
    {},
    [None],
    "\ud800",
    "\x00",
    "1970-13-01",
    "é",
)
TYPES = (JSON, CSV, "application/json;charset=utf-8", "text/csv; header=present", "", "text/plain")
ACCEPTS = (JSON, CSV, "*/*", "", ";;,", "text/html")


def test_no_request_raises(model: Model) -> None:
    source = random.Random(20261121)
    right = transform_fn(model, instances(CAR), JSON, JSON)
    outcomes = set()
    for _ in range(ROUNDS):
        body = mangled(source, source.choice([json_body(source), csv_body(source)]))
        content, kind = transform_fn(model, body, source.choice(TYPES), source.choice(ACCEPTS))
        outcomes.add(outcome(content, kind))
        assert transform_fn(model, instances(CAR), JSON, JSON) == right
    assert outcomes == {"predictions", "csv", "error"}


def outcome(content: str, kind: str) -> str:
    if kind == CSV:
        assert all(isinstance(float(line), float) for line in content.splitlines())
        return "csv"
    answer = json.loads(content)
    if "predictions" in answer:
        return "predictions"
    check_contract(answer, "inference-error")
    assert "Traceback" not in content
    return "error"


def json_body(source: random.Random) -> str:
    row: Any = dict(CAR)
    for _ in range(source.randrange(3)):
        row[source.choice([*CAR, "Colour"])] = source.choice(NASTY)
    if source.random() < 0.2:
        row = list(row.values())
    return json.dumps({"instances": [row] * source.randrange(3)})


def csv_body(source: random.Random) -> str:
    cells = LINE.split(",")
    for _ in range(source.randrange(3)):
        cells[source.randrange(len(cells))] = str(source.choice(NASTY))
    lines = [HEADER] * source.randrange(2) + [",".join(cells)] * source.randrange(3)
    return source.choice(["\n", "\r\n", "\r"]).join(lines)


def mangled(source: random.Random, body: str) -> str | bytes:
    """Half of the bodies as they are; of the others some lose, double or change a piece, some become broken bytes."""
    if not body or source.random() < 0.5:
        return body
    start = source.randrange(len(body))
    piece = body[start : start + source.randrange(1, 9)]
    changed = body.replace(piece, source.choice(["", piece * 3, "\x00", '"', ",", "]", "\ufeff"]), 1)
    return (
        changed if source.random() < 0.7 else changed.encode("utf-8", "surrogatepass") + source.choice([b"", b"\xff"])
    )
