"""The ledger says what acted, in the contract's form."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from choosing import DEFINITION, skip
from records import ledger, states
from roles import allow, policy, service
from stacks import Stack
from stand_in import DEV, StandIn

STATEMENT = {"Effect": "Allow", "Principal": service("states"), "Action": "sts:AssumeRole"}


def machine(name: str) -> dict[str, Any]:
    return {
        "Type": "AWS::StepFunctions::StateMachine",
        "DependsOn": "Policy",
        "Properties": {
            "StateMachineName": name,
            "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            "DefinitionString": DEFINITION,
            "LoggingConfiguration": {
                "Level": "ALL",
                "IncludeExecutionData": False,
                "Destinations": [
                    {"CloudWatchLogsLogGroup": {"LogGroupArn": {"Fn::GetAtt": ["Logs", "Arn"]}}},
                ],
            },
        },
    }


def machine_of(stack: Stack) -> str:
    return f"arn:aws:states:us-east-1:{DEV}:stateMachine:{stack.name}"


@pytest.fixture
def stack(stand_in: StandIn) -> Stack:
    deployed = Stack(stand_in)
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": json.loads(policy(STATEMENT))}}
    grant = {
        "PolicyName": "p",
        "PolicyDocument": json.loads(policy(allow(["s3:*", "logs:*"]))),
        "Roles": [{"Ref": "Role"}],
    }
    resources = {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        "Used": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": f"{deployed.name}-used"}},
        "Unused": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": f"{deployed.name}-unused"}},
        "Role": role,
        "Policy": {"Type": "AWS::IAM::Policy", "Properties": grant},
        "Machine": machine(deployed.name),
        "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/{deployed.name}"}},
    }
    assert deployed.deploy({"Resources": resources}) == "CREATE_COMPLETE", deployed.reasons()
    return deployed


def test_says_how_the_stand_in_was_set_up(stand_in: StandIn) -> None:
    assert ledger(stand_in)["settings"] == {"waitScale": 0.05, "identity": "enforced", "faults": []}


def test_what_did_nothing_is_untouched_and_what_cannot_is_recorded(stand_in: StandIn, stack: Stack) -> None:
    assert states(stand_in, stack.name) == {
        "Vpc": "recorded",
        "Used": "untouched",
        "Unused": "untouched",
        "Role": "untouched",
        "Policy": "untouched",
        "Machine": "untouched",
        "Logs": "untouched",
    }


def test_a_bucket_acts_when_it_is_read(stand_in: StandIn, stack: Stack) -> None:
    stand_in.client("s3", DEV).list_objects_v2(Bucket=f"{stack.name}-used")

    found = states(stand_in, stack.name)

    assert (found["Used"], found["Unused"]) == ("executed", "untouched")


def test_states_are_executed_when_they_are_entered(stand_in: StandIn, stack: Stack) -> None:
    execution = skip(stand_in, machine_of(stack))

    assert states(stand_in, execution) == {"Choose": "executed", "Work": "untouched", "End": "executed"}
    assert states(stand_in, stack.name)["Machine"] == "executed"


def test_a_machines_log_group_acts_when_its_execution_has_ended(stand_in: StandIn, stack: Stack) -> None:
    logs = stand_in.client("logs", DEV)
    execution = skip(stand_in, machine_of(stack), name="run-1")
    deadline = time.monotonic() + 10
    while not (events := logs.filter_log_events(logGroupName=f"/{stack.name}")["events"]):
        assert time.monotonic() < deadline

    lines = [json.loads(event["message"]) for event in events]
    assert [line["type"] for line in lines][:2] == ["ExecutionStarted", "ChoiceStateEntered"]
    assert {line["execution_arn"] for line in lines} == {execution}
    assert "skip" not in json.dumps(lines)
    assert states(stand_in, stack.name)["Logs"] == "executed"


class TestEntriesOfOthers:
    ENTRY = (
        '{"account": "111111111111", "region": "us-east-1", "kind": "action", "scope": "run", "id": "dev/Verify",'
        ' "type": "CodeBuild", "state": "substituted", "reason": "another ran"}'
    )

    @staticmethod
    def bring(stand_in: StandIn, entry: dict[str, Any]) -> int:
        return stand_in.post("/_trainyard/ledger", {"entries": [entry]}, stand_in.token())[0]

    def test_are_kept_and_replaced(self, with_engine: StandIn) -> None:
        entry = json.loads(self.ENTRY)

        assert self.bring(with_engine, entry) == 200
        assert self.bring(with_engine, {**entry, "state": "executed", "reason": None}) == 200

        assert states(with_engine, "run") == {"dev/Verify": "executed"}

    def test_need_a_reason_where_something_stood_in(self, with_engine: StandIn) -> None:
        assert self.bring(with_engine, {**json.loads(self.ENTRY), "reason": None}) == 400
