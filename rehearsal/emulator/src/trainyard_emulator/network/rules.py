"""What a security group lets through: TCP 443 to or from an address range, another group, or AWS's public addresses.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HTTPS = 443
type Permission = Mapping[str, Any]
PRIVATE = [ipaddress.IPv4Network(block) for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]


@dataclass(frozen=True)
class Peer:
    """The other side: its addresses, its groups; `public` for AWS's own addresses, which nobody knows by number."""

    ranges: tuple[ipaddress.IPv4Network, ...] = ()
    groups: frozenset[str] = frozenset()
    public: bool = False


def lets_https(permissions: Iterable[Permission], peer: Peer) -> bool:
    """Tell whether a rule lets TCP 443 through between the group and its peer."""
    return any(_is_https(one) and _reaches(one, peer) for one in permissions)


def words(permissions: Iterable[Permission]) -> str:
    """Say what the rules allow: `tcp 8443 to 0.0.0.0/0`; `nothing` where there is none."""
    return ", ".join(f"{_ports(one)} {'/'.join(_peers(one)) or 'nobody'}" for one in permissions) or "nothing"


def _is_https(permission: Permission) -> bool:
    protocol = str(permission["IpProtocol"])
    if protocol == "-1":
        return True
    first, last = permission.get("FromPort", -1), permission.get("ToPort", -1)
    return protocol in ("tcp", "6") and (first == -1 or int(first) <= HTTPS <= int(last))


def _reaches(permission: Permission, peer: Peer) -> bool:
    ranges = [ipaddress.IPv4Network(entry["CidrIp"], strict=False) for entry in permission.get("IpRanges", [])]
    if peer.public:
        public = any(not any(known.subnet_of(private) for private in PRIVATE) for known in ranges)
        return public or bool(permission.get("PrefixListIds"))
    named = {pair.get("GroupId") for pair in permission.get("UserIdGroupPairs", [])}
    return bool(named & peer.groups) or any(of.subnet_of(known) for of in peer.ranges for known in ranges)


def _ports(permission: Permission) -> str:
    protocol, first, last = permission["IpProtocol"], permission.get("FromPort"), permission.get("ToPort")
    if str(protocol) == "-1":
        return "all traffic with"
    return f"{protocol} {first if first == last else f'{first}-{last}'} with"


def _peers(permission: Permission) -> list[str]:
    return [
        *(entry["CidrIp"] for entry in permission.get("IpRanges", [])),
        *(entry["CidrIpv6"] for entry in permission.get("Ipv6Ranges", [])),
        *(entry["PrefixListId"] for entry in permission.get("PrefixListIds", [])),
        *(str(pair.get("GroupId")) for pair in permission.get("UserIdGroupPairs", [])),
    ]
