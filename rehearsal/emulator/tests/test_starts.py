"""What starts a state machine without a caller: an object, a schedule; each as the role of its target."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from ml_account import unique, until
from records import states
from roles import allow, make_role, policy, service
from stacks import Stack
from stand_in import DEV, TOOLS, StandIn

PASS = {"QueryLanguage": "JSONata", "StartAt": "End", "States": {"End": {"Type": "Pass", "End": True}}}


class Machine:
    """A machine that something may start."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._states = stand_in.client("stepfunctions", DEV)
        role = make_role(stand_in, DEV, service("states"))
        made = self._states.create_state_machine(name=unique("started"), roleArn=role, definition=json.dumps(PASS))
        self.arn = str(made["stateMachineArn"])

    def role(self, trusted: str) -> str:
        return make_role(self._stand_in, DEV, service(trusted), allow("states:StartExecution", self.arn))

    def inputs(self) -> list[dict[str, Any]]:
        """Return what the machine was started with until now."""
        found = self._states.list_executions(stateMachineArn=self.arn)["executions"]
        started = [self._states.describe_execution(executionArn=each["executionArn"]) for each in found]
        return [json.loads(each["input"]) for each in started]


@pytest.fixture
def machine(stand_in: StandIn) -> Machine:
    return Machine(stand_in)


@pytest.fixture
def bucket(stand_in: StandIn) -> str:
    """A bucket of the dev account that sends its events, and that the tools account may write to."""
    name, s3 = unique("raw"), stand_in.client("s3", DEV)
    s3.create_bucket(Bucket=name)
    s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}})
    writer = {"AWS": f"arn:aws:iam::{TOOLS}:root"}
    s3.put_bucket_policy(Bucket=name, Policy=policy(allow("s3:PutObject", f"arn:aws:s3:::{name}/*", Principal=writer)))
    return name


def on_objects(stand_in: StandIn, bucket: str, machine: Machine, role: str) -> None:
    """Start the machine for each new object below raw/."""
    events, name = stand_in.client("events", DEV), unique("objects")
    detail = {"bucket": {"name": [bucket]}, "object": {"key": [{"prefix": "raw/"}]}}
    pattern = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": detail}
    events.put_rule(Name=name, EventPattern=json.dumps(pattern))
    told = {"InputPathsMap": {"key": "$.detail.object.key"}, "InputTemplate": '{"trigger": "data", "key": <key>}'}
    target = {"Id": "machine", "Arn": machine.arn, "RoleArn": role, "InputTransformer": told}
    events.put_targets(Rule=name, Targets=[target])


@pytest.mark.parametrize("writer", [DEV, TOOLS])
def test_an_object_starts_the_machine_in_its_owners_account(
    stand_in: StandIn, bucket: str, machine: Machine, writer: str
) -> None:
    on_objects(stand_in, bucket, machine, machine.role("events"))
    for key in ("other/b.csv", "raw/a.csv"):
        stand_in.client("s3", writer).put_object(Bucket=bucket, Key=key, Body=b"x")
    assert until(machine.inputs, lambda found: bool(found)) == [{"trigger": "data", "key": "raw/a.csv"}]


def test_a_role_that_events_may_not_take_starts_nothing(stand_in: StandIn, bucket: str, machine: Machine) -> None:
    on_objects(stand_in, bucket, machine, machine.role("lambda"))
    stand_in.client("s3", DEV).put_object(Bucket=bucket, Key="raw/a.csv", Body=b"x")
    until(stand_in.log, lambda log: "events.amazonaws.com is not authorized to perform: sts:AssumeRole" in log)
    assert machine.inputs() == []


class TestSchedules:
    @pytest.fixture
    def name(self, stand_in: StandIn) -> Iterator[str]:
        name = unique("at")
        yield name
        stand_in.client("scheduler", DEV).delete_schedule(Name=name)

    def test_a_schedule_whose_time_comes_starts_the_machine(
        self, stand_in: StandIn, machine: Machine, name: str
    ) -> None:
        self.at_once(stand_in, name, machine.arn, machine.role("scheduler"))
        assert until(machine.inputs, lambda found: bool(found)) == [{"trigger": "schedule"}]

    def test_a_schedule_acts_as_a_role_that_trusts_the_scheduler(
        self, stand_in: StandIn, machine: Machine, name: str
    ) -> None:
        self.at_once(stand_in, name, machine.arn, machine.role("events"))
        until(stand_in.log, lambda log: "scheduler.amazonaws.com is not authorized to perform: sts:AssumeRole" in log)
        assert machine.inputs() == []

    @staticmethod
    def at_once(stand_in: StandIn, name: str, target: str, role: str) -> None:
        stand_in.client("scheduler", DEV).create_schedule(
            Name=name,
            ScheduleExpression=f"at({datetime.now(UTC):%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": target, "RoleArn": role, "Input": '{"trigger": "schedule"}'},
        )


def test_a_schedule_whose_time_does_not_come_is_recorded(stand_in: StandIn, machine: Machine) -> None:
    stack = Stack(stand_in)
    target = {"Id": "machine", "Arn": machine.arn, "RoleArn": machine.role("events")}
    weekly = {"ScheduleExpression": "rate(7 days)", "Targets": [target]}
    rules = {
        "Weekly": {"Type": "AWS::Events::Rule", "Properties": weekly},
        "Never": {
            "Type": "AWS::Events::Rule",
            "Properties": {"EventPattern": {"source": ["none"]}, "Targets": [target]},
        },
    }
    assert stack.deploy({"Resources": rules}) == "CREATE_COMPLETE", stack.reasons()
    assert states(stand_in, stack.name) == {"Weekly": "recorded", "Never": "untouched"}
