"""What a service tries with a resource's role or key before it makes the resource."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

import records
from roles import Session, allow, make_role, policy, root_of, service
from stacks import Stack
from stand_in import DEV, StandIn

DELIVERING = ["logs:*LogDelivery", "logs:ListLogDeliveries", "logs:*ResourcePolic*", "logs:DescribeLogGroups"]
USE = ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"]


def deployed(stand_in: StandIn, kind: str, **properties: Any) -> tuple[str, str]:
    stack = Stack(stand_in)
    status = stack.deploy({"Resources": {"R": {"Type": kind, "Properties": properties}}})
    return status, "" if status == "CREATE_COMPLETE" else stack.reasons()


class TestALogGroupsKey:
    def made(self, stand_in: StandIn, *statements: dict[str, Any]) -> tuple[str, str]:
        kms = stand_in.client("kms", DEV)
        own = allow("kms:*", Principal=root_of(DEV))
        key = kms.create_key(Policy=policy(own, *statements))["KeyMetadata"]["Arn"]
        return deployed(stand_in, "AWS::Logs::LogGroup", KmsKeyId=key)

    @staticmethod
    def to_logs(*actions: str, groups: str = f"arn:aws:logs:us-east-1:{DEV}:log-group:*") -> dict[str, Any]:
        context = {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}}
        return allow(list(actions), Principal=service("logs.us-east-1"), Condition=context)

    def test_lets_cloudwatch_logs_use_it(self, stand_in: StandIn) -> None:
        assert self.made(stand_in, self.to_logs(*USE))[0] == "CREATE_COMPLETE"

    @pytest.mark.parametrize("lacking", USE)
    def test_is_refused_without_each_action(self, stand_in: StandIn, lacking: str) -> None:
        status, why = self.made(stand_in, self.to_logs(*(action for action in USE if action != lacking)))

        assert status == "ROLLBACK_COMPLETE"
        assert "The specified KMS key does not exist or is not allowed to be used with Arn" in why
        assert f"logs.us-east-1.amazonaws.com is not authorized to perform: {lacking.strip('*')} on" in why

    def test_may_be_for_other_groups_only(self, stand_in: StandIn) -> None:
        others = self.to_logs(*USE, groups=f"arn:aws:logs:us-east-1:{DEV}:log-group:/others/*")

        assert self.made(stand_in, others)[0] == "ROLLBACK_COMPLETE"


class TestAStateMachinesRole:
    def made(self, stand_in: StandIn, role: str, **more: Any) -> tuple[str, str]:
        definition = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}})
        kind = "AWS::StepFunctions::StateMachine"
        return deployed(stand_in, kind, RoleArn=role, DefinitionString=definition, **more)

    def logging(self, stand_in: StandIn, actions: list[str]) -> tuple[str, str]:
        group = f"arn:aws:logs:us-east-1:{DEV}:log-group:g:*"
        to = {"Level": "ALL", "Destinations": [{"CloudWatchLogsLogGroup": {"LogGroupArn": group}}]}
        role = make_role(stand_in, DEV, service("states"), allow(actions))
        return self.made(stand_in, role, LoggingConfiguration=to)

    def test_must_be_for_step_functions(self, stand_in: StandIn) -> None:
        status, why = self.made(stand_in, make_role(stand_in, DEV, service("lambda")))

        assert status == "ROLLBACK_COMPLETE"
        assert "nor the regional one is authorized to assume the provided role" in why

    def test_may_deliver_its_logs(self, stand_in: StandIn) -> None:
        assert self.logging(stand_in, DELIVERING)[0] == "CREATE_COMPLETE"

    @pytest.mark.parametrize(
        ("lacking", "named"), [(0, "CreateLogDelivery"), (1, "ListLogDeliveries"), (3, "DescribeLogGroups")]
    )
    def test_is_refused_where_it_may_not(self, stand_in: StandIn, lacking: int, named: str) -> None:
        status, why = self.logging(stand_in, DELIVERING[:lacking] + DELIVERING[lacking + 1 :])

        assert status == "ROLLBACK_COMPLETE"
        assert "The state machine IAM Role is not authorized to access the Log Destination" in why
        assert f"not authorized to perform: logs:{named} on resource: *" in why

    def test_loses_its_traces_and_that_is_told(self, stand_in: StandIn) -> None:
        role = make_role(stand_in, DEV, service("states"), allow("xray:PutTraceSegments"))

        assert self.made(stand_in, role, TracingConfiguration={"Enabled": True})[0] == "CREATE_COMPLETE"

        lost = "\n".join(dropped["why"] for dropped in records.permissions(stand_in)["undelivered"])
        assert f"/{role.split('/')[1]}/" in lost
        assert "not authorized to perform: xray:PutTelemetryRecords" in lost


def test_a_function_that_may_not_write_its_log_is_told_of(stand_in: StandIn) -> None:
    name = f"f-{uuid.uuid4().hex[:8]}"
    role = make_role(stand_in, DEV, service("lambda"), allow(["logs:CreateLogGroup", "logs:CreateLogStream"]))
    code = {"ZipFile": "exports.handler = async () => 1"}
    made = deployed(
        stand_in,
        "AWS::Lambda::Function",
        FunctionName=name,
        Role=role,
        Runtime="nodejs22.x",
        Handler="index.handler",
        Code=code,
    )
    assert made[0] == "CREATE_COMPLETE"

    stand_in.client("lambda", DEV).invoke(FunctionName=name)

    group = f"arn:aws:logs:us-east-1:{DEV}:log-group:/aws/lambda/{name}"
    lost = [one for one in records.permissions(stand_in)["undelivered"] if one["source"].endswith(f":{name}")]
    assert len(lost) == 1
    assert f"not authorized to perform: logs:PutLogEvents on resource: {group}:" in lost[0]["why"]


def test_a_caller_that_may_not_write_its_own_log_is_told_of(stand_in: StandIn) -> None:
    group = f"g-{uuid.uuid4().hex[:8]}"
    logs = stand_in.client("logs", DEV)
    logs.create_log_group(logGroupName=group)
    logs.create_log_stream(logGroupName=group, logStreamName="s")
    role = make_role(stand_in, DEV, root_of(DEV), allow("logs:CreateLogStream"))
    line = {"timestamp": int(time.time() * 1000), "message": "m"}

    with pytest.raises(ClientError, match="AccessDenied"):
        Session.of(stand_in, DEV, role).client("logs").put_log_events(
            logGroupName=group, logStreamName="s", logEvents=[line]
        )

    (lost,) = [one for one in records.permissions(stand_in)["undelivered"] if f"log-group:{group}" in one["why"]]
    assert f"/{role.split('/')[1]}/" in lost["source"]
    assert "not authorized to perform: logs:PutLogEvents on resource: " in lost["why"]


class TestAFunctionInAVpc:
    def made(self, stand_in: StandIn, *statements: dict[str, Any]) -> tuple[str, str]:
        return deployed(
            stand_in,
            "AWS::Lambda::Function",
            Role=make_role(stand_in, DEV, service("lambda"), *statements),
            Runtime="nodejs22.x",
            Handler="index.handler",
            Code={"ZipFile": "exports.handler = async () => 1"},
            VpcConfig={"SubnetIds": ["subnet-12345678"], "SecurityGroupIds": ["sg-12345678"]},
        )

    def test_has_a_role_that_may_make_interfaces(self, stand_in: StandIn) -> None:
        assert self.made(stand_in, allow("ec2:*"))[0] == "CREATE_COMPLETE"

    @pytest.mark.parametrize("lacking", ["CreateNetworkInterface", "DeleteNetworkInterface"])
    def test_is_refused_without(self, stand_in: StandIn, lacking: str) -> None:
        but_one = {"Effect": "Deny", "Action": f"ec2:{lacking}", "Resource": "*"}

        status, why = self.made(stand_in, allow("ec2:*"), but_one)

        assert status == "ROLLBACK_COMPLETE"
        assert f"The provided execution role does not have permissions to call {lacking} on EC2" in why
