"""A role that could not bring a job up on AWS does not bring it up here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ministack.services import ec2

from fake_world import FakeIdentity, fake_world
from test_sagemaker_requests import IMAGE, ROLE
from trainyard_emulator.sagemaker import role_needs
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.role_needs import RoleNeedError

VPC = {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}


@pytest.fixture(autouse=True)
def network() -> Iterator[None]:
    """One subnet with S3's gateway endpoint, and one security group that lets all out."""
    anywhere = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    gateway = {"VpcEndpointType": "Gateway", "ServiceName": "com.amazonaws.us-east-1.s3", "RouteTableIds": ["rtb-1"]}
    associated = [{"SubnetId": "subnet-1"}]
    stores: dict[str, dict[str, Any]] = {
        "_subnets": {"subnet-1": {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}},
        "_security_groups": {"sg-1": {"IpPermissionsEgress": [anywhere]}},
        "_route_tables": {
            "rtb-1": {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [], "Associations": associated}
        },
        "_vpc_endpoints": {"vpce-1": gateway},
    }
    for store, records in stores.items():
        getattr(ec2, store).update(records)
    yield
    for store, records in stores.items():
        for name in records:
            getattr(ec2, store).pop(name, None)


def test_a_role_that_has_all_is_not_refused() -> None:
    role_needs.check_image(FakeIdentity(), ROLE, IMAGE)
    role_needs.check_network(FakeIdentity(), ROLE, VPC)
    role_needs.check_network(FakeIdentity(denied={"ec2:CreateNetworkInterface"}), ROLE, None)


def test_a_network_without_a_way_to_s3_is_refused_in_sagemakers_words() -> None:
    ec2._vpc_endpoints.pop("vpce-1")
    with pytest.raises(RoleNeedError, match=r"both the security groups and .* Here the route table rtb-1 of subnet"):
        role_needs.check_network(FakeIdentity(), ROLE, VPC)


def test_a_role_must_be_allowed_to_pull_the_image() -> None:
    identity = FakeIdentity(denied={"ecr:BatchGetImage"})
    with pytest.raises(RoleNeedError, match=r"ecr:BatchGetImage on resource: .*:repository/sagemaker-scikit-learn$"):
        role_needs.check_image(identity, ROLE, IMAGE)


@pytest.mark.parametrize("missing", ["CreateNetworkInterface", "DescribeSubnets", "DeleteNetworkInterfacePermission"])
def test_a_role_must_be_allowed_to_connect_to_its_network(missing: str) -> None:
    with pytest.raises(RoleNeedError, match=f"not authorized to perform: ec2:{missing} on resource"):
        role_needs.check_network(FakeIdentity(denied={f"ec2:{missing}"}), ROLE, VPC)


def test_the_subnets_and_security_groups_must_exist() -> None:
    with pytest.raises(RoleNeedError, match="The subnet ID 'subnet-2' does not exist"):
        role_needs.check_network(FakeIdentity(), ROLE, VPC | {"Subnets": ["subnet-2"]})
    with pytest.raises(RoleNeedError, match="The security group ID 'sg-2' does not exist"):
        role_needs.check_network(FakeIdentity(), ROLE, VPC | {"SecurityGroupIds": ["sg-2"]})


class TestVolumesUnderAKey:
    KEY = "arn:aws:kms:us-east-1:222222222222:key/k"

    def test_need_the_grant_of_the_jobs_role_or_of_the_caller(self, tmp_path: Path) -> None:
        by_role, by_caller = FakeIdentity(), FakeIdentity(denied_to={ROLE: {"kms:CreateGrant"}})

        for identity in (by_role, by_caller):
            role_needs.check_volume(fake_world(tmp_path, identity), self.KEY, ROLE)
        with pytest.raises(ApiError, match=f"not authorized to perform: kms:CreateGrant on resource: {self.KEY}"):
            role_needs.check_volume(fake_world(tmp_path, FakeIdentity(denied={"kms:CreateGrant"})), self.KEY, ROLE)

    def test_of_an_endpoint_need_the_callers(self, tmp_path: Path) -> None:
        identity = FakeIdentity(denied_to={FakeIdentity().caller(): {"kms:CreateGrant"}})

        with pytest.raises(ApiError, match="caller is not authorized to perform: kms:CreateGrant"):
            role_needs.check_volume(fake_world(tmp_path, identity), self.KEY)

    def test_ask_as_for_an_aws_resource_by_the_keys_arn(self, tmp_path: Path) -> None:
        identity = FakeIdentity()

        role_needs.check_volume(fake_world(tmp_path, identity), "k", ROLE)
        role_needs.check_volume(fake_world(tmp_path, identity), None, ROLE)

        ((action, resource, context),) = identity.asked
        assert (action, resource.rsplit(":", 1)[1]) == ("kms:CreateGrant", "key/k")
        assert context["kms:GrantIsForAWSResource"] == "true"
