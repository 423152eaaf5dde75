"""The way from a job's VPC to an AWS service, from each of its subnets; the hop that is closed has a name.

A gateway endpoint comes first (the more specific route), then an interface endpoint with private names, then a NAT
gateway. On each, the network ACLs of the subnets are read as the groups are, but for a NAT gateway's own subnet.
Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html,
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from ministack.core import responses
from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.cloudformation import constructs
from trainyard_emulator.network import acls, routes, rules
from trainyard_emulator.network.rules import Peer

seams.require(ec2, "_subnets", "_security_groups", "_vpc_endpoints", "_vpcs")
type Record = Mapping[str, Any]
# MiniStack's names of services that their endpoints call otherwise.
_ENDPOINTS = {"cloudwatch": "monitoring", "sagemaker": "sagemaker.api", "sagemaker-runtime": "sagemaker.runtime"}
_WORDS = {"s3": "S3"}


class ClosedError(Exception):
    """There is no way; the text says which hop is closed."""


def endpoints_on_the_way(vpc: Record, service: str) -> list[Record]:
    """Return the endpoints whose policies are asked: one for each subnet, none for a NAT gateway. Raises ClosedError.

    `vpc` is SageMaker's VpcConfig: Subnets and SecurityGroupIds.
    """
    found = [_from(subnet, list(vpc["SecurityGroupIds"]), service) for subnet in vpc["Subnets"]]
    return [endpoint for endpoint in found if endpoint is not None]


def _from(subnet_id: str, groups: list[str], service: str) -> Record | None:
    subnet = ec2._subnets[subnet_id]
    name = f"com.amazonaws.{responses.get_region()}.{_ENDPOINTS.get(service, service)}"
    words = _WORDS.get(service, service)
    table = routes.table_of(subnet_id, subnet["VpcId"])
    if table is None:
        raise ClosedError(f"subnet {subnet_id} has no route table")
    if gateway := routes.gateway_endpoint(table, name):
        _demand_egress(groups, Peer(public=True), words)
        _demand_acl(subnet, Peer(public=True))
        return gateway
    if interface := _interface_endpoint(subnet["VpcId"], name):
        _demand_interface(interface, subnet, groups, words)
        return interface
    if closed := routes.closed_to_internet(table):
        raise ClosedError(
            f"the route table {table['RouteTableId']} of subnet {subnet_id}{constructs.naming(subnet_id)} leaves no "
            f"route to {words}: no gateway endpoint or interface endpoint {name}, and {closed}"
        )
    _demand_egress(groups, Peer(public=True), words)
    _demand_acl(subnet, Peer(public=True))
    return None


def _interface_endpoint(vpc_id: str, name: str) -> Record | None:
    return next(
        (
            endpoint
            for endpoint in ec2._vpc_endpoints.values()
            if endpoint["VpcEndpointType"] == "Interface"
            and (endpoint["VpcId"], endpoint["ServiceName"]) == (vpc_id, name)
            and endpoint.get("PrivateDnsEnabled")
        ),
        None,
    )


def _demand_interface(endpoint: Record, subnet: Record, groups: list[str], words: str) -> None:
    own = endpoint.get("SecurityGroupIds") or [ec2._vpcs[endpoint["VpcId"]]["DefaultSecurityGroupId"]]
    _demand_egress(groups, Peer(_ranges(endpoint["SubnetIds"]), frozenset(own)), words)
    job = Peer((ipaddress.IPv4Network(subnet["CidrBlock"]),), frozenset(groups))
    allowed = [one for group in own for one in ec2._security_groups[group]["IpPermissions"]]
    if not rules.lets_https(allowed, job):
        raise ClosedError(
            f"security group {_named(own)} of the endpoint {endpoint['ServiceName']} lets no TCP 443 in from "
            f"{subnet['CidrBlock']}: it allows {rules.words(allowed)}"
        )
    for other in {*endpoint["SubnetIds"]} - {subnet["SubnetId"]}:  # what stays in a subnet passes no ACL
        _demand_acl(subnet, Peer(_ranges([other])))
        _demand_acl(ec2._subnets[other], job, serving=True)


def _demand_acl(subnet: Record, peer: Peer, *, serving: bool = False) -> None:
    if why := acls.closed(subnet["SubnetId"], subnet["VpcId"], peer, serving=serving):
        raise ClosedError(f"{why}{constructs.naming(subnet['SubnetId'])}")


def _demand_egress(groups: list[str], peer: Peer, words: str) -> None:
    allowed = [one for group in groups for one in ec2._security_groups[group]["IpPermissionsEgress"]]
    if not rules.lets_https(allowed, peer):
        raise ClosedError(
            f"security group {_named(groups)} lets no TCP 443 out to {words}: it allows {rules.words(allowed)}"
        )


def _ranges(subnets: list[str]) -> tuple[ipaddress.IPv4Network, ...]:
    return tuple(ipaddress.IPv4Network(ec2._subnets[subnet]["CidrBlock"]) for subnet in subnets)


def _named(groups: list[str]) -> str:
    return ", ".join(f"{group}{constructs.naming(group)}" for group in groups)
