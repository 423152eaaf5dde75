"""Sizes and names that AWS refuses: of templates' resources, of invocations, of executions."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import until
from roles import allow, make_role, service
from stacks import Stack
from stand_in import DEV, StandIn
from trainyard_emulator.identity.policy_sizes import size

ROOT = {"AWS": f"arn:aws:iam::{DEV}:root"}


@pytest.fixture
def stack(stand_in: StandIn) -> Stack:
    return Stack(stand_in)


def of(resource_type: str, **properties: Any) -> dict[str, Any]:
    return {"Type": resource_type, "Properties": properties}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def reading(characters: int) -> dict[str, Any]:
    """A policy of about so many characters."""
    return document(allow("s3:GetObject", [f"arn:aws:s3:::b/{'x' * 40}{n}" for n in range(characters // 58)]))


TRUST = document({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"})


def role(**more: Any) -> dict[str, Any]:
    return of("AWS::IAM::Role", **{"AssumeRolePolicyDocument": TRUST, **more})


def refusal(stack: Stack, **resources: dict[str, Any]) -> str:
    """Deploy what must roll back; returns why."""
    assert stack.deploy({"Resources": resources}) == "ROLLBACK_COMPLETE", "it was made"
    return stack.reasons()


class TestPolicySizes:
    def test_the_inline_policies_of_a_role_together(self, stack: Stack) -> None:
        policies = [{"PolicyName": name, "PolicyDocument": reading(6000)} for name in ("a", "b")]

        assert "Maximum policy size of 10240 bytes exceeded" in refusal(stack, R=role(Policies=policies))

    def test_policies_beside_the_role_count_too(self, stack: Stack) -> None:
        def policy(name: str, **more: Any) -> dict[str, Any]:
            properties = {"PolicyName": name, "PolicyDocument": reading(6000), "Roles": [{"Ref": "R"}]}
            return of("AWS::IAM::Policy", **properties) | more

        reasons = refusal(stack, R=role(), A=policy("a"), B=policy("b", DependsOn="A"))

        assert "Maximum policy size of 10240 bytes exceeded for role" in reasons

    def test_a_managed_policy(self, stack: Stack) -> None:
        managed = of("AWS::IAM::ManagedPolicy", PolicyDocument=reading(7000))

        assert "Cannot exceed quota for PolicySize: 6144" in refusal(stack, P=managed)

    def test_a_trust_policy(self, stack: Stack) -> None:
        many = {"AWS": [f"arn:aws:iam::{n:012d}:root" for n in range(70)]}
        trust = document({"Effect": "Allow", "Principal": many, "Action": "sts:AssumeRole"})

        reasons = refusal(stack, R=role(AssumeRolePolicyDocument=trust))

        assert "Cannot exceed quota for ACLSizePerRole: 2048" in reasons

    @pytest.mark.parametrize(("kind", "most"), [("SNS::Topic", 30_720), ("SQS::Queue", 8_192)])
    def test_a_topics_and_a_queues(self, stack: Stack, kind: str, most: int) -> None:
        holder = {"Topics": [{"Ref": "T"}]} if kind == "SNS::Topic" else {"Queues": [{"Ref": "T"}]}
        actions = ["sns:Publish" if kind == "SNS::Topic" else "sqs:SendMessage"]
        resources = reading(most)["Statement"][0]["Resource"]
        long = document({**allow(actions, resources), "Principal": {"Service": "events.amazonaws.com"}})

        reasons = refusal(stack, T=of(f"AWS::{kind}"), P=of(f"AWS::{kind}Policy", PolicyDocument=long, **holder))

        assert f"policy has {size(long)} bytes, {most} are the most" in reasons


class TestPoliciesPutByCalls:
    """What is put without CloudFormation is counted too, in the words of each service's own protocol."""

    @pytest.fixture
    def role_name(self, stand_in: StandIn) -> str:
        return make_role(stand_in, DEV, service("lambda")).rsplit("/", 1)[-1]

    def test_a_roles_inline_policies_together(self, stand_in: StandIn, role_name: str) -> None:
        iam = stand_in.client("iam", DEV)
        given = {"RoleName": role_name, "PolicyDocument": json.dumps(reading(6000), indent=9)}
        iam.put_role_policy(PolicyName="a", **given)
        iam.put_role_policy(PolicyName="a", **given)

        with pytest.raises(iam.exceptions.LimitExceededException, match="policy size of 10240 bytes exceeded for role"):
            iam.put_role_policy(PolicyName="b", **given)
        assert iam.list_role_policies(RoleName=role_name)["PolicyNames"] == ["a"]

    def test_a_managed_policy_and_a_trust(self, stand_in: StandIn, role_name: str) -> None:
        iam = stand_in.client("iam", DEV)
        long = json.dumps(reading(7000))

        with pytest.raises(iam.exceptions.LimitExceededException, match="PolicySize: 6144"):
            iam.create_policy(PolicyName=f"p-{uuid.uuid4().hex}", PolicyDocument=long)
        with pytest.raises(iam.exceptions.LimitExceededException, match="ACLSizePerRole: 2048"):
            iam.update_assume_role_policy(RoleName=role_name, PolicyDocument=long)

    def test_a_buckets(self, stand_in: StandIn) -> None:
        s3, name = stand_in.client("s3", DEV), f"b-{uuid.uuid4().hex}"
        s3.create_bucket(Bucket=name)

        with pytest.raises(ClientError, match=r"MalformedPolicy.*maximum allowed document size: 20480 bytes"):
            s3.put_bucket_policy(Bucket=name, Policy=json.dumps(reading(21_000)))

    def test_a_keys(self, stand_in: StandIn) -> None:
        kms = stand_in.client("kms", DEV)
        key = kms.create_key()["KeyMetadata"]["KeyId"]

        with pytest.raises(kms.exceptions.LimitExceededException, match="32768 are the most"):
            kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(reading(33_500)))

    def test_a_topics_and_a_queues(self, stand_in: StandIn) -> None:
        sns, sqs, name = stand_in.client("sns", DEV), stand_in.client("sqs", DEV), f"n-{uuid.uuid4().hex}"
        topic, long = sns.create_topic(Name=name)["TopicArn"], json.dumps(reading(31_500))
        queue = sqs.create_queue(QueueName=name)["QueueUrl"]

        with pytest.raises(ClientError, match=r"InvalidParameter.*30720 are the most"):
            sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=long)
        with pytest.raises(ClientError, match=r"InvalidAttributeValue.*8192 are the most"):
            sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": long})


