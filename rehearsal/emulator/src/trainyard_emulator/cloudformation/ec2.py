"""EIP, NatGateway and FlowLog over MiniStack's EC2 API."""

from __future__ import annotations

import contextlib

from ministack.services import ec2

from trainyard_emulator import seams
from trainyard_emulator.cloudformation import ec2_api
from trainyard_emulator.cloudformation.registry import Adapter, Made, Properties, register
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Register the three types."""
    seams.require(ec2, "_addresses")
    register("AWS::EC2::EIP", Adapter(_allocate, _update_address, _release, ("Domain", "NetworkBorderGroup")))
    register(
        "AWS::EC2::NatGateway",
        Adapter(_create_gateway, _update_gateway, _delete_gateway, ("SubnetId", "AllocationId", "ConnectivityType")),
    )
    register("AWS::EC2::FlowLog", Adapter(_create_log, _update_log, _delete_log, _FLOW_LOG_REPLACING))


def _allocate(_logical_id: str, properties: Properties, _stack: str) -> Made:
    answer = ec2_api.call("AllocateAddress", Domain="vpc", **ec2_api.tags("elastic-ip", properties))
    address = answer("publicIp")
    return Made(address, {"AllocationId": answer("allocationId"), "PublicIp": address})


def _allocation(address: str) -> str | None:
    found = (record["AllocationId"] for record in ec2._addresses.values() if record["PublicIp"] == address)
    return next(found, None)


def _update_address(address: str, old: Properties, new: Properties) -> Made:
    if allocation := _allocation(address):
        ec2_api.retag(allocation, old, new)
    return Made(address)


def _release(address: str, _properties: Properties) -> None:
    if allocation := _allocation(address):
        ec2_api.call("ReleaseAddress", AllocationId=allocation)


def _create_gateway(_logical_id: str, properties: Properties, _stack: str) -> Made:
    answer = ec2_api.call(
        "CreateNatGateway",
        SubnetId=properties["SubnetId"],
        AllocationId=properties.get("AllocationId"),
        ConnectivityType=properties.get("ConnectivityType"),
        **ec2_api.tags("natgateway", properties),
    )
    identifier = answer("natGatewayId")
    return Made(identifier, {"NatGatewayId": identifier})


def _update_gateway(identifier: str, old: Properties, new: Properties) -> Made:
    ec2_api.retag(identifier, old, new)
    return Made(identifier, {"NatGatewayId": identifier})


def _delete_gateway(identifier: str, _properties: Properties) -> None:
    with contextlib.suppress(ec2_api.Ec2Error):  # gone already is what was wanted
        ec2_api.call("DeleteNatGateway", NatGatewayId=identifier)


_FLOW_LOG_REPLACING = (
    "ResourceId",
    "ResourceType",
    "TrafficType",
    "LogDestination",
    "LogDestinationType",
    "LogGroupName",
    "DeliverLogsPermissionArn",
    "MaxAggregationInterval",
    "LogFormat",
    "DestinationOptions",
)


def _create_log(_logical_id: str, properties: Properties, _stack: str) -> Made:
    answer = ec2_api.call(
        "CreateFlowLogs",
        **{"ResourceId.1": properties["ResourceId"]},
        ResourceType=properties["ResourceType"],
        TrafficType=properties.get("TrafficType"),
        LogDestinationType=properties.get("LogDestinationType", "cloud-watch-logs"),
        LogDestination=properties.get("LogDestination") or properties.get("LogGroupName"),
        DeliverLogsPermissionArn=properties.get("DeliverLogsPermissionArn"),
        **ec2_api.tags("vpc-flow-log", properties),
    )
    identifier = answer("item")
    return Made(identifier, {"Id": identifier})


def _update_log(identifier: str, old: Properties, new: Properties) -> Made:
    ec2_api.retag(identifier, old, new)
    return Made(identifier, {"Id": identifier})


def _delete_log(identifier: str, _properties: Properties) -> None:
    ec2_api.call("DeleteFlowLogs", **{"FlowLogId.1": identifier})
