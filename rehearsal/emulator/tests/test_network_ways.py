"""From a job's subnets to an AWS service: what is open, and which hop is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from ministack.services import ec2

from trainyard_emulator.network import ways
from trainyard_emulator.network.ways import ClosedError

JOB = {"Subnets": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-job"]}
S3 = "com.amazonaws.us-east-1.s3"
LOGS = "com.amazonaws.us-east-1.logs"


def rule(port: int, **peer: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}


def to(cidr: str) -> dict[str, Any]:
    return {"IpRanges": [{"CidrIp": cidr}]}


def table(name: str, subnet: str, *routes: dict[str, str]) -> dict[str, Any]:
    return {"RouteTableId": name, "VpcId": "vpc-1", "Routes": list(routes), "Associations": [{"SubnetId": subnet}]}


def anywhere(**target: str) -> dict[str, str]:
    return {"DestinationCidrBlock": "0.0.0.0/0", **target}


def endpoint(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"VpcEndpointType": kind, "ServiceName": name, "VpcId": "vpc-1", **more}


def entry(number: int, egress: bool, action: str = "allow", cidr: str = "0.0.0.0/0", **more: Any) -> dict[str, Any]:
    rule = {"RuleNumber": number, "Egress": egress, "RuleAction": action, "CidrBlock": cidr, "Protocol": "-1"}
    return rule | more


def tcp(first: int, last: int) -> dict[str, Any]:
    return {"Protocol": "6", "PortRange": (first, last)}


def acl(*entries: dict[str, Any], of: str = "", default: bool = False) -> dict[str, Any]:
    associations = [{"SubnetId": of}] if of else []
    name = {"NetworkAclId": f"acl-{of or 'default'}", "VpcId": "vpc-1", "IsDefault": default}
    return name | {"Entries": list(entries), "Associations": associations}


GATEWAY = endpoint("Gateway", S3, RouteTableIds=["rtb-1", "rtb-2"])
INTERFACE = endpoint(
    "Interface", LOGS, SubnetIds=["subnet-1"], SecurityGroupIds=["sg-endpoint"], PrivateDnsEnabled=True
)


@pytest.fixture(autouse=True)
def network() -> Iterator[None]:
    """Two private subnets with tables of their own, a public one, and S3's gateway endpoint."""
    stores: dict[str, dict[str, Any]] = {
        "_subnets": {
            f"subnet-{n}": {"SubnetId": f"subnet-{n}", "VpcId": "vpc-1", "CidrBlock": f"10.0.{n}.0/24"}
            for n in (1, 2, 3)
        },
        "_network_acls": {"acl-default": acl(entry(100, True), entry(100, False), default=True)},
        "_security_groups": {
            "sg-job": {"IpPermissionsEgress": [rule(443, **to("0.0.0.0/0"))], "IpPermissions": []},
            "sg-endpoint": {"IpPermissionsEgress": [], "IpPermissions": [rule(443, **to("10.0.0.0/16"))]},
        },
        "_route_tables": {f"rtb-{n}": table(f"rtb-{n}", f"subnet-{n}") for n in (1, 2, 3)},
        "_vpc_endpoints": {"vpce-s3": GATEWAY},
        "_nat_gateways": {"nat-1": {"SubnetId": "subnet-3", "VpcId": "vpc-1"}},
        "_internet_gateways": {"igw-1": {"Attachments": [{"VpcId": "vpc-1"}]}},
    }
    for store, records in stores.items():
        getattr(ec2, store).update(records)
    yield
    for store in stores:
        getattr(ec2, store).clear()


def closed(service: str = "s3") -> str:
    with pytest.raises(ClosedError) as refusal:
        ways.endpoints_on_the_way(JOB, service)
    return str(refusal.value)