class TestNames:
    @pytest.mark.parametrize(
        ("resource_type", "member", "more"),
        [
            ("AWS::IAM::Role", "RoleName", {"AssumeRolePolicyDocument": TRUST}),
            ("AWS::Logs::LogGroup", "LogGroupName", {}),
            ("AWS::SNS::Topic", "TopicName", {}),
            ("AWS::SQS::Queue", "QueueName", {}),
            ("AWS::Events::Rule", "Name", {"EventPattern": {"source": ["a"]}}),
        ],
    )
    def test_a_name_that_is_taken_is_refused(
        self, stand_in: StandIn, resource_type: str, member: str, more: dict[str, Any]
    ) -> None:
        name = f"name-{uuid.uuid4().hex[:12]}"
        one = of(resource_type, **{member: name}, **more)
        assert Stack(stand_in).deploy({"Resources": {"R": one}}) == "CREATE_COMPLETE"

        reasons = refusal(Stack(stand_in), R=one)

        assert f"Resource of type '{resource_type}' with identifier" in reasons
        assert f"{name}\"}}' already exists" in reasons

    def test_a_stack_may_update_what_it_has(self, stack: Stack) -> None:
        group = of("AWS::Logs::LogGroup", LogGroupName=stack.name)
        stack.deploy({"Resources": {"R": group}})
        group["Properties"]["RetentionInDays"] = 7

        assert stack.deploy({"Resources": {"R": group}}, "UPDATE") == "UPDATE_COMPLETE", stack.reasons()


