"""Two cells a record, for a batch that joins CSV with CSV."""

from __future__ import annotations

import csv
import json

import pytest
from test_requests import CAR, CSV, JSON, LINE, instances

from inference import Model, transform_fn


def cells(model: Model, body: str) -> list[list[str]]:
    content, kind = transform_fn(model, body, CSV, CSV)
    assert kind == CSV
    return list(csv.reader(content.splitlines()))


@pytest.fixture
def right(model: Model) -> str:
    content, _ = transform_fn(model, instances(CAR), JSON, JSON)
    return repr(json.loads(content)["predictions"][0])


def test_a_record_has_its_prediction_or_its_error(model: Model, right: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINYARD_ANSWERS", "records")
    found = cells(model, f"{LINE}\n8,307\n{LINE.replace('USA', 'Mars')}\n")
    assert found[0] == [right, ""]
    assert found[1] == ["", "expected 7 values, got 2"]
    assert found[2] == ["", "Origin must be one of USA, Europe, Japan, got the text 'Mars'"]


def test_a_client_gets_one_cell_and_an_error_for_all(model: Model, right: str) -> None:
    assert cells(model, LINE) == [[right]]
    content, kind = transform_fn(model, f"{LINE}\n8,307\n", CSV, CSV)
    assert (kind, "error" in json.loads(content)) == (JSON, True)
