"""Where a subnet's traffic goes: its route table, the gateway endpoints in it, and a NAT gateway that has a way out.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ministack.services import ec2

from trainyard_emulator import seams

seams.require(ec2, "_route_tables", "_vpc_endpoints", "_nat_gateways", "_internet_gateways", "_subnets")
ANYWHERE = "0.0.0.0/0"
type Record = Mapping[str, Any]


def table_of(subnet_id: str, vpc_id: str) -> Record | None:
    """Return the subnet's own route table, or the VPC's main one."""
    tables = [table for table in ec2._route_tables.values() if table["VpcId"] == vpc_id]
    own = [table for table in tables if any(of.get("SubnetId") == subnet_id for of in table["Associations"])]
    main = [table for table in tables if any(of.get("Main") for of in table["Associations"])]
    return next(iter([*own, *main]), None)


def gateway_endpoint(table: Record, name: str) -> Record | None:
    """Return the gateway endpoint of a service that has a route in the table."""
    return next(
        (
            endpoint
            for endpoint in ec2._vpc_endpoints.values()
            if endpoint["VpcEndpointType"] == "Gateway"
            and endpoint["ServiceName"] == name
            and table["RouteTableId"] in endpoint["RouteTableIds"]
        ),
        None,
    )


def closed_to_internet(table: Record) -> str:
    """Return why an address without a public one does not get out by this table; empty where it does."""
    route = _default(table)
    if route is None:
        return f"no route to {ANYWHERE}"
    if "NatGatewayId" not in route:
        return f"its route to {ANYWHERE} is not to a NAT gateway, and the job has no public address"
    gateway = ec2._nat_gateways.get(route["NatGatewayId"])
    if gateway is None:
        return f"its NAT gateway {route['NatGatewayId']} does not exist"
    outer = table_of(gateway["SubnetId"], gateway["VpcId"])
    onward = _default(outer) if outer else None
    if onward is None or not _is_attached(onward.get("GatewayId", ""), gateway["VpcId"]):
        return f"the subnet of its NAT gateway, {gateway['SubnetId']}, has no route to an attached internet gateway"
    return ""


def _default(table: Record) -> Record | None:
    routes: list[Record] = table["Routes"]
    return next((route for route in routes if route.get("DestinationCidrBlock") == ANYWHERE), None)


def _is_attached(gateway_id: str, vpc_id: str) -> bool:
    gateway = ec2._internet_gateways.get(gateway_id) or {}
    return any(attached.get("VpcId") == vpc_id for attached in gateway.get("Attachments", []))
