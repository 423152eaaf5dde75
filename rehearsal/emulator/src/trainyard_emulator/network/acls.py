"""What a subnet's network ACL lets through: of the rules that match, the one with the lowest number decides.

It remembers no connection: an answer needs a rule of its own, to the port that the caller has for it. AWS's own
addresses are not known by number: a rule for a part of the public ones may be theirs where it allows, and only one
for all addresses is where it denies.
Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html and custom-network-acl.html (ephemeral ports)
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any

from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.network.rules import HTTPS, PRIVATE, Peer

seams.require(ec2, "_network_acls")
type Record = Mapping[str, Any]
type Ports = tuple[int, int]
SERVER: Ports = (HTTPS, HTTPS)
CALLER: Ports = (32_768, 60_999)
"""Whence Linux calls."""
_ALL = ipaddress.IPv4Network("0.0.0.0/0")


def closed(subnet_id: str, vpc_id: str, peer: Peer, *, serving: bool = False) -> str:
    """Return which hop a subnet's ACL closes to a call of HTTPS; empty where none.

    `peer` is called from the subnet, or calls it where the subnet is `serving`.
    """
    acl = _of(subnet_id, vpc_id)
    if acl is None:
        return ""
    there, back = (CALLER, SERVER) if serving else (SERVER, CALLER)
    for egress, ports, words in ((True, there, "out to"), (False, back, "in from")):
        if not _lets(acl, peer, ports, egress=egress):
            spoken = str(ports[0]) if ports[0] == ports[1] else f"{ports[0]}-{ports[1]}"
            return (
                f"network ACL {acl['NetworkAclId']} of subnet {subnet_id} lets no TCP {spoken} {words} {_words(peer)}"
            )
    return ""


def _of(subnet_id: str, vpc_id: str) -> Record | None:
    acls = [acl for acl in ec2._network_acls.values() if acl["VpcId"] == vpc_id]
    own = [acl for acl in acls if any(of["SubnetId"] == subnet_id for of in acl["Associations"])]
    return next(iter([*own, *(acl for acl in acls if acl["IsDefault"])]), None)


def _lets(acl: Record, peer: Peer, ports: Ports, *, egress: bool) -> bool:
    rules = sorted((one for one in acl["Entries"] if one["Egress"] == egress), key=lambda one: int(one["RuleNumber"]))
    return all(_decision(rules, address, ports) for address in peer.ranges or (None,))


def _decision(rules: list[Record], address: ipaddress.IPv4Network | None, ports: Ports) -> bool:
    for rule in rules:
        allows: bool = rule["RuleAction"] == "allow"
        if _covers(rule, ports) and _matches(rule, address, allows=allows):
            return allows
    return False  # the rule that stands last in every ACL


def _covers(rule: Record, ports: Ports) -> bool:
    """Tell whether a rule is about all of these TCP ports."""
    if str(rule["Protocol"]) == "-1":
        return True
    first, last = rule.get("PortRange", (0, 65_535))
    return str(rule["Protocol"]) == "6" and bool(first <= ports[0] and ports[1] <= last)


def _matches(rule: Record, address: ipaddress.IPv4Network | None, *, allows: bool) -> bool:
    if not rule.get("CidrBlock"):
        return False
    known = ipaddress.IPv4Network(rule["CidrBlock"], strict=False)
    if address is not None:
        return address.subnet_of(known)
    return not any(known.subnet_of(private) for private in PRIVATE) if allows else known == _ALL


def _words(peer: Peer) -> str:
    return "/".join(map(str, peer.ranges)) or "AWS's public addresses"
