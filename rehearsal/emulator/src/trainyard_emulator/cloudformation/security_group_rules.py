"""SecurityGroupIngress and SecurityGroupEgress over MiniStack's EC2 API."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

from trainyard_emulator.cloudformation import ec2_api
from trainyard_emulator.cloudformation.registry import Adapter, Made, Properties, register
from trainyard_emulator.context import Context


@dataclass(frozen=True)
class Direction:
    """One of the two types: what EC2 calls it, and how a template names the other side."""

    name: str
    peer_group: str
    peer_list: str


_INGRESS = Direction("Ingress", "SourceSecurityGroupId", "SourcePrefixListId")
_EGRESS = Direction("Egress", "DestinationSecurityGroupId", "DestinationPrefixListId")
_IDENTITY = ("GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6")


def install(_context: Context) -> None:
    """Register both types."""
    for direction in (_INGRESS, _EGRESS):
        register(f"AWS::EC2::SecurityGroup{direction.name}", _adapter(direction))


def _adapter(direction: Direction) -> Adapter:
    def create(_logical_id: str, properties: Properties, _stack: str) -> Made:
        answer = ec2_api.call(f"AuthorizeSecurityGroup{direction.name}", **_permission(direction, properties))
        identifier = answer("securityGroupRuleId")
        return Made(identifier, {"Id": identifier})

    def update(identifier: str, old: Properties, new: Properties) -> Made:
        delete(identifier, old)  # only the description can be another: EC2 keeps it in the rule
        return create("", new, "")

    def delete(_identifier: str, properties: Properties) -> None:
        with contextlib.suppress(ec2_api.Ec2Error):  # the group went first
            ec2_api.call(f"RevokeSecurityGroup{direction.name}", **_permission(direction, properties))

    return Adapter(create, update, delete, (*_IDENTITY, direction.peer_group, direction.peer_list))


def _permission(direction: Direction, properties: Properties) -> dict[str, Any]:
    """Return a template's rule as the first of a request's IpPermissions."""
    rule: dict[str, Any] = {
        "IpProtocol": properties["IpProtocol"],
        "FromPort": properties.get("FromPort"),
        "ToPort": properties.get("ToPort"),
    }
    peers = {
        "IpRanges.1.CidrIp": properties.get("CidrIp"),
        "Ipv6Ranges.1.CidrIpv6": properties.get("CidrIpv6"),
        "Groups.1.GroupId": properties.get(direction.peer_group),
        "PrefixListIds.1.PrefixListId": properties.get(direction.peer_list),
    }
    for name, value in peers.items():
        if value:
            rule[name] = value
            rule[f"{name.rpartition('.')[0]}.Description"] = properties.get("Description")
    return {"GroupId": properties["GroupId"], **{f"IpPermissions.1.{name}": value for name, value in rule.items()}}
