"""Types that are kept in a rehearsal but do nothing, and why: never counted as passed."""

from __future__ import annotations

_NO_PACKETS = "kept and wired by CloudFormation; no packet flows in a rehearsal"

REASONS: dict[str, str] = {
    **dict.fromkeys(
        (
            "AWS::EC2::VPC",
            "AWS::EC2::Subnet",
            "AWS::EC2::RouteTable",
            "AWS::EC2::Route",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::EC2::VPCEndpoint",
            "AWS::EC2::NatGateway",
            "AWS::EC2::EIP",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::NetworkAclEntry",
            "AWS::EC2::SubnetNetworkAclAssociation",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress",
        ),
        _NO_PACKETS,
    ),
    "AWS::EC2::FlowLog": "there is no traffic to log in a rehearsal",
    "AWS::CloudWatch::Dashboard": "its body is kept; nothing draws it",
    "AWS::ECR::Repository": "no images are built or pulled in a rehearsal",
    "AWS::CDK::Metadata": "has no behaviour on AWS either",
}
