"""inference.py: what it accepts, and that each wrong request is answered with the field and what is allowed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from runs import check_contract

from cell_rules import CellProblem, from_json, from_text
from inference import Model, transform_fn
from model_definition import Feature
from request_checks import MAXIMUM_ROWS

JSON, CSV = "application/json", "text/csv"
CAR = {
    "Cylinders": 8,
    "Displacement": 307,
    "Horsepower": 130,
    "Weight_in_lbs": 3504,
    "Acceleration": 12,
    "Year": "1970-01-01",
    "Origin": "USA",
}
LINE = "8,307,130,3504,12,1970-01-01,USA"
HEADER = ",".join(CAR)
FEATURES = ", ".join(CAR)


def answer(model: Model, body: str | bytes, content_type: str = JSON) -> Any:
    content, kind = transform_fn(model, body, content_type, JSON)
    assert kind == JSON
    found = json.loads(content)
    check_contract(found, "inference-error" if "error" in found else "inference-response")
    return found


def instances(*rows: Any) -> str:
    return json.dumps({"instances": rows})


def car(**changes: Any) -> dict[str, Any]:
    return {**CAR, **changes}


def without(field: str) -> dict[str, Any]:
    return {name: value for name, value in CAR.items() if name != field}


def test_every_accepted_form_of_one_car_gets_the_same_prediction(model: Model) -> None:
    mirrored = ",".join(reversed(HEADER.split(","))) + "\r\n" + ",".join(reversed(LINE.split(","))) + "\r\n"
    answers = [
        answer(model, instances(CAR)),
        answer(model, instances(dict(reversed(CAR.items())))),
        answer(model, instances(list(CAR.values()))),
        answer(model, instances(car(Cylinders=8.0, Displacement=3.07e2))),
        answer(model, instances(CAR).encode(), "application/json; charset=utf-8"),
        answer(model, LINE, CSV),
        answer(model, LINE.replace(",", " , "), CSV),
        answer(model, f"{HEADER}\n{LINE}\n", CSV),
        answer(model, f"\ufeff{HEADER}\n\n{LINE}\n\n", CSV),
        answer(model, f"{HEADER}\n{LINE}\n".encode(), "text/csv; charset=utf-8"),
        answer(model, mirrored, CSV),
        answer(model, LINE.replace("USA", '"USA"'), "TEXT/CSV"),
    ]
    check_contract(json.loads(instances(CAR, list(CAR.values()))), "inference-request")
    assert all(found == answers[0] for found in answers), answers
    assert len(answers[0]["predictions"]) == 1


def test_an_unknown_value_is_null_or_an_empty_cell(model: Model) -> None:
    for field in CAR:
        by_json = answer(model, instances(car(**{field: None})))
        cells = ["" if name == field else str(value) for name, value in CAR.items()]
        assert by_json == answer(model, ",".join(cells), CSV)
        assert len(by_json["predictions"]) == 1


def test_predictions_come_in_the_order_of_the_rows(model: Model) -> None:
    light = car(Cylinders=4, Weight_in_lbs=1800, Horsepower=50, Displacement=90, Origin="Japan")
    both = answer(model, instances(CAR, light))["predictions"]
    assert both == [answer(model, instances(row))["predictions"][0] for row in (CAR, light)]


def test_as_many_rows_as_are_allowed_are_answered(model: Model) -> None:
    assert len(answer(model, "\n".join([LINE] * MAXIMUM_ROWS), CSV)["predictions"]) == MAXIMUM_ROWS


@pytest.mark.parametrize("accept", ["text/csv", "text/*", "text/csv; charset=utf-8", "image/png, text/csv;q=0.5"])
def test_csv_is_answered_where_it_is_asked_for(model: Model, accept: str) -> None:
    content, kind = transform_fn(model, instances(CAR, CAR), JSON, accept)
    assert kind == CSV
    expected = answer(model, instances(CAR))["predictions"][0]
    assert [float(line) for line in content.splitlines()] == [expected, expected]


@pytest.mark.parametrize(
    ("row", "field", "allowed"),
    [
        (without("Horsepower"), "Horsepower", FEATURES),
        (car(Colour="red"), "Colour", f"the fields {FEATURES}"),
        (car(Name="a car"), "Name", f"the fields {FEATURES}"),
        (car(Horsepower="130"), "Horsepower", "a finite number (hp)"),
        (car(Horsepower=True), "Horsepower", "a finite number (hp)"),
        (car(Horsepower=[130]), "Horsepower", "a finite number (hp)"),
        (car(Horsepower=10**400), "Horsepower", "a finite number (hp)"),
        (car(Cylinders={}), "Cylinders", "a finite number"),
        (car(Year=1970), "Year", "a date like 1970-12-31"),
        (car(Year="1970"), "Year", "a date like 1970-12-31"),
        (car(Year="19700101"), "Year", "a date like 1970-12-31"),
        (car(Year="1970-W01-1"), "Year", "a date like 1970-12-31"),
        (car(Year="1970-02-30"), "Year", "a date like 1970-12-31"),
        (car(Year="0000-01-01"), "Year", "a date like 1970-12-31"),
        (car(Origin="Mars"), "Origin", "one of USA, Europe, Japan"),
        (car(Origin=""), "Origin", "one of USA, Europe, Japan"),
        (car(Origin=1), "Origin", "one of USA, Europe, Japan"),
        ([8, 307], None, f"in this order: {FEATURES}"),
        ([*CAR.values(), 1], None, f"in this order: {FEATURES}"),
        ([8, 307, "many", 3504, 12, "1970-01-01", "USA"], "Horsepower", "a finite number (hp)"),
        ("8", None, "{feature: value, …} or [values in order]"),
    ],
)
def test_a_wrong_row_is_named_with_its_field(model: Model, row: Any, field: str | None, allowed: str) -> None:
    error = answer(model, instances(CAR, row))["error"]
    assert (error["field"], error["allowed"]) == (field, allowed)
    assert error["message"].startswith("instances[1]: ")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("null", "one key instances"),
        ("[]", "one key instances"),
        ("{}", "one key instances"),
        ('{"instances": [], "more": 1}', "one key instances"),
        ('{"instances": {}}', "must be a list"),
        ('{"instances": []}', "got 0 rows"),
        (instances(CAR).replace("130", "NaN"), "NaN is no JSON number"),
        (instances(CAR).replace("130", "-Infinity"), "-Infinity is no JSON number"),
        (instances(CAR).replace("130", "1e999"), "got a number that is not finite"),
        (instances(CAR).replace("130", "9" * 5000), "not JSON"),
        (instances(CAR).replace('"Horsepower"', '"Cylinders"'), "a key twice"),
        ("[" * 100_000, "not JSON"),
        (b'{"instances": ["\xff"]}', "not UTF-8 from byte 16 on"),
        (json.dumps({"instances": [[]] * (MAXIMUM_ROWS + 1)}), f"got {MAXIMUM_ROWS + 1} rows"),
    ],
)
def test_a_wrong_json_body_is_told_what_is_wrong(model: Model, body: str | bytes, words: str) -> None:
    assert words in answer(model, body)["error"]["message"]


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ("", "instances", "got 0 rows"),
        ("\n\n", "instances", "got 0 rows"),
        (HEADER, "instances", "got 0 rows"),
        (f"{HEADER},Colour\n{LINE},red", "Colour", "is not a feature"),
        (HEADER.replace("Year,", "") + "\n" + LINE.replace("1970-01-01,", ""), "Year", "is missing"),
        (f"{HEADER},Year\n{LINE},1970-01-01", "Year", "there twice"),
        (f"{HEADER}\n{LINE}\n8,307", None, "instances[1]: expected 7 values, got 2"),
        ("8,307", None, "instances[0]: expected 7 values, got 2"),
        (LINE.replace("130", "nan"), "Horsepower", "got the text 'nan'"),
        (LINE.replace("130", "1_000"), "Horsepower", "got the text '1_000'"),
        (LINE.replace("130", "1e999"), "Horsepower", "not finite"),
        (LINE.replace("130", "٣"), "Horsepower", "got the text"),
        (LINE.replace("USA", '"USA'), None, "not CSV"),
        (LINE.replace("USA", "usa"), "Origin", "one of USA, Europe, Japan"),
    ],
)
def test_a_wrong_csv_body_is_told_what_is_wrong(model: Model, body: str, field: str | None, words: str) -> None:
    error = answer(model, body, CSV)["error"]
    assert error["field"] == field
    assert words in error["message"]


def test_another_content_type_is_refused_whatever_the_body(model: Model) -> None:
    error = answer(model, b"\x93NUMPY\xff", "application/x-npy")["error"]
    assert error["allowed"] == "application/json or text/csv or application/jsonlines"


def test_another_accept_is_refused_in_json(model: Model) -> None:
    content, kind = transform_fn(model, instances(CAR), JSON, "image/png")
    assert kind == JSON
    assert json.loads(content)["error"]["allowed"] == "application/json or text/csv"


def test_a_long_value_is_not_sent_back_whole(model: Model) -> None:
    assert len(json.dumps(answer(model, instances(car(Origin="x" * 100_000, Colour="y"))))) < 1000
    assert len(json.dumps(answer(model, instances(car(Origin="x" * 100_000))))) < 1000


def test_the_ends_of_a_range_are_accepted_and_what_is_beyond_is_not() -> None:
    feature = Feature("Horsepower", "number", "hp", minimum=40, maximum=300)
    assert [from_json(feature, value) for value in (40, 300.0, None)] == [40, 300, None]
    for beyond in ("39.99", "301", "-1e3"):
        with pytest.raises(CellProblem, match=r"must be a finite number \(hp\) from 40 to 300, got"):
            from_text(feature, beyond)


def test_a_date_has_a_range_too() -> None:
    feature = Feature("Year", "date", minimum="1970-01-01")
    assert from_text(feature, " 1970-01-01 ") == "1970-01-01"
    with pytest.raises(CellProblem, match="a date like 1970-12-31 not below 1970-01-01, got the text '1969-12-31'"):
        from_json(feature, "1969-12-31")
    with pytest.raises(CellProblem, match="a date like 1970-12-31 not above 1969-12-31, got"):
        from_json(Feature("Year", "date", maximum="1969-12-31"), "1970-01-01")
