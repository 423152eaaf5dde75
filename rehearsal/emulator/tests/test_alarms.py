"""Alarms on a running stand-in: they ring, they calm down by themselves, and rules hear of both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ml_account import unique, until
from roles import allow, policy, service
from stand_in import DEV, StandIn

# 0.5 s at the tests' time scale.
PERIOD = 10


class Rung:
    """An alarm of the test's own, and a queue that a rule on its changes sends to."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self.name = unique("rung")
        self.cloudwatch = self._client("cloudwatch")

    def _client(self, name: str) -> Any:
        return self._stand_in.client(name, DEV)

    def put(self, **changes: Any) -> None:
        request: dict[str, Any] = {
            "AlarmName": self.name,
            "Namespace": "Test",
            "MetricName": self.name,
            "Statistic": "Sum",
            "Period": PERIOD,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching",
        }
        self.cloudwatch.put_metric_alarm(**request | changes)

    def point(self, value: float, **dimensions: str) -> None:
        of = [{"Name": name, "Value": value} for name, value in dimensions.items()]
        datum = {"MetricName": self.name, "Value": value, "Dimensions": of}
        self.cloudwatch.put_metric_data(Namespace="Test", MetricData=[datum])

    def described(self) -> dict[str, Any]:
        return dict(self.cloudwatch.describe_alarms(AlarmNames=[self.name])["MetricAlarms"][0])

    def state(self) -> str:
        return str(self.described()["StateValue"])

    def listen(self) -> None:
        sqs, events = self._client("sqs"), self._client("events")
        self._url = sqs.create_queue(
            QueueName=self.name,
            Attributes={"Policy": policy(allow("sqs:SendMessage", Principal=service("events")))},
        )["QueueUrl"]
        pattern = {"source": ["aws.cloudwatch"], "detail": {"alarmName": [self.name]}}
        events.put_rule(Name=self.name, EventPattern=json.dumps(pattern))
        queue = f"arn:aws:sqs:us-east-1:{DEV}:{self.name}"
        events.put_targets(Rule=self.name, Targets=[{"Id": "queue", "Arn": queue}])

    def heard(self, count: int) -> list[dict[str, Any]]:
        """Return the first `count` events, or fewer after five seconds without one."""
        sqs, messages = self._client("sqs"), list[dict[str, Any]]()
        while len(messages) < count:
            found = sqs.receive_message(QueueUrl=self._url, WaitTimeSeconds=5).get("Messages")
            if not found:
                break
            messages += [json.loads(message["Body"]) for message in found]
        return messages


@pytest.fixture
def rung(stand_in: StandIn) -> Iterator[Rung]:
    rung = Rung(stand_in)
    yield rung
    rung.cloudwatch.delete_alarms(AlarmNames=[rung.name])


def test_a_point_rings_and_time_calms(rung: Rung) -> None:
    rung.put()
    rung.listen()
    rung.point(1)
    until(rung.state, lambda state: state == "OK")
    assert "treated as [NonBreaching]" in rung.described()["StateReason"]
    heard = rung.heard(2)
    assert [event["detail"]["state"]["value"] for event in heard] == ["ALARM", "OK"]
    first = heard[0]
    assert (first["source"], first["detail-type"]) == ("aws.cloudwatch", "CloudWatch Alarm State Change")
    assert first["resources"] == [f"arn:aws:cloudwatch:us-east-1:{DEV}:alarm:{rung.name}"]
    metric = first["detail"]["configuration"]["metrics"][0]["metricStat"]
    assert metric["metric"]["name"] == rung.name
    assert heard[1]["detail"]["previousState"]["value"] == "ALARM"


def test_without_data_an_alarm_is_as_it_treats_it(rung: Rung) -> None:
    rung.put(TreatMissingData="breaching")
    assert rung.state() == "ALARM"


def test_other_dimensions_are_other_metrics(rung: Rung) -> None:
    rung.put(Dimensions=[{"Name": "Variant", "Value": "one"}])
    rung.point(5, Variant="two")
    assert rung.state() == "OK"
    rung.point(5, Variant="one")
    assert rung.state() == "ALARM"


def test_two_periods_need_two_points(rung: Rung) -> None:
    rung.put(EvaluationPeriods=2, Period=6000)
    rung.point(5)
    assert rung.state() == "OK"
    rung.put(EvaluationPeriods=2, DatapointsToAlarm=1, Period=6000)
    assert rung.state() == "ALARM"
