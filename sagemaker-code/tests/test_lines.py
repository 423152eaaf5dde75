"""One answer a line: each record is judged alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from runs import check_contract
from test_requests import CAR, CSV, FEATURES, JSON, LINE, car, instances

from inference import Model, transform_fn
from request_checks import MAXIMUM_BYTES, MAXIMUM_ROWS

JSON_LINES = "application/jsonlines"


def lines(model: Model, body: str | bytes, content_type: str = JSON_LINES, accept: str = JSON_LINES) -> list[Any]:
    content, kind = transform_fn(model, body, content_type, accept)
    assert kind == JSON_LINES
    found = [json.loads(line) for line in content.splitlines()]
    for answer in found:
        check_contract(answer, "inference-line")
    return found


@pytest.fixture(scope="module")
def right(model: Model) -> dict[str, float]:
    content, _ = transform_fn(model, instances(CAR), JSON, JSON)
    return {"prediction": json.loads(content)["predictions"][0]}


def test_a_wrong_record_is_no_other_records_affair(model: Model, right: dict[str, float]) -> None:
    body = "\n".join([json.dumps(CAR), json.dumps(car(Horsepower="many")), "{", json.dumps(list(CAR.values()))]) + "\n"
    found = lines(model, body)
    assert (found[0], found[3]) == (right, right)
    assert found[1]["error"]["field"] == "Horsepower"
    assert "not JSON" in found[2]["error"]["message"]


def test_a_wrong_cell_is_no_other_records_affair(model: Model, right: dict[str, float]) -> None:
    found = lines(model, f"{LINE}\r\n{LINE.replace('USA', 'Mars')}\n8,307\n{LINE}", CSV)
    assert (found[0], found[3]) == (right, right)
    assert found[1]["error"] == {
        "message": "Origin must be one of USA, Europe, Japan, got the text 'Mars'",
        "field": "Origin",
        "allowed": "one of USA, Europe, Japan",
    }
    assert found[2]["error"]["allowed"] == f"in this order: {FEATURES}"


@pytest.mark.parametrize("kind", [JSON_LINES, CSV])
def test_a_blank_line_keeps_its_place(model: Model, kind: str, right: dict[str, float]) -> None:
    line = LINE if kind == CSV else json.dumps(CAR)
    found = lines(model, f"{line}\n\n{line}\n", kind)
    assert ("error" in found[1], found[0], found[2]) == (True, right, right)


def test_a_record_of_broken_bytes_is_no_other_records_affair(model: Model, right: dict[str, float]) -> None:
    found = lines(model, json.dumps(CAR).encode() + b"\n\xff\n" + json.dumps(CAR).encode())
    assert "not UTF-8" in found[1]["error"]["message"]
    assert (found[0], found[2]) == (right, right)


def test_records_that_are_all_wrong_are_answered(model: Model) -> None:
    assert ["error" in answer for answer in lines(model, "1\n2\n")] == [True, True]


def test_more_records_than_a_request_may_have_rows(model: Model, right: dict[str, float]) -> None:
    found = lines(model, "\n".join([LINE] * (MAXIMUM_ROWS + 1)), CSV)
    assert (len(found), found[-1]) == (MAXIMUM_ROWS + 1, right)


@pytest.mark.parametrize("accept", [JSON, "", "*/*", "application/*", "image/png, application/jsonlines"])
def test_lines_are_answered_by_lines(model: Model, accept: str, right: dict[str, float]) -> None:
    """AWS's server passes application/json on for a caller who accepts anything."""
    assert lines(model, json.dumps(CAR), JSON_LINES, accept) == [right]


@pytest.mark.parametrize(
    ("kind", "accept", "allowed"),
    [
        (JSON_LINES, CSV, JSON_LINES),
        (JSON, JSON_LINES, f"{JSON} or {CSV}"),
        (CSV, "image/png", f"{JSON} or {CSV} or {JSON_LINES}"),
    ],
)
def test_what_is_not_answered_so_is_refused(model: Model, kind: str, accept: str, allowed: str) -> None:
    content, answered = transform_fn(model, json.dumps(CAR), kind, accept)
    assert (answered, json.loads(content)["error"]["allowed"]) == (JSON, allowed)


@pytest.mark.parametrize("kind", [JSON, CSV, JSON_LINES])
@pytest.mark.parametrize("body", ["é" * (MAXIMUM_BYTES // 2 + 1), b" " * (MAXIMUM_BYTES + 1)], ids=["text", "bytes"])
def test_a_body_that_is_too_large_is_not_parsed(model: Model, kind: str, body: str | bytes) -> None:
    accept = JSON_LINES if kind == JSON_LINES else JSON
    content, answered = transform_fn(model, body, kind, accept)
    said = json.loads(content)["error"]
    assert answered == JSON
    assert said["message"].startswith(f"the body has {MAXIMUM_BYTES + (2 if isinstance(body, str) else 1)} bytes")
    assert str(MAXIMUM_BYTES) in said["allowed"]


@pytest.mark.parametrize("number", ["1e39", "-3.5e38", "1e308"])
@pytest.mark.parametrize("kind", [JSON, CSV])
def test_a_number_that_no_estimator_holds_is_named(model: Model, kind: str, number: str) -> None:
    body = LINE.replace("307", number) if kind == CSV else instances(CAR).replace("307", number)
    said = json.loads(transform_fn(model, body, kind, JSON)[0])["error"]
    assert said["field"] == "Displacement"
    assert "Displacement" in said["message"]
