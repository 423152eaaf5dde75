"""A job in a VPC reaches what its network lets it reach: the network is CloudFormation's, the job a process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import pytest

from ml_account import MlAccount
from roles import allow
from stacks import Stack
from stand_in import DEV, StandIn
from test_processing_jobs import given

CONNECT = [
    "ec2:CreateNetworkInterface",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
    "ec2:Describe*",
]
VPC = {"VpcId": {"Ref": "Vpc"}}
PLACE = "/opt/ml/processing/input/raw"
# The image that stands for scikit-learn's has no SDK; a job's own requirements may bring one.
SDK = Path(boto3.__file__).parents[1]
ASK_LOGS = f"import sys; sys.path.append('{SDK}'); import boto3; boto3.client('logs').describe_log_groups()"


def resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::EC2::{kind}", "Properties": properties}


def network(port: int = 443, **policy: Any) -> dict[str, Any]:
    """A subnet with S3's gateway endpoint, and a group that lets one TCP port out."""
    name = {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
    out = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "0.0.0.0/0"}
    association = {"RouteTableId": {"Ref": "Table"}, "SubnetId": {"Ref": "Subnet"}}
    resources = {
        "Vpc": resource("VPC", CidrBlock="10.0.0.0/16"),
        "Subnet": resource("Subnet", CidrBlock="10.0.0.0/24", **VPC),
        "Table": resource("RouteTable", **VPC),
        "Association": resource("SubnetRouteTableAssociation", **association),
        "S3": resource("VPCEndpoint", ServiceName=name, RouteTableIds=[{"Ref": "Table"}], **VPC, **policy),
        "Jobs": resource("SecurityGroup", GroupDescription="jobs", SecurityGroupEgress=[out], **VPC)
        | {"Metadata": {"aws:cdk:path": "app/Jobs", "trainyard:source": "infra/Jobs.java"}},
    }
    outputs = {
        "Subnet": {"Value": {"Ref": "Subnet"}},
        "Jobs": {"Value": {"Fn::GetAtt": ["Jobs", "GroupId"]}},
    }
    return {"Resources": resources, "Outputs": outputs}


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    return MlAccount.made(stand_in, DEV, allow(["s3:*", "logs:*"]), allow(CONNECT))


def run(account: MlAccount, template: dict[str, Any], code: str = "print('ran')") -> tuple[dict[str, Any], list[str]]:
    """Run a processing job with one input in such a network; returns its description and its log."""
    stack = Stack(account.stand_in)
    assert stack.deploy(template) == "CREATE_COMPLETE", stack.reasons()
    made = stack.outputs()
    job = account.process(
        ["python3", "-c", code],
        NetworkConfig={"VpcConfig": {"Subnets": [made["Subnet"]], "SecurityGroupIds": [made["Jobs"]]}},
        ProcessingInputs=[given("raw", account.put("raw/a.txt", "abc"), PLACE)],
    )
    return job, account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"])


def test_a_job_with_a_way_to_s3_runs(account: MlAccount) -> None:
    job, log = run(account, network())

    assert (job["ProcessingJobStatus"], log) == ("Completed", ["ran"]), job.get("FailureReason")


def test_a_closed_hop_is_named_with_its_construct(account: MlAccount) -> None:
    job, _ = run(account, network(port=8443))

    assert job["FailureReason"].startswith("ClientError: Data download failed:Please ensure that the subnet's route")
    assert "(construct app/Jobs, infra/Jobs.java) lets no TCP 443 out to S3" in job["FailureReason"]


def test_a_network_acl_without_a_way_back_is_named(account: MlAccount) -> None:
    template = network()
    acl = {"NetworkAclId": {"Ref": "Acl"}}
    rule = {"Protocol": 6, "RuleAction": "allow", "RuleNumber": 100, "CidrBlock": "0.0.0.0/0", **acl}
    template["Resources"] |= {
        "Acl": resource("NetworkAcl", **VPC),
        "Out": resource("NetworkAclEntry", Egress=True, PortRange={"From": 443, "To": 443}, **rule),
        "In": resource("NetworkAclEntry", Egress=False, PortRange={"From": 443, "To": 443}, **rule),
        "Own": resource("SubnetNetworkAclAssociation", SubnetId={"Ref": "Subnet"}, **acl),
    }

    job, _ = run(account, template)

    assert job["FailureReason"].startswith("ClientError: Data download failed:Please ensure that the subnet's route")
    assert "lets no TCP 32768-60999 in from AWS's public addresses" in job["FailureReason"]


def test_an_endpoint_policy_that_does_not_let_it_read_is_named(account: MlAccount) -> None:
    other = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::another/*"}
    job, _ = run(account, network(PolicyDocument={"Version": "2012-10-17", "Statement": [other]}))

    assert job["ProcessingJobStatus"] == "Failed"
    assert "because no VPC endpoint policy allows the s3:ListBucket action" in job["FailureReason"]


def test_a_jobs_own_call_of_a_service_without_a_way_does_not_arrive(account: MlAccount) -> None:
    job, log = run(account, network(), ASK_LOGS)

    assert job["ProcessingJobStatus"] == "Failed"
    assert "no gateway endpoint or interface endpoint com.amazonaws.us-east-1.logs" in "\n".join(log)
