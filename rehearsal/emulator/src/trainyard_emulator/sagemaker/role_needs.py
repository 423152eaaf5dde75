"""What a job's or model's role needs before a line of the user's code runs: the image, and a place in its network.

Source: AWS's documentation of SageMaker execution roles (permissions for CreateTrainingJob, CreateProcessingJob and
CreateModel, with a VPC). Permissions for logs and metrics are left out: without them AWS runs the job, silently.
Who has to be allowed to create the grant for an encrypted volume: the caller of CreateEndpoint and UpdateEndpoint; of a
job, its role or the caller (https://docs.aws.amazon.com/sagemaker/latest/dg/api-permissions-reference.html).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ministack.services import ec2

from trainyard_emulator.identity.sessions import NotTrustedError
from trainyard_emulator.network import ways
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.world import Identity, World
from trainyard_emulator.seams import require

require(ec2, "_subnets", "_security_groups")

_PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_LOOK = (
    "DescribeDhcpOptions",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeSubnets",
    "DescribeVpcs",
)
_INTERFACE = ("CreateNetworkInterfacePermission", "DeleteNetworkInterface", "DeleteNetworkInterfacePermission")


# As SageMaker words it: https://github.com/aws/amazon-sagemaker-operator-for-k8s/issues/22
_NO_WAY = (
    "ClientError: Data download failed:Please ensure that the subnet's route table has a route to an S3 VPC endpoint "
    "or a NAT device, both the security groups and the subnet's network ACL allow outbound traffic to S3."
)


class RoleNeedError(Exception):
    """Something is missing; the text is a FailureReason."""


def check_passed(world: World, role_arn: str, source: str) -> None:
    """Refuse a role that the caller may not pass, or that SageMaker cannot assume for `source`, in AWS's words."""
    world.authorize_pass_role(role_arn)
    try:
        world.session(role_arn, "SageMaker", source)
    except NotTrustedError:
        raise invalid(
            f"Could not assume role {role_arn}. Please ensure that the role exists and allows principal "
            "'sagemaker.amazonaws.com' to assume the role."
        ) from None


def check_volume(world: World, key: str | None, role_arn: str | None = None) -> None:
    """Refuse a volume under a key that neither the job's role, where there is one, nor the caller may grant."""
    if not key:
        return
    here = f"{names.region()}:{names.account()}"
    arn = key if key.startswith("arn:") else f"arn:aws:kms:{here}:{key if '/' in key else f'key/{key}'}"
    context = {
        "kms:GrantIsForAWSResource": "true",
        "kms:ViaService": f"sagemaker.{names.region()}.amazonaws.com",
        "kms:CallerAccount": names.account(),
    }
    if role_arn and world.identity.judge(role_arn, "kms:CreateGrant", arn, context).allowed:
        return
    world.authorize("kms:CreateGrant", arn, context)


def check_image(identity: Identity, role_arn: str, image: str) -> None:
    """Refuse a role that may not pull the image."""
    arn = images.repository_arn(image)
    _demand(identity, role_arn, [("ecr:GetAuthorizationToken", "*"), *((action, arn) for action in _PULL)])


def check_network(identity: Identity, role_arn: str, vpc: Mapping[str, Any] | None) -> None:
    """Refuse subnets and security groups that do not exist or leave no way to S3, and a role that may not use them."""
    if not vpc:
        return
    for kind, given, known in (
        ("subnet", vpc.get("Subnets", []), ec2._subnets),
        ("security group", vpc.get("SecurityGroupIds", []), ec2._security_groups),
    ):
        for identifier in given:
            if identifier not in known:
                raise RoleNeedError(f"ClientError: The {kind} ID '{identifier}' does not exist")
    _demand(identity, role_arn, list(_network_needs(vpc)))
    try:
        ways.endpoints_on_the_way(vpc, "s3")
    except ways.ClosedError as closed:
        raise RoleNeedError(f"{_NO_WAY} Here {closed}.") from closed


def _network_needs(vpc: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    here = f"arn:aws:ec2:{names.region()}:{names.account()}"
    interface = f"{here}:network-interface/eni-0"
    yield from ((f"ec2:{action}", "*") for action in _LOOK)
    yield "ec2:CreateNetworkInterface", interface
    yield from (("ec2:CreateNetworkInterface", f"{here}:subnet/{subnet}") for subnet in vpc.get("Subnets", []))
    groups = vpc.get("SecurityGroupIds", [])
    yield from (("ec2:CreateNetworkInterface", f"{here}:security-group/{group}") for group in groups)
    yield from ((f"ec2:{action}", interface) for action in _INTERFACE)


def _demand(identity: Identity, role_arn: str, needs: list[tuple[str, str]]) -> None:
    for action, resource in needs:
        decision = identity.judge(role_arn, action, resource, {})
        if not decision.allowed:
            raise RoleNeedError(f"ClientError: {decision.refusal}")
