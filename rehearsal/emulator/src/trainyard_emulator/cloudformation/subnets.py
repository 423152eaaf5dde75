"""A subnet lies in a VPC that exists, within its block, beside the other subnets: as resolved, not as written.

Sources: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html (a block of /16 to /28, no overlap) and
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (the names of the errors).
"""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Any

from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context

_LARGEST, _SMALLEST = 16, 28


def install(_context: Context) -> None:
    """Stand before the creation of VPCs and subnets."""
    seams.require(ec2, "_vpcs", "_subnets")
    before("AWS::EC2::VPC", "create", _check_vpc)
    before("AWS::EC2::Subnet", "create", _check_subnet)


def _check_vpc(_logical_id: str, properties: Properties, *_: Any) -> None:
    if block := properties.get("CidrBlock"):
        _block(block)


def _check_subnet(_logical_id: str, properties: Properties, *_: Any) -> None:
    if not properties.get("CidrBlock"):
        return
    block, vpc_id = _block(properties["CidrBlock"]), properties.get("VpcId", "")
    vpc = ec2._vpcs.get(vpc_id)
    if vpc is None:
        raise ValueError(f"The vpc ID '{vpc_id}' does not exist (Error Code: InvalidVpcID.NotFound)")
    if not block.subnet_of(IPv4Network(vpc["CidrBlock"])):
        raise ValueError(
            f"The CIDR '{block}' is invalid: it is not within {vpc['CidrBlock']} of {vpc_id} "
            "(Error Code: InvalidSubnet.Range)"
        )
    for other in ec2._subnets.values():
        if other["VpcId"] == vpc_id and block.overlaps(IPv4Network(other["CidrBlock"])):
            raise ValueError(
                f"The CIDR '{block}' conflicts with another subnet: {other['SubnetId']} has {other['CidrBlock']} "
                "(Error Code: InvalidSubnet.Conflict)"
            )


def _block(text: str) -> IPv4Network:
    try:
        block = IPv4Network(text)
    except ValueError as problem:
        raise ValueError(f"Value ({text}) for parameter cidrBlock is invalid. {problem}") from None
    if not _LARGEST <= block.prefixlen <= _SMALLEST:
        raise ValueError(
            f"The CIDR '{text}' is invalid: a block has a netmask of /{_LARGEST} to /{_SMALLEST} "
            "(Error Code: InvalidVpc.Range)"
        )
    return block