class TestNetworks:
    VPC = of("AWS::EC2::VPC", CidrBlock="10.0.0.0/16")

    @staticmethod
    def subnet(block: Any, vpc: Any = None) -> dict[str, Any]:
        return of("AWS::EC2::Subnet", VpcId=vpc or {"Ref": "Vpc"}, CidrBlock=block)

    @staticmethod
    def first_of(block: str) -> dict[str, Any]:
        """A block that only CloudFormation works out."""
        return {"Fn::Select": [0, {"Fn::Cidr": [block, 2, 8]}]}

    def test_subnets_do_not_overlap(self, stack: Stack) -> None:
        one, other = self.subnet("10.0.0.0/20"), self.subnet(self.first_of("10.0.0.0/16"))

        assert "conflicts with another subnet" in refusal(stack, Vpc=self.VPC, One=one, Other=other)

    def test_a_subnet_lies_in_its_vpc(self, stack: Stack) -> None:
        assert "it is not within 10.0.0.0/16" in refusal(
            stack, Vpc=self.VPC, One=self.subnet(self.first_of("10.9.0.0/16"))
        )

    def test_its_vpc_exists(self, stack: Stack) -> None:
        reasons = refusal(stack, One=self.subnet("10.0.0.0/24", "vpc-0123456789abcdef0"))

        assert "The vpc ID 'vpc-0123456789abcdef0' does not exist" in reasons

    def test_a_vpc_is_not_larger_than_16(self, stack: Stack) -> None:
        assert "a netmask of /16 to /28" in refusal(stack, Vpc=of("AWS::EC2::VPC", CidrBlock="10.0.0.0/8"))

    def test_a_vpc_in_use_is_not_deleted(self, stack: Stack) -> None:
        stack.deploy({"Resources": {"Vpc": self.VPC}, "Outputs": {"Vpc": {"Value": {"Ref": "Vpc"}}}})
        ec2 = stack.stand_in.client("ec2", DEV)
        subnet = ec2.create_subnet(VpcId=stack.outputs()["Vpc"], CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]

        assert stack.delete() == "DELETE_FAILED"
        ec2.delete_subnet(SubnetId=subnet)
        assert stack.delete() == "DELETE_COMPLETE"


class TestSchedules:
    @pytest.mark.parametrize("expression", ["rate(1 days)", "rate(2 day)", "cron(0 3 * * SUN)", "cron(0 3 * * SUN *)"])
    def test_an_expression_that_scheduler_does_not_take(self, stack: Stack, expression: str) -> None:
        target = {"Arn": f"arn:aws:sqs:us-east-1:{DEV}:q", "RoleArn": f"arn:aws:iam::{DEV}:role/r"}
        schedule = of(
            "AWS::Scheduler::Schedule",
            ScheduleExpression=expression,
            FlexibleTimeWindow={"Mode": "OFF"},
            Target=target,
        )

        assert f"Parameter ScheduleExpression is not valid: {expression}" in refusal(stack, S=schedule)

    def test_a_rate_of_one_is_singular_for_the_api_too(self, stand_in: StandIn) -> None:
        events = stand_in.client("events", DEV)

        assert events.put_rule(Name="daily", ScheduleExpression="rate(1 day)")
        with pytest.raises(ClientError, match="Parameter ScheduleExpression is not valid"):
            events.put_rule(Name="daily", ScheduleExpression="rate(1 days)")


CODE = """
def answer(event, context):
    return "x" * event
"""


