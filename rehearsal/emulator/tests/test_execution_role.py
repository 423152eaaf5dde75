"""A stack is made in the name of its role, whatever the types: once narrowed, the role is held to what is left."""

from __future__ import annotations

from typing import Any

import pytest

from roles import allow, make_role, service
from stacks import Stack
from stand_in import DEV, StandIn
from trainyard_emulator.cloudformation.handler_needs import Resource, needs

BUCKET = {"Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {"Status": "Enabled"}}}


def of(stand_in: StandIn, *statements: dict[str, Any]) -> Stack:
    return Stack(stand_in, role=make_role(stand_in, DEV, service("cloudformation"), *statements))


def test_a_bucket_needs_each_action_that_its_properties_need(stand_in: StandIn) -> None:
    full = of(stand_in, allow(["s3:CreateBucket", "s3:PutBucketVersioning"]))
    narrowed = of(stand_in, allow(["s3:CreateBucket", "s3:DeleteBucket"]))

    assert full.deploy({"Resources": {"B": BUCKET}}) == "CREATE_COMPLETE"
    assert narrowed.deploy({"Resources": {"B": BUCKET}}) == "ROLLBACK_COMPLETE"
    role = narrowed.role.split("/")[1]
    assert f"assumed-role/{role}/AWSCloudFormation is not authorized to perform: s3:PutBucketVersioning" in (
        narrowed.reasons()
    )


def test_a_role_that_may_only_make_what_bears_its_name(stand_in: StandIn) -> None:
    queue = {"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}
    own = of(stand_in)
    arn = f"arn:aws:sqs:us-east-1:{DEV}:{own.name}-*"
    own.role = make_role(stand_in, DEV, service("cloudformation"), allow("sqs:*", arn))
    other = of(stand_in, allow("sqs:*", arn))

    assert own.deploy(queue) == "CREATE_COMPLETE"
    assert other.deploy(queue) == "ROLLBACK_COMPLETE"


def test_handing_a_role_on_needs_pass_role_for_that_service(stand_in: StandIn) -> None:
    machine_role = make_role(stand_in, DEV, service("states"))
    machine = {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {
            "RoleArn": machine_role,
            "DefinitionString": '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}',
        },
    }
    for_lambda = {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}
    stack = of(stand_in, allow("states:*"), allow("iam:PassRole", Condition=for_lambda))

    assert stack.deploy({"Resources": {"M": machine}}) == "ROLLBACK_COMPLETE"
    assert f"is not authorized to perform: iam:PassRole on resource: {machine_role}" in stack.reasons()


def test_what_may_not_be_deleted_stays(stand_in: StandIn) -> None:
    stack = of(stand_in, allow(["sqs:CreateQueue"]))
    assert stack.deploy({"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}) == "CREATE_COMPLETE"

    assert stack.delete() == "DELETE_FAILED"
    assert "is not authorized to perform: sqs:DeleteQueue" in stack.reasons()


# CloudFormation names what has no name: stack, logical ID and 12 characters that nobody knows before, written X here.
NAMELESS = f"s-L-{'X' * 12}"
ROLE = {"AssumeRolePolicyDocument": {}, "ManagedPolicyArns": ["arn:aws:iam::aws:policy/A"], "PermissionsBoundary": "b"}


@pytest.mark.parametrize(
    ("kind", "properties", "need"),
    [
        ("AWS::IAM::Role", ROLE, ("iam:AttachRolePolicy", f"arn:aws:iam::1:role/{NAMELESS}")),
        ("AWS::IAM::Policy", {"Roles": ["r"]}, ("iam:PutRolePolicy", "arn:aws:iam::1:role/r")),
        ("AWS::SNS::TopicPolicy", {"Topics": ["arn:aws:sns:r:1:t"]}, ("sns:SetTopicAttributes", "arn:aws:sns:r:1:t")),
        ("AWS::Lambda::Function", {"Code": {"S3Bucket": "b", "S3Key": "k"}}, ("s3:GetObject", "arn:aws:s3:::b/k")),
        (
            "AWS::Events::Rule",
            {"Targets": [{"RoleArn": "arn:aws:iam::1:role/t"}]},
            ("iam:PassRole", "arn:aws:iam::1:role/t"),
        ),
        (
            "Custom::It",
            {"ServiceToken": "arn:aws:lambda:r:1:function:f"},
            ("lambda:InvokeFunction", "arn:aws:lambda:r:1:function:f"),
        ),
    ],
)
def test_needs_name_action_and_resource(kind: str, properties: dict[str, Any], need: tuple[str, str]) -> None:
    found = [
        (action, arn)
        for action, arn, _ in needs("create", Resource(kind, "L", "", "s", properties, properties), "r", "1")
    ]

    assert need in found
