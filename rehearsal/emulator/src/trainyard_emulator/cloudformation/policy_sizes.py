"""How long the policies of a template may be, after everything in them is resolved.

What AWS takes, with its sources, stands in `identity.policy_sizes`.
"""

from __future__ import annotations

from collections.abc import Callable

from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context
from trainyard_emulator.identity import policy_sizes


def install(_context: Context) -> None:
    """Stand before the types that hold policies."""
    for resource_type, check in _CHECKS.items():
        before(resource_type, "create", lambda _id, given, *_, check=check: check(given))
        before(resource_type, "update", lambda _id, _old, given, *_, check=check: check(given))


def _role(properties: Properties) -> None:
    policy_sizes.demand_trust(properties["AssumeRolePolicyDocument"])
    inline = {policy["PolicyName"]: policy["PolicyDocument"] for policy in properties.get("Policies") or []}
    policy_sizes.demand_inline(str(properties.get("RoleName", "of the template")), inline)


def _policy(properties: Properties) -> None:
    for name in properties.get("Roles") or []:
        policy_sizes.demand_one_more(name, properties["PolicyName"], properties["PolicyDocument"])


_CHECKS: dict[str, Callable[[Properties], None]] = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::Policy": _policy,
    "AWS::IAM::ManagedPolicy": lambda given: policy_sizes.demand_managed(given["PolicyDocument"]),
    "AWS::S3::BucketPolicy": lambda given: policy_sizes.demand_bucket(given["PolicyDocument"]),
    "AWS::KMS::Key": lambda given: policy_sizes.demand_key(given.get("KeyPolicy")),
    "AWS::SNS::TopicPolicy": lambda given: policy_sizes.demand_topic(given["PolicyDocument"]),
    "AWS::SQS::QueuePolicy": lambda given: policy_sizes.demand_queue(given["PolicyDocument"]),
}