class TestGatewayEndpoint:
    def test_a_route_in_each_subnets_table_is_a_way(self) -> None:
        assert ways.endpoints_on_the_way(JOB, "s3") == [GATEWAY, GATEWAY]

    def test_each_subnet_needs_it(self) -> None:
        ec2._vpc_endpoints["vpce-s3"] = GATEWAY | {"RouteTableIds": ["rtb-1"]}

        assert closed().startswith(
            "the route table rtb-2 of subnet subnet-2 leaves no route to S3: no gateway endpoint"
        )

    def test_another_services_endpoint_is_no_way(self) -> None:
        ec2._vpc_endpoints["vpce-s3"] = GATEWAY | {"ServiceName": "com.amazonaws.us-east-1.dynamodb"}

        assert f"interface endpoint {S3}, and no route to 0.0.0.0/0" in closed()

    @pytest.mark.parametrize("cidr", ["10.0.0.0/8", "192.168.1.0/24"])
    def test_private_ranges_are_not_s3s(self, cidr: str) -> None:
        ec2._security_groups["sg-job"]["IpPermissionsEgress"] = [rule(443, **to(cidr))]

        assert closed() == f"security group sg-job lets no TCP 443 out to S3: it allows tcp 443 with {cidr}"

    def test_another_port_is_closed(self) -> None:
        ec2._security_groups["sg-job"]["IpPermissionsEgress"] = [rule(8443, **to("0.0.0.0/0"))]

        assert closed() == "security group sg-job lets no TCP 443 out to S3: it allows tcp 8443 with 0.0.0.0/0"

    @pytest.mark.parametrize(
        "open_rule",
        [
            {"IpProtocol": "-1", **to("0.0.0.0/0")},
            {"IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535, **to("0.0.0.0/0")},
            rule(443, PrefixListIds=[{"PrefixListId": "pl-63a5400a"}]),
            rule(443, **to("52.216.0.0/15")),
        ],
    )
    def test_what_may_be_s3_is_open(self, open_rule: dict[str, Any]) -> None:
        ec2._security_groups["sg-job"]["IpPermissionsEgress"] = [open_rule]

        assert ways.endpoints_on_the_way(JOB, "s3") == [GATEWAY, GATEWAY]


class TestNatGateway:
    @pytest.fixture(autouse=True)
    def nat(self) -> None:
        ec2._vpc_endpoints.clear()
        ec2._route_tables["rtb-3"]["Routes"] = [anywhere(GatewayId="igw-1")]
        for name in ("rtb-1", "rtb-2"):
            ec2._route_tables[name]["Routes"] = [anywhere(NatGatewayId="nat-1")]

    def test_it_is_a_way_to_everything(self) -> None:
        assert ways.endpoints_on_the_way(JOB, "s3") == []
        assert ways.endpoints_on_the_way(JOB, "kms") == []

    def test_it_needs_an_internet_gateway_behind_it(self) -> None:
        ec2._route_tables["rtb-3"]["Routes"] = []

        assert "the subnet of its NAT gateway, subnet-3, has no route to an attached internet gateway" in closed()

    def test_an_internet_gateway_alone_is_no_way_for_a_private_address(self) -> None:
        ec2._route_tables["rtb-1"]["Routes"] = [anywhere(GatewayId="igw-1")]

        assert "not to a NAT gateway, and the job has no public address" in closed()

    def test_the_main_table_holds_where_a_subnet_has_none(self) -> None:
        ec2._route_tables["rtb-2"]["Associations"] = [{"Main": True}]

        assert ways.endpoints_on_the_way(JOB, "s3") == []


class TestInterfaceEndpoint:
    @pytest.fixture(autouse=True)
    def interface(self) -> None:
        ec2._vpc_endpoints["vpce-logs"] = INTERFACE

    def test_it_is_a_way_from_every_subnet(self) -> None:
        assert ways.endpoints_on_the_way(JOB, "logs") == [INTERFACE, INTERFACE]

    def test_its_group_must_let_the_subnet_in(self) -> None:
        ec2._security_groups["sg-endpoint"]["IpPermissions"] = [rule(443, **to("10.0.1.0/24"))]

        assert closed("logs") == (
            f"security group sg-endpoint of the endpoint {LOGS} lets no TCP 443 in from 10.0.2.0/24: "
            "it allows tcp 443 with 10.0.1.0/24"
        )

    def test_its_group_may_name_the_jobs(self) -> None:
        peer = {"UserIdGroupPairs": [{"GroupId": "sg-job"}]}
        ec2._security_groups["sg-endpoint"]["IpPermissions"] = [rule(443, **peer)]

        assert ways.endpoints_on_the_way(JOB, "logs") == [INTERFACE, INTERFACE]

    def test_without_private_names_nobody_finds_it(self) -> None:
        ec2._vpc_endpoints["vpce-logs"] = INTERFACE | {"PrivateDnsEnabled": False}

        assert LOGS in closed("logs")

    def test_a_service_without_endpoint_has_no_way(self) -> None:
        assert "com.amazonaws.us-east-1.kms" in closed("kms")


class TestNetworkAcls:
    @staticmethod
    def put(subnet: str, *entries: dict[str, Any]) -> None:
        ec2._network_acls["acl-own"] = acl(*entries, of=subnet)

    def test_one_without_rules_lets_nothing_out(self) -> None:
        self.put("subnet-2")

        assert closed() == ("network ACL acl-subnet-2 of subnet subnet-2 lets no TCP 443 out to AWS's public addresses")

    def test_an_answer_needs_a_rule_of_its_own(self) -> None:
        self.put("subnet-2", entry(100, True, **tcp(443, 443)), entry(100, False, **tcp(443, 443)))

        assert closed().endswith("lets no TCP 32768-60999 in from AWS's public addresses")

    def test_ephemeral_ports_let_it_in(self) -> None:
        self.put("subnet-2", entry(100, True, **tcp(443, 443)), entry(100, False, **tcp(1024, 65535)))

        assert ways.endpoints_on_the_way(JOB, "s3") == [GATEWAY, GATEWAY]

    @pytest.mark.parametrize(
        ("cidr", "number", "is_open"),
        [("0.0.0.0/0", 90, False), ("0.0.0.0/0", 110, True), ("10.0.0.0/8", 90, True)],
    )
    def test_the_lowest_number_that_matches_decides(self, cidr: str, number: int, is_open: bool) -> None:
        self.put("subnet-2", entry(number, True, "deny", cidr), entry(100, True), entry(100, False))

        if is_open:
            assert ways.endpoints_on_the_way(JOB, "s3") == [GATEWAY, GATEWAY]
        else:
            assert "lets no TCP 443 out to" in closed()

    def test_private_ranges_are_not_s3s(self) -> None:
        self.put("subnet-2", entry(100, True, cidr="10.0.0.0/8"), entry(100, False))

        assert "lets no TCP 443 out to" in closed()

    def test_it_closes_the_way_to_kms_by_a_nat_gateway(self) -> None:
        ec2._route_tables["rtb-3"]["Routes"] = [anywhere(GatewayId="igw-1")]
        for name in ("rtb-1", "rtb-2"):
            ec2._route_tables[name]["Routes"] = [anywhere(NatGatewayId="nat-1")]
        assert ways.endpoints_on_the_way(JOB, "kms") == []

        self.put("subnet-1")

        assert closed("kms").startswith("network ACL acl-subnet-1 of subnet subnet-1 lets no TCP 443 out to")

    def test_it_closes_the_way_to_an_endpoint_in_another_subnet(self) -> None:
        ec2._vpc_endpoints["vpce-logs"] = INTERFACE | {"SubnetIds": ["subnet-3"]}
        assert ways.endpoints_on_the_way(JOB, "logs")

        self.put("subnet-3", entry(100, False, cidr="10.0.1.0/24"), entry(100, True))

        assert closed("logs") == "network ACL acl-subnet-3 of subnet subnet-3 lets no TCP 443 in from 10.0.2.0/24"

    def test_what_stays_in_a_subnet_passes_none(self) -> None:
        ec2._vpc_endpoints["vpce-logs"] = INTERFACE
        self.put("subnet-1")

        assert ways.endpoints_on_the_way({**JOB, "Subnets": ["subnet-1"]}, "logs") == [INTERFACE]
