"""A role that could not bring a job up on AWS does not bring it up here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ministack.services import ec2

from fake_world import FakeIdentity
from test_sagemaker_requests import IMAGE, ROLE
from trainyard_emulator.sagemaker import role_needs
from trainyard_emulator.sagemaker.role_needs import RoleNeedError

VPC = {"Subnets": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}


@pytest.fixture(autouse=True)
def network() -> Iterator[None]:
    """One subnet and one security group."""
    ec2._subnets["subnet-1"], ec2._security_groups["sg-1"] = {}, {}
    yield
    ec2._subnets.pop("subnet-1")
    ec2._security_groups.pop("sg-1")


def test_a_role_that_has_all_is_not_refused() -> None:
    role_needs.check_image(FakeIdentity(), ROLE, IMAGE)
    role_needs.check_network(FakeIdentity(), ROLE, VPC)
    role_needs.check_network(FakeIdentity(denied={"ec2:CreateNetworkInterface"}), ROLE, None)


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
