"""Services act as the roles they were given, and nobody else does."""

from __future__ import annotations

import io
import json
import time
import uuid
import zipfile
from typing import Any

import pytest

import records
from roles import Session, allow, make_role, policy, service
from stand_in import DEV, TOOLS, StandIn

LAMBDA = "arn:aws:states:::lambda:invoke"
LIST_SECRETS = "arn:aws:states:::aws-sdk:secretsmanager:listSecrets"
PUBLISH = "arn:aws:states:::sns:publish"


@pytest.fixture(scope="module")
def function(stand_in: StandIn) -> str:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("i.py", "def h(event, context): return {'ok': 1}")
    arn: str = stand_in.client("lambda", DEV).create_function(
        FunctionName=f"f-{uuid.uuid4().hex[:8]}",
        Runtime="python3.12",
        Role=make_role(stand_in, DEV, service("lambda")),
        Handler="i.h",
        Code={"ZipFile": archive.getvalue()},
    )["FunctionArn"]
    return arn


def run_state(stand_in: StandIn, role: str, resource: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Run a machine of one state; returns the description of its execution once it has ended."""
    client = stand_in.client("stepfunctions", DEV)
    state = {"Type": "Task", "Resource": resource, "Arguments": arguments, "End": True}
    definition = {"QueryLanguage": "JSONata", "StartAt": "X", "States": {"X": state}}
    machine = client.create_state_machine(
        name=f"m-{uuid.uuid4().hex[:8]}", roleArn=role, definition=json.dumps(definition)
    )
    execution = client.start_execution(stateMachineArn=machine["stateMachineArn"])["executionArn"]
    return eventually(lambda: client.describe_execution(executionArn=execution), lambda d: d["status"] != "RUNNING")


def eventually(ask: Any, done: Any, seconds: float = 10) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    while not done(answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert isinstance(answer, dict)
    return answer


def test_a_machine_may_not_invoke_what_its_role_does_not_name(stand_in: StandIn, function: str) -> None:
    role = make_role(stand_in, DEV, service("states"), allow("sqs:*"))

    ended = run_state(stand_in, role, LAMBDA, {"FunctionName": function, "Payload": {}})

    assert ended["status"] == "FAILED"
    assert f"not authorized to perform: lambda:InvokeFunction on resource: {function}" in ended["cause"]


def test_a_machine_invokes_what_its_role_names(stand_in: StandIn, function: str) -> None:
    role = make_role(stand_in, DEV, service("states"), allow("lambda:InvokeFunction", function))

    ended = run_state(stand_in, role, LAMBDA, {"FunctionName": function, "Payload": {}})

    assert ended["status"] == "SUCCEEDED"


@pytest.mark.parametrize(("allowed", "status"), [("sqs:*", "FAILED"), ("secretsmanager:ListSecrets", "SUCCEEDED")])
def test_sdk_calls_of_a_machine_are_judged(stand_in: StandIn, allowed: str, status: str) -> None:
    role = make_role(stand_in, DEV, service("states"), allow(allowed))

    assert run_state(stand_in, role, LIST_SECRETS, {})["status"] == status


@pytest.mark.parametrize(("allowed", "status"), [("sqs:*", "FAILED"), ("sns:Publish", "SUCCEEDED")])
def test_optimized_integrations_of_a_machine_are_judged(stand_in: StandIn, allowed: str, status: str) -> None:
    topic = stand_in.client("sns", DEV).create_topic(Name=f"t-{uuid.uuid4().hex[:8]}")["TopicArn"]
    role = make_role(stand_in, DEV, service("states"), allow(allowed))

    assert run_state(stand_in, role, PUBLISH, {"TopicArn": topic, "Message": "m"})["status"] == status


class TestEventsToAQueue:
    def delivered(self, stand_in: StandIn, *statements: dict[str, Any]) -> bool:
        name = f"q-{uuid.uuid4().hex[:8]}"
        sqs, events = stand_in.client("sqs", DEV), stand_in.client("events", DEV)
        url = sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = f"arn:aws:sqs:us-east-1:{DEV}:{name}"
        if statements:
            sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy(*statements)})
        events.put_rule(Name=name, EventPattern=json.dumps({"source": [name]}))
        events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": arn}])
        events.put_events(Entries=[{"Source": name, "DetailType": "d", "Detail": "{}"}])
        return "Messages" in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)

    def test_need_the_queues_policy(self, stand_in: StandIn) -> None:
        assert not self.delivered(stand_in)
        assert "events.amazonaws.com is not authorized to perform: sqs:SendMessage" in undelivered(stand_in)

    def test_arrive_with_it(self, stand_in: StandIn) -> None:
        assert self.delivered(stand_in, allow("sqs:SendMessage", Principal=service("events")))


def undelivered(stand_in: StandIn) -> str:
    """Return why what was dropped in this stand-in was."""
    return "\n".join(dropped["why"] for dropped in records.permissions(stand_in)["undelivered"])


class TestAlarmsToATopic:
    def delivered(self, stand_in: StandIn, *statements: dict[str, Any], key: str | None = None) -> bool:
        name = f"a-{uuid.uuid4().hex[:8]}"
        sns, sqs, cloudwatch = (stand_in.client(api, DEV) for api in ("sns", "sqs", "cloudwatch"))
        topic = sns.create_topic(Name=name, Attributes={"KmsMasterKeyId": key} if key else {})["TopicArn"]
        if statements:
            sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy(*statements))
        for_sns = policy(allow("sqs:SendMessage", Principal=service("sns")))
        queue = sqs.create_queue(QueueName=name, Attributes={"Policy": for_sns})["QueueUrl"]
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:us-east-1:{DEV}:{name}")
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            MetricName="m",
            Namespace="n",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
            AlarmActions=[topic],
        )
        cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")
        return "Messages" in sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1)

    def test_arrive_by_the_default_policy(self, stand_in: StandIn) -> None:
        assert self.delivered(stand_in)

    def test_need_to_be_named_in_a_policy_of_ones_own(self, stand_in: StandIn) -> None:
        assert not self.delivered(stand_in, allow("sns:Publish", Principal=service("events")))
        assert self.delivered(stand_in, allow("sns:Publish", Principal=service("cloudwatch")))

    def test_need_the_topics_key(self, stand_in: StandIn) -> None:
        key = stand_in.client("kms", DEV).create_key()["KeyMetadata"]["Arn"]

        assert not self.delivered(stand_in, allow("sns:Publish", Principal=service("cloudwatch")), key=key)
        assert f"kms:GenerateDataKey on resource: {key}" in undelivered(stand_in)


class TestServiceSessions:
    PATH = "/_trainyard/service-session"

    SOURCE = f"arn:aws:codebuild:us-east-1:{DEV}:project/p"

    @classmethod
    def asked(cls, role: str, name: str = "codebuild", source: str = SOURCE) -> dict[str, str]:
        return {
            "service": f"{name}.amazonaws.com",
            "sourceArn": source,
            "roleArn": role,
            "sessionName": "build-1",
        }

    def test_act_as_the_role(self, with_engine: StandIn) -> None:
        role = make_role(with_engine, DEV, service("codebuild"))

        status, answer = with_engine.post(self.PATH, self.asked(role), with_engine.token())

        assert status == 200
        who = Session(with_engine, answer).client("sts").get_caller_identity()["Arn"]
        assert who == f"arn:aws:sts::{DEV}:assumed-role/{role.split('/')[1]}/build-1"

    def test_are_for_the_trusted_service_only(self, with_engine: StandIn) -> None:
        role = make_role(with_engine, DEV, service("codebuild"))

        status, answer = with_engine.post(self.PATH, self.asked(role, "codepipeline"), with_engine.token())

        assert status == 403
        assert "codepipeline.amazonaws.com is not authorized to perform: sts:AssumeRole" in answer["message"]

    @pytest.mark.parametrize(
        ("source", "status"),
        [(SOURCE, 200), (SOURCE.replace("/p", "/another"), 403), (SOURCE.replace(DEV, TOOLS), 403)],
        ids=["the one", "another", "another account's"],
    )
    def test_are_for_the_resource_that_the_trust_names(self, with_engine: StandIn, source: str, status: int) -> None:
        role = make_role(with_engine, DEV, service("codebuild"))
        of_one = {"ArnEquals": {"aws:SourceArn": self.SOURCE}, "StringEquals": {"aws:SourceAccount": DEV}}
        trust = {"Effect": "Allow", "Principal": service("codebuild"), "Action": "sts:AssumeRole", "Condition": of_one}
        with_engine.client("iam", DEV).update_assume_role_policy(
            RoleName=role.split("/")[1], PolicyDocument=policy(trust)
        )

        answered, answer = with_engine.post(self.PATH, self.asked(role, source=source), with_engine.token())

        assert answered == status
        assert status == 200 or source in answer["message"]

    def test_are_for_those_with_the_token_only(self, stand_in: StandIn) -> None:
        role = make_role(stand_in, DEV, service("codebuild"))

        assert stand_in.post(self.PATH, self.asked(role), "guessed")[0] == 403


@pytest.mark.parametrize(("allowed", "status"), [("codeconnections:UseConnection", 200), ("s3:GetObject", 403)])
def test_what_no_call_asks_for_is_judged_for_the_engine(with_engine: StandIn, allowed: str, status: int) -> None:
    connection = f"arn:aws:codeconnections:us-east-1:{DEV}:connection/c"
    role = make_role(with_engine, DEV, service("codepipeline"), allow(allowed, connection))
    asked = {"principal": role, "action": "codeconnections:UseConnection", "resource": connection}

    answered, answer = with_engine.post("/_trainyard/demand", asked, with_engine.token())

    assert answered == status
    assert status == 200 or f"UseConnection on resource: {connection}" in answer["message"]
