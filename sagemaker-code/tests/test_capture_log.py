"""What is read of data capture, and what is said of what is not."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from captured import NOON, event, requests, write

import capture_log
from model_definition import ModelDefinition

CAR = {
    "Cylinders": 8,
    "Displacement": 307,
    "Horsepower": None,
    "Weight_in_lbs": 3504,
    "Acceleration": 12,
    "Year": "1970-01-01",
    "Origin": "USA",
}
VALUES = [8, 307, None, 3504, 12, "1970-01-01", "USA"]


def test_json_and_csv_are_read_alike(tmp_path: Path, definition: ModelDefinition) -> None:
    csv = event("8,307,,3504,12,1970-01-01,USA\n", "17.5\n")
    write(tmp_path, [event({"instances": [CAR]}, {"predictions": [17.5]}), csv])
    log = capture_log.read(tmp_path, definition)
    assert [(row.features, row.predicted) for row in log.rows] == [(VALUES, 17.5)] * 2
    assert (log.requests, log.refused, log.bad_lines) == (2, 0, 0)


def test_what_was_captured_as_base64_is_read(tmp_path: Path, definition: ModelDefinition) -> None:
    captured = event({"instances": [CAR]}, {"predictions": [17.5]})
    for side in captured["captureData"].values():
        side["data"] = base64.b64encode(side["data"].encode()).decode()
        side["encoding"] = "BASE64"
    write(tmp_path, [captured])
    assert [row.features for row in capture_log.read(tmp_path, definition).rows] == [VALUES]


def test_many_files_are_one_log_in_the_order_of_time(tmp_path: Path, definition: ModelDefinition) -> None:
    write(tmp_path, requests([CAR] * 3, [1, 2, 3], NOON + timedelta(hours=1)), "a.jsonl")
    write(tmp_path, requests([CAR] * 3, [4, 5, 6]), "b.jsonl")
    assert [row.predicted for row in capture_log.read(tmp_path, definition).rows] == [4, 5, 6, 1, 2, 3]


def test_rows_of_a_request_have_their_numbers(tmp_path: Path, definition: ModelDefinition) -> None:
    write(tmp_path, [event({"instances": [CAR, CAR]}, {"predictions": [1, 2]}, name="twins")])
    rows = capture_log.read(tmp_path, definition).rows
    assert [(row.inference_id, row.number, row.predicted) for row in rows] == [("twins", 0, 1), ("twins", 1, 2)]


def test_a_line_a_record_is_read_without_those_in_error(tmp_path: Path, definition: ModelDefinition) -> None:
    lines = event("8,307,,3504,12,1970-01-01,USA\n1,2\n8,307,,3504,12,1970-01-01,USA\n", {}, name="lines")
    told = '{"prediction": 1}\n{"error": {"message": "no"}}\n{"prediction": 3}\n'
    lines["captureData"]["endpointOutput"] = {
        "observedContentType": "application/jsonlines",
        "mode": "OUTPUT",
        "data": told,
        "encoding": "JSON",
    }
    write(tmp_path, [lines])
    rows = capture_log.read(tmp_path, definition).rows
    assert [(row.number, row.predicted, row.features) for row in rows] == [(0, 1, VALUES), (2, 3, VALUES)]


def test_without_an_inference_id_the_event_has_its_own(tmp_path: Path, definition: ModelDefinition) -> None:
    captured = event({"instances": [CAR]}, {"predictions": [1]})
    del captured["eventMetadata"]["inferenceId"]
    write(tmp_path, [captured])
    assert capture_log.read(tmp_path, definition).rows[0].inference_id.startswith("5e5f4d2c")


def test_what_another_model_answered_is_only_counted(tmp_path: Path, definition: ModelDefinition) -> None:
    write(tmp_path, requests([CAR] * 3, [1, 2, 3]))
    log = capture_log.read(tmp_path, definition, NOON + timedelta(seconds=2))
    assert [row.predicted for row in log.rows] == [3]
    assert log.older == 2


def test_a_refused_request_is_counted_by_itself(tmp_path: Path, definition: ModelDefinition) -> None:
    write(tmp_path, [event({"instances": [{}]}, {"error": {"message": "no", "field": None, "allowed": None}})])
    log = capture_log.read(tmp_path, definition)
    assert (log.refused, log.bad_lines, len(log.rows)) == (1, 0, 0)


def _spoiled(**changes: Any) -> dict[str, Any]:
    captured = event({"instances": [CAR]}, {"predictions": [1]})
    captured["captureData"]["endpointInput"].update(changes)
    return captured


BAD = {
    "not JSON": ("{", "Expecting property name"),
    "another thing": ([1], "no object captureData"),
    "no output": ({"captureData": {}, "eventMetadata": {}}, "inferenceTime is missing"),
    "no data": (_spoiled(data=None), "data is not a text"),
    "unknown encoding": (_spoiled(encoding="XML"), "encoding 'XML' is not JSON, CSV or BASE64"),
    "wrong base64": (_spoiled(encoding="BASE64"), "Only base64 data is allowed"),
    "other features": (_spoiled(data='{"instances": [{"Doors": 4}]}'), "'Doors' is not a feature"),
    "another number of rows": (event({"instances": [CAR]}, {"predictions": [1, 2]}), "1 rows asked, 2 predictions"),
    "another answer": (event({"instances": [CAR]}, {"result": 1}), "neither predictions nor an error"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, definition: ModelDefinition, kind: str) -> None:
    line, problem = BAD[kind]
    good = event({"instances": [CAR]}, {"predictions": [1]})
    write(tmp_path, [good, line, good])
    log = capture_log.read(tmp_path, definition)
    assert len(log.rows) == 2
    assert log.bad_lines == 1
    assert log.bad[0] | {"problem": ""} == {"file": "59-18-0001.jsonl", "line": 2, "problem": ""}
    assert problem in log.bad[0]["problem"]


def test_of_many_bad_lines_all_are_counted(tmp_path: Path, definition: ModelDefinition) -> None:
    write(tmp_path, ["?"] * 50)
    log = capture_log.read(tmp_path, definition)
    assert (log.bad_lines, len(log.bad)) == (50, 20)


def test_only_the_newest_rows_are_held(
    tmp_path: Path, definition: ModelDefinition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_log, "MOST_ROWS", 2)
    write(tmp_path, requests([CAR] * 5, range(5)))
    assert [row.predicted for row in capture_log.read(tmp_path, definition).rows] == [3, 4]
