"""The types MiniStack lacks, and the refusals of AWS that it lacks."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from roles import allow, make_role, policy, root_of, service
from stacks import Stack
from stand_in import DEV, TOOLS, StandIn


def output(value: Any, export: str | None = None) -> dict[str, Any]:
    return {"Value": value, "Export": {"Name": export}} if export else {"Value": value}


def attribute(resource: str, name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [resource, name]}


VPC = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}
QUEUE = {"Type": "AWS::SQS::Queue"}


@pytest.fixture
def stack(stand_in: StandIn) -> Stack:
    return Stack(stand_in)


NETWORK: dict[str, Any] = {
    "Resources": {
        "Vpc": VPC,
        "Subnet": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"},
        },
        "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}},
        "Nat": {
            "Type": "AWS::EC2::NatGateway",
            "Properties": {
                "SubnetId": {"Ref": "Subnet"},
                "AllocationId": attribute("Address", "AllocationId"),
                "Tags": [{"Key": "Name", "Value": "egress"}],
            },
        },
        "Logs": {"Type": "AWS::Logs::LogGroup"},
        "Flow": {
            "Type": "AWS::EC2::FlowLog",
            "Properties": {
                "ResourceId": {"Ref": "Vpc"},
                "ResourceType": "VPC",
                "TrafficType": "ALL",
                "LogGroupName": {"Ref": "Logs"},
            },
        },
    },
    "Outputs": {
        "Nat": output({"Ref": "Nat"}),
        "Vpc": output({"Ref": "Vpc"}),
        "Flow": output(attribute("Flow", "Id")),
        "Address": output({"Ref": "Address"}),
    },
}


class TestNetwork:
    def test_nat_gateways_addresses_and_flow_logs_are_ec2s(self, stack: Stack) -> None:
        ec2 = stack.stand_in.client("ec2", DEV)

        assert stack.deploy(NETWORK) == "CREATE_COMPLETE", stack.reasons()

        made = stack.outputs()
        gateway = ec2.describe_nat_gateways(NatGatewayIds=[made["Nat"]])["NatGateways"][0]
        assert gateway["VpcId"] == made["Vpc"]
        assert gateway["Tags"] == [{"Key": "Name", "Value": "egress"}]
        assert [log["ResourceId"] for log in ec2.describe_flow_logs(FlowLogIds=[made["Flow"]])["FlowLogs"]] == [
            made["Vpc"]
        ]
        assert made["Address"] in [address["PublicIp"] for address in ec2.describe_addresses()["Addresses"]]

    def test_they_go_with_their_stack(self, stack: Stack) -> None:
        ec2 = stack.stand_in.client("ec2", DEV)
        stack.deploy(NETWORK)
        made = stack.outputs()

        stack.delete()

        states = [
            gateway["State"]
            for gateway in ec2.describe_nat_gateways()["NatGateways"]
            if gateway["NatGatewayId"] == made["Nat"]
        ]
        assert states in ([], ["deleted"])
        assert ec2.describe_flow_logs(FlowLogIds=[made["Flow"]])["FlowLogs"] == []
        assert made["Address"] not in [address["PublicIp"] for address in ec2.describe_addresses()["Addresses"]]


class TestSecurityGroupRules:
    @staticmethod
    def template(port: int | None) -> dict[str, Any]:
        group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}}}
        resources: dict[str, Any] = {"Vpc": VPC, "Server": group, "Client": group}
        if port:
            ends = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "Description": "calls"}
            resources["In"] = {
                "Type": "AWS::EC2::SecurityGroupIngress",
                "Properties": {
                    "GroupId": attribute("Server", "GroupId"),
                    "SourceSecurityGroupId": attribute("Client", "GroupId"),
                    **ends,
                },
            }
            resources["Out"] = {
                "Type": "AWS::EC2::SecurityGroupEgress",
                "Properties": {
                    "GroupId": attribute("Client", "GroupId"),
                    "DestinationSecurityGroupId": attribute("Server", "GroupId"),
                    **ends,
                },
            }
        outputs = {"Server": output(attribute("Server", "GroupId")), "Client": output(attribute("Client", "GroupId"))}
        return {"Resources": resources, "Outputs": outputs}

    @staticmethod
    def ports(stack: Stack) -> tuple[list[int], list[int]]:
        made = stack.outputs()
        describe = stack.stand_in.client("ec2", DEV).describe_security_groups
        groups = {group["GroupId"]: group for group in describe(GroupIds=list(made.values()))["SecurityGroups"]}
        incoming = groups[made["Server"]]["IpPermissions"]
        outgoing = groups[made["Client"]]["IpPermissionsEgress"]
        peers = {pair["GroupId"] for rule in [*incoming, *outgoing] for pair in rule["UserIdGroupPairs"]}
        assert peers <= set(made.values())
        return [rule["FromPort"] for rule in incoming], [rule["FromPort"] for rule in outgoing if "FromPort" in rule]

    def test_are_rules_of_their_groups(self, stack: Stack) -> None:
        assert stack.deploy(self.template(443)) == "CREATE_COMPLETE", stack.reasons()

        assert self.ports(stack) == ([443], [443])

    def test_change_and_go(self, stack: Stack) -> None:
        stack.deploy(self.template(443))

        assert stack.deploy(self.template(8443), "UPDATE") == "UPDATE_COMPLETE", stack.reasons()
        assert self.ports(stack) == ([8443], [8443])
        assert stack.deploy(self.template(None), "UPDATE") == "UPDATE_COMPLETE", stack.reasons()
        assert self.ports(stack) == ([], [])


class TestModelPackageGroup:
    @staticmethod
    def template(owner: str) -> dict[str, Any]:
        properties = {"ModelPackageGroupName": "group", "Tags": [{"Key": "owner", "Value": owner}]}
        group = {"Type": "AWS::SageMaker::ModelPackageGroup", "Properties": properties}
        return {"Resources": {"Group": group}, "Outputs": {"Arn": output({"Ref": "Group"})}}

    def test_is_sagemakers(self, stack: Stack) -> None:
        sagemaker = stack.stand_in.client("sagemaker", DEV)

        assert stack.deploy(self.template("me")) == "CREATE_COMPLETE", stack.reasons()
        assert stack.deploy(self.template("you"), "UPDATE") == "UPDATE_COMPLETE", stack.reasons()

        arn = stack.outputs()["Arn"]
        assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "owner", "Value": "you"}]
        stack.delete()
        with pytest.raises(ClientError):
            sagemaker.describe_model_package_group(ModelPackageGroupName="group")


class TestExports:
    @pytest.fixture
    def export(self) -> str:
        return f"export-{uuid.uuid4().hex[:8]}"

    @pytest.fixture
    def exporter(self, stack: Stack, export: str) -> Stack:
        template = {"Resources": {"Q": QUEUE}, "Outputs": {"E": output("one", export)}}
        assert stack.deploy(template) == "CREATE_COMPLETE"
        return stack

    @pytest.fixture
    def importer(self, stand_in: StandIn, exporter: Stack, export: str) -> Stack:
        importer = Stack(stand_in)
        imported = {"QueueName": {"Fn::Sub": [f"{importer.name}-${{E}}", {"E": {"Fn::ImportValue": export}}]}}
        template = {"Resources": {"Q": {**QUEUE, "Properties": imported}}}
        assert importer.deploy(template) == "CREATE_COMPLETE"
        return importer

    def test_in_use_may_not_change(self, exporter: Stack, importer: Stack, export: str) -> None:
        template = {"Resources": {"Q": QUEUE}, "Outputs": {"E": output("two", export)}}

        assert exporter.deploy(template, "UPDATE") == "UPDATE_ROLLBACK_COMPLETE"
        assert f"Export {export} cannot be updated as it is in use by {importer.name}" in exporter.reasons()

    def test_in_use_may_not_go(self, exporter: Stack, importer: Stack, export: str) -> None:
        assert exporter.deploy({"Resources": {"Q": QUEUE}}, "UPDATE") == "UPDATE_ROLLBACK_COMPLETE"
        assert f"Cannot delete export {export} as it is in use by {importer.name}" in exporter.reasons()

    def test_dropped_is_gone(self, exporter: Stack, export: str) -> None:
        assert exporter.deploy({"Resources": {"Q": QUEUE}}, "UPDATE") == "UPDATE_COMPLETE"
        assert export not in [found["Name"] for found in exporter.client.list_exports()["Exports"]]

    def test_an_output_alone_is_a_change(self, exporter: Stack) -> None:
        template = {"Resources": {"Q": QUEUE}, "Outputs": {"New": output("x")}}

        assert exporter.deploy(template, "UPDATE") == "UPDATE_COMPLETE"
        assert exporter.outputs() == {"New": "x"}

    def test_nothing_is_no_change(self, exporter: Stack, export: str) -> None:
        template = {"Resources": {"Q": QUEUE}, "Outputs": {"E": output("one", export)}}

        assert "didn't contain changes" in exporter.deploy(template, "UPDATE")


def test_a_bucket_with_objects_is_not_deleted(stack: Stack) -> None:
    bucket = f"full-{uuid.uuid4().hex[:8]}"
    stack.deploy({"Resources": {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}}}})
    stack.stand_in.client("s3", DEV).put_object(Bucket=bucket, Key="k", Body=b"x")

    assert stack.delete() == "DELETE_FAILED"
    assert "The bucket you tried to delete is not empty" in stack.reasons()


def test_a_function_needs_its_code(stack: Stack) -> None:
    bucket = f"code-{uuid.uuid4().hex[:8]}"
    stack.stand_in.client("s3", DEV).create_bucket(Bucket=bucket)
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "Code": {"S3Bucket": bucket, "S3Key": "missing.zip"},
            "Handler": "i.h",
            "Runtime": "python3.12",
            "Role": make_role(stack.stand_in, DEV, service("lambda")),
        },
    }

    assert stack.deploy({"Resources": {"F": function}}) == "ROLLBACK_COMPLETE"
    assert "S3 Error Code: NoSuchKey" in stack.reasons()


def test_a_rolled_back_creation_is_not_updated(stack: Stack) -> None:
    bad = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::ImportValue": "nobody-exports-this"}}}
    assert stack.deploy({"Resources": {"Q": bad}}) == "ROLLBACK_COMPLETE"

    with pytest.raises(ClientError, match="is in ROLLBACK_COMPLETE state and can not be updated"):
        stack.deploy({"Resources": {"Q": QUEUE}}, "UPDATE")


class TestTemplatesInAnotherAccountsBucket:
    @staticmethod
    def url(stand_in: StandIn, readable: bool, more: str = "") -> str:
        bucket = f"templates-{uuid.uuid4().hex[:8]}"
        s3 = stand_in.client("s3", TOOLS)
        s3.create_bucket(Bucket=bucket)
        body = {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}, "Metadata": {"more": more}}
        s3.put_object(Bucket=bucket, Key="t.json", Body=json.dumps(body))
        if readable:
            statement = allow("s3:GetObject", f"arn:aws:s3:::{bucket}/*", Principal=root_of(DEV))
            s3.put_bucket_policy(Bucket=bucket, Policy=policy(statement))
        return f"https://s3.us-east-1.amazonaws.com/{bucket}/t.json"

    def test_are_read_where_they_may_be(self, stack: Stack) -> None:
        url = self.url(stack.stand_in, readable=True)

        stack.client.create_change_set(StackName=stack.name, ChangeSetName="c", ChangeSetType="CREATE", TemplateURL=url)

        assert stack.client.describe_change_set(StackName=stack.name, ChangeSetName="c")["Status"] == "CREATE_COMPLETE"

    def test_have_1_mb_at_most(self, stack: Stack) -> None:
        url = self.url(stack.stand_in, readable=True, more="x" * 1_000_000)

        with pytest.raises(ClientError, match="Template may not exceed 1000000 bytes in size"):
            stack.client.create_change_set(
                StackName=stack.name, ChangeSetName="c", ChangeSetType="CREATE", TemplateURL=url
            )

    def test_are_refused_where_not(self, stack: Stack) -> None:
        url = self.url(stack.stand_in, readable=False)

        with pytest.raises(ClientError, match="S3 error: Access Denied"):
            stack.client.create_change_set(
                StackName=stack.name, ChangeSetName="c", ChangeSetType="CREATE", TemplateURL=url
            )
