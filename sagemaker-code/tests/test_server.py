"""The server process: what it answers is what the model predicts offline, and nothing that is sent brings it down."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from fuzzing import CSV, JSON, JSON_LINES, MIB, Fuzz
from runs import Run
from served import Served, outcome, serving
from test_requests import CAR, instances

import predictions
from model_definition import ModelDefinition
from tables import ROW, features_of, read_split

ROUNDS = 500
SEED = 20261121


@pytest.fixture(scope="module")
def server(run: Run) -> Iterator[Served]:
    with serving(run.model) as served:
        yield served


@pytest.fixture(scope="module")
def rows(run: Run, definition: ModelDefinition) -> pd.DataFrame:
    return read_split(run.processed / "test", definition)


@pytest.fixture(scope="module")
def offline(run: Run, rows: pd.DataFrame) -> list[float]:
    """evaluate.py's predictions of every test row."""
    return [float(value) for value in predictions.read(run.evaluation, rows[ROW])]


@pytest.fixture(scope="module")
def asked(rows: pd.DataFrame, definition: ModelDefinition) -> list[dict[str, Any]]:
    """Every test row as an instance."""
    records = features_of(rows, definition).to_dict("records")
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in records]


def csv_of(asked: list[dict[str, Any]]) -> str:
    return "".join(",".join("" if value is None else str(value) for value in row.values()) + "\n" for row in asked)


def test_every_test_row_in_json(server: Served, asked: list[dict[str, Any]], offline: list[float]) -> None:
    answer = server.ask(json.dumps({"instances": asked}).encode())
    assert json.loads(answer.body) == {"predictions": offline}


def test_every_test_row_one_by_one(server: Served, asked: list[dict[str, Any]], offline: list[float]) -> None:
    answers = [server.ask(json.dumps({"instances": [row]}).encode()) for row in asked]
    assert [json.loads(answer.body)["predictions"][0] for answer in answers] == offline


def test_every_test_row_in_csv(server: Served, asked: list[dict[str, Any]], offline: list[float]) -> None:
    answer = server.ask(csv_of(asked).encode(), CSV, CSV)
    assert [float(line) for line in answer.body.splitlines()] == offline


@pytest.mark.parametrize("kind", [JSON_LINES, CSV])
def test_every_test_row_line_by_line(
    server: Served, asked: list[dict[str, Any]], offline: list[float], kind: str
) -> None:
    body = csv_of(asked) if kind == CSV else "".join(json.dumps(row) + "\n" for row in asked)
    answer = server.ask(body.encode(), kind, JSON_LINES)
    assert answer.headers["Content-Type"] == JSON_LINES
    assert [json.loads(line) for line in answer.body.splitlines()] == [{"prediction": value} for value in offline]


@pytest.mark.parametrize("kind", [JSON, CSV])
def test_a_body_that_is_not_utf8_is_told_so(server: Served, kind: str) -> None:
    """As AWS's server, which puts U+FFFD in its place before inference.py sees it."""
    answer = json.loads(server.ask(b'{"instances": ["\xff"]}', kind).body)
    assert "not UTF-8" in answer["error"]["message"]


def test_a_body_that_is_too_large_is_refused_to_the_end(server: Served) -> None:
    answer = server.ask(b" " * (9 * MIB))
    assert outcome(answer) == "too large for the server"


@pytest.mark.thorough
def test_nothing_that_is_sent_brings_it_down(server: Served) -> None:
    """bench/serving/run --fuzz sends as many as you like."""
    source, fuzz = random.Random(SEED), Fuzz(CAR)
    right = server.ask(instances(CAR).encode())
    outcomes = set()
    for _ in range(ROUNDS):
        request = fuzz.request(source)
        outcomes.add(outcome(server.ask(request.body, request.content_type, request.accept)))
        assert server.ask(instances(CAR).encode()).body == right.body
    assert outcomes >= {"predictions", "csv", "lines", "error"}
    server.check_alive()