class TestFunctions:
    @pytest.fixture
    def role(self, stand_in: StandIn) -> str:
        return make_role(stand_in, DEV, service("lambda"), allow("logs:*"))

    @staticmethod
    def function(role: str, **more: Any) -> dict[str, Any]:
        given = {"Role": role, "Runtime": "python3.12", "Handler": "index.answer", "Code": {"ZipFile": CODE}}
        return of("AWS::Lambda::Function", **{**given, **more})

    def test_its_role_trusts_lambda(self, stack: Stack) -> None:
        other = make_role(stack.stand_in, DEV, service("states"))

        assert "cannot be assumed by Lambda" in refusal(stack, F=self.function(other))

    def test_it_has_10240_mb_of_memory(self, stack: Stack, role: str) -> None:
        reasons = refusal(stack, F=self.function(role, MemorySize=10_241))

        assert (
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to" in reasons
        )

    def test_its_variables_have_4_kb_once_resolved(self, stack: Stack, role: str) -> None:
        value = {"Fn::Join": ["", [{"Ref": "AWS::Region"}, "x" * 4080]]}

        reasons = refusal(stack, F=self.function(role, Environment={"Variables": {"LONG": value}}))

        assert "exceeded the 4KB limit" in reasons

    def test_its_code_has_250_mb(self, stack: Stack, role: str) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("index.py", bytes(262_144_001))
        s3 = stack.stand_in.client("s3", DEV)
        s3.create_bucket(Bucket=stack.name)
        s3.put_object(Bucket=stack.name, Key="code.zip", Body=packed.getvalue())

        reasons = refusal(stack, F=self.function(role, Code={"S3Bucket": stack.name, "S3Key": "code.zip"}))

        assert "Unzipped size must be smaller than 262144000 bytes" in reasons

    def test_what_goes_in_and_out_has_6_mb(self, stack: Stack, role: str) -> None:
        name = stack.name
        assert stack.deploy({"Resources": {"F": self.function(role, FunctionName=name)}}) == "CREATE_COMPLETE"
        client = stack.stand_in.client("lambda", DEV)

        with pytest.raises(ClientError, match="Request must be smaller than 6291456 bytes"):
            client.invoke(FunctionName=name, Payload=json.dumps("x" * 6_300_000))
        with pytest.raises(ClientError, match="Request must be smaller than 1048576 bytes"):
            client.invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps("x" * 1_100_000))
        assert "FunctionError" not in client.invoke(FunctionName=name, Payload="10")
        answer = client.invoke(FunctionName=name, Payload="6300000")
        assert json.load(answer["Payload"])["errorType"] == "Function.ResponseSizeTooLarge"


class TestExecutions:
    @staticmethod
    def ended(stand_in: StandIn, states: dict[str, Any], start: str) -> dict[str, Any]:
        client = stand_in.client("stepfunctions", DEV)
        role = make_role(stand_in, DEV, service("states"))
        definition = json.dumps({"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states})
        machine = client.create_state_machine(name=f"m-{uuid.uuid4().hex}", definition=definition, roleArn=role)
        execution = client.start_execution(stateMachineArn=machine["stateMachineArn"], input=start)["executionArn"]
        described: dict[str, Any] = until(
            lambda: client.describe_execution(executionArn=execution), lambda one: one["status"] != "RUNNING"
        )
        return described

    def test_a_states_output_has_256_kib(self, stand_in: StandIn) -> None:
        double = {"Type": "Pass", "Output": "{% $states.input & $states.input %}", "End": True}

        ended = self.ended(stand_in, {"Double": double}, json.dumps("x" * 140_000))

        assert (ended["status"], ended["error"]) == ("FAILED", "States.DataLimitExceeded")
        assert "The state 'Double' has output with a size exceeding the maximum number of bytes" in ended["cause"]

    def test_a_history_has_25000_events(self, stand_in: StandIn) -> None:
        states = {
            "Count": {"Type": "Pass", "Output": "{% $states.input + 1 %}", "Next": "Again"},
            "Again": {
                "Type": "Choice",
                "Choices": [{"Condition": "{% $states.input < 13000 %}", "Next": "Count"}],
                "Default": "Done",
            },
            "Done": {"Type": "Succeed"},
        }

        ended = self.ended(stand_in, states, "0")

        assert ended["status"] == "FAILED"
        assert ended["cause"] == "The execution reached the maximum number of history events (25000)."
