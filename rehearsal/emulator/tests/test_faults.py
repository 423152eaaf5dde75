"""Faults of a running stand-in, as its callers meet them: roles are struck, people are not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import MlAccount
from roles import Session, allow, make_role, root_of, service
from stand_in import DEV, TOOLS, StandIn
from trainyard_emulator.faults import weather

FAULTS = "throttling,s3-503,event-twice,capacity"


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with StandIn.started(tmp_path_factory.mktemp("faults"), "--fault", FAULTS) as started:
        yield started


@pytest.fixture(scope="module")
def session(stand_in: StandIn) -> Session:
    return Session.of(stand_in, DEV, make_role(stand_in, DEV, root_of(DEV), allow(["ssm:*", "s3:*"])))


def refusal(call: Any, **arguments: Any) -> tuple[str, str, int]:
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error, status = caught.value.response["Error"], caught.value.response["ResponseMetadata"]["HTTPStatusCode"]
    return error["Code"], error["Message"], status


def told(stand_in: StandIn, fault: str) -> dict[str, Any]:
    body = stand_in.client("s3").get_object(Bucket=f"trainyard-ledger-{TOOLS}", Key="ledger.json")["Body"].read()
    return next(found for found in json.loads(body)["settings"]["faults"] if found["name"] == fault)


def test_the_first_call_of_an_operation_by_a_role_is_throttled(stand_in: StandIn, session: Session) -> None:
    stand_in.client("ssm", DEV).put_parameter(Name="/a", Value="b", Type="String")
    assert refusal(session.client("ssm").get_parameter, Name="/a") == ("ThrottlingException", "Rate exceeded", 400)
    assert session.client("ssm").get_parameter(Name="/a")["Parameter"]["Value"] == "b"
    assert any(what.startswith("ssm:GetParameter by arn:aws:sts::") for what in told(stand_in, "throttling")["struck"])


def test_s3_slows_down_for_the_first_get_and_put_of_a_role(stand_in: StandIn, session: Session) -> None:
    stand_in.client("s3", DEV).create_bucket(Bucket="slow")
    slow = ("SlowDown", "Please reduce your request rate.", 503)
    s3 = session.client("s3")
    assert refusal(s3.put_object, Bucket="slow", Key="k", Body=b"x") == slow
    s3.put_object(Bucket="slow", Key="k", Body=b"x")
    assert refusal(s3.get_object, Bucket="slow", Key="k") == slow
    assert s3.get_object(Bucket="slow", Key="k")["Body"].read() == b"x"


def test_a_matched_event_arrives_twice(stand_in: StandIn) -> None:
    events, sqs = stand_in.client("events", DEV), stand_in.client("sqs", DEV)
    queue = sqs.create_queue(QueueName="events")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = {"Effect": "Allow", "Principal": service("events"), "Action": "sqs:SendMessage", "Resource": arn}
    sqs.set_queue_attributes(
        QueueUrl=queue, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [policy]})}
    )
    events.put_rule(Name="r", EventPattern=json.dumps({"source": ["mine"]}))
    events.put_targets(Rule="r", Targets=[{"Id": "q", "Arn": arn}])
    events.put_events(Entries=[{"Source": "mine", "DetailType": "Told", "Detail": "{}"}])
    got = [
        json.loads(message["Body"])["id"]
        for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    ]
    assert len(got) == 2 and len(set(got)) == 1
    assert told(stand_in, "event-twice")["strikes"] == 1


def test_the_first_training_job_finds_no_machine(stand_in: StandIn) -> None:
    account = MlAccount.made(stand_in, DEV)
    job = account.train("pass")
    assert (job["TrainingJobStatus"], job["FailureReason"].split(":")[0]) == ("Failed", "CapacityError")
    assert account.train("print()")["TrainingJobStatus"] == "Completed"


def test_a_kept_stand_in_gets_other_weather(stand_in: StandIn, session: Session) -> None:
    weather.write(stand_in.state_dir, [])
    session.client("ssm").get_parameters(Names=["/a"])
    body = stand_in.client("s3").get_object(Bucket=f"trainyard-ledger-{TOOLS}", Key="ledger.json")["Body"].read()
    assert json.loads(body)["settings"]["faults"] == []
