"""NetworkAcl, NetworkAclEntry and SubnetNetworkAclAssociation over MiniStack's EC2 API, with the ports of a rule.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html
"""

from __future__ import annotations

import uuid
from typing import Any

from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.cloudformation import ec2_api
from trainyard_emulator.cloudformation.registry import Adapter, Made, Properties, register
from trainyard_emulator.context import Context

_RULE = ("NetworkAclId", "RuleNumber", "Egress")


def install(_context: Context) -> None:
    """Register the three types; have MiniStack keep a rule's ports, which it drops."""
    seams.require(ec2, "_network_acls", "_p")
    register("AWS::EC2::NetworkAcl", Adapter(_create_acl, _update_acl, _delete_acl, ("VpcId",)))
    register("AWS::EC2::NetworkAclEntry", Adapter(_create_entry, _update_entry, _delete_entry, _RULE))
    register("AWS::EC2::SubnetNetworkAclAssociation", Adapter(_associate, _reassociate, _dissociate, ("SubnetId",)))
    for action in ("CreateNetworkAclEntry", "ReplaceNetworkAclEntry"):
        seams.replace_entry(ec2._ACTION_MAP, action, "ec2._ACTION_MAP", _keeping_ports)


def _keeping_ports(original: Any) -> Any:
    def put(params: Any) -> Any:
        answer = original(params)
        first, last = ec2._p(params, "PortRange.From"), ec2._p(params, "PortRange.To")
        if answer[0] == 200 and first and last:
            acl = ec2._network_acls[ec2._p(params, "NetworkAclId")]
            acl["Entries"][-1]["PortRange"] = (int(first), int(last))
        return answer

    return put


def _create_acl(_logical_id: str, properties: Properties, _stack: str) -> Made:
    answer = ec2_api.call("CreateNetworkAcl", VpcId=properties["VpcId"], **ec2_api.tags("network-acl", properties))
    identifier = answer("networkAclId")
    return Made(identifier, {"Id": identifier})


def _update_acl(identifier: str, old: Properties, new: Properties) -> Made:
    ec2_api.retag(identifier, old, new)
    return Made(identifier, {"Id": identifier})


def _delete_acl(identifier: str, _properties: Properties) -> None:
    if (ec2._network_acls.get(identifier) or {}).get("Associations"):
        raise ValueError(f"The networkAcl '{identifier}' has dependencies and cannot be deleted. (DependencyViolation)")
    ec2._network_acls.pop(identifier, None)


def _create_entry(_logical_id: str, properties: Properties, _stack: str) -> Made:
    acl = ec2._network_acls.get(properties["NetworkAclId"]) or {}
    number, egress = int(properties["RuleNumber"]), _is(properties.get("Egress"))
    if any((rule["RuleNumber"], rule["Egress"]) == (number, egress) for rule in acl.get("Entries", [])):
        raise ValueError(f"The network acl entry identified by {number} already exists. (NetworkAclEntryAlreadyExists)")
    ec2_api.call("CreateNetworkAclEntry", **_rule(properties))
    return Made(f"acle-{uuid.uuid4().hex[:17]}")


def _update_entry(identifier: str, _old: Properties, new: Properties) -> Made:
    ec2_api.call("ReplaceNetworkAclEntry", **_rule(new))
    return Made(identifier)


def _delete_entry(_identifier: str, properties: Properties) -> None:
    if properties["NetworkAclId"] in ec2._network_acls:  # with its rules, if the ACL went first
        ec2_api.call("DeleteNetworkAclEntry", **{name: _rule(properties)[name] for name in _RULE})


def _rule(properties: Properties) -> dict[str, Any]:
    ports = properties.get("PortRange") or {}
    plain = ("NetworkAclId", "RuleNumber", "Protocol", "RuleAction", "CidrBlock", "Ipv6CidrBlock")
    return {
        **{name: properties.get(name) for name in plain},
        "Egress": str(_is(properties.get("Egress"))).lower(),
        "PortRange.From": ports.get("From"),
        "PortRange.To": ports.get("To"),
    }


def _is(value: Any) -> bool:
    return str(value).lower() == "true"


def _associate(_logical_id: str, properties: Properties, _stack: str) -> Made:
    identifier = f"aclassoc-{uuid.uuid4().hex[:17]}"
    association = {"NetworkAclAssociationId": identifier, "SubnetId": properties["SubnetId"]}
    _dissociate("", properties)
    ec2._network_acls[properties["NetworkAclId"]]["Associations"].append(association)
    return Made(identifier, {"AssociationId": identifier})


def _reassociate(_identifier: str, _old: Properties, new: Properties) -> Made:
    return _associate("", new, "")


def _dissociate(_identifier: str, properties: Properties) -> None:
    """A subnet without an association of its own has its VPC's default ACL."""
    for acl in ec2._network_acls.values():
        acl["Associations"] = [of for of in acl["Associations"] if of["SubnetId"] != properties["SubnetId"]]
