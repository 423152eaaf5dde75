"""AWS's own tables of missing data: `X` crosses the threshold, `0` does not, `-` is missing; the oldest comes first."""

from __future__ import annotations

from typing import Any

import pytest

from trainyard_emulator.alarms import evaluation, periods

# Columns: missing, ignore (None: as it was), breaching, notBreaching.
_OF_3 = {
    "0XX": ("OK", "OK", "OK", "OK"),
    "XXX": ("ALARM", "ALARM", "ALARM", "ALARM"),
    "--0": ("OK", "OK", "OK", "OK"),
    "---": ("INSUFFICIENT_DATA", None, "ALARM", "OK"),
    "X--": ("ALARM", None, "ALARM", "OK"),
}
_2_OF_3 = {
    "0X-": ("OK", "OK", "ALARM", "OK"),
    "0XX": ("ALARM", "ALARM", "ALARM", "ALARM"),
    "--X": ("ALARM", None, "ALARM", "OK"),
    "---": ("INSUFFICIENT_DATA", None, "ALARM", "OK"),
}
_TREATMENTS = ("missing", "ignore", "breaching", "notBreaching")
_CASES = [
    (needed, line, treatment, state)
    for needed, table in ((3, _OF_3), (2, _2_OF_3))
    for line, states in table.items()
    for treatment, state in zip(_TREATMENTS, states, strict=True)
]


def alarm(**changes: Any) -> dict[str, Any]:
    return {"Threshold": 1.0, "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Period": 60} | changes


@pytest.mark.parametrize(("needed", "line", "treatment", "state"), _CASES)
def test_missing_data_is_treated_as_aws_does(needed: int, line: str, treatment: str, state: str | None) -> None:
    values = [{"X": 5.0, "0": 0.0, "-": None}[mark] for mark in reversed(line)]
    judged = evaluation.judge(alarm(DatapointsToAlarm=needed, TreatMissingData=treatment), values)
    assert judged.state == state


@pytest.mark.parametrize(
    ("operator", "value", "state"),
    [
        ("GreaterThanOrEqualToThreshold", 1, "ALARM"),
        ("GreaterThanThreshold", 1, "OK"),
        ("LessThanThreshold", 1, "OK"),
        ("LessThanOrEqualToThreshold", 1, "ALARM"),
    ],
)
def test_at_the_threshold(operator: str, value: float, state: str) -> None:
    assert evaluation.judge(alarm(ComparisonOperator=operator), [value]).state == state


def test_the_reason_is_in_awss_words() -> None:
    reason = evaluation.judge(alarm(), [5.0]).reason
    assert reason.startswith("Threshold Crossed: 1 out of the last 1 datapoint [5.0 (")
    assert reason.endswith(
        "greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition)."
    )
    assert evaluation.judge(alarm(TreatMissingData="notBreaching"), [None]).reason == (
        "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as "
        "[NonBreaching]."
    )
    assert evaluation.judge(alarm(), [None, None]).reason == "Insufficient Data: 2 datapoints were unknown."


def test_points_fall_into_scaled_periods() -> None:
    points = [{"Timestamp": second, "Value": second} for second in (80.0, 94.5, 96.0, 99.0)]
    found = periods.values(alarm(EvaluationPeriods=3, Statistic="Sum"), points, 100.0, 0.05)
    assert found == [99.0, 94.5 + 96.0, None]


def test_a_percentile_is_one_of_the_periods_points() -> None:
    points = [{"Timestamp": 99.0, "Value": float(value)} for value in range(101)]
    found = periods.values(alarm(EvaluationPeriods=1, ExtendedStatistic="p90"), points, 100.0, 1)
    assert found == [90.0]
