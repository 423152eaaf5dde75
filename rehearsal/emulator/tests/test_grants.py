"""What the roles of deployed templates may do, and what of it was used."""

from __future__ import annotations

import json
import uuid
from typing import Any

from records import permissions
from roles import Session, allow, policy, root_of
from stacks import Stack
from stand_in import DEV, StandIn


def template(bucket: str, *statements: dict[str, Any]) -> dict[str, Any]:
    """A bucket, and a role with a policy."""
    trust = {"Effect": "Allow", "Principal": root_of(DEV), "Action": "sts:AssumeRole"}
    return {
        "Resources": {
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}},
            "Reader": {
                "Type": "AWS::IAM::Role",
                "Metadata": {"aws:cdk:path": "acme/dev/Reader/Resource"},
                "Properties": {"RoleName": bucket[:60], "AssumeRolePolicyDocument": json.loads(policy(trust))},
            },
            "Policy": {
                "Type": "AWS::IAM::Policy",
                "Properties": {
                    "PolicyName": "reading",
                    "PolicyDocument": json.loads(policy(*statements)),
                    "Roles": [{"Ref": "Reader"}],
                },
            },
        }
    }


def objects(actions: list[str]) -> dict[str, Any]:
    arn = {"Fn::GetAtt": ["Bucket", "Arn"]}
    return {
        "Effect": "Allow",
        "Action": actions,
        "Resource": [arn, {"Fn::Join": ["", [arn, "/*"]]}],
        "Condition": {"Bool": {"aws:SecureTransport": "true"}},
    }


def grants(stand_in: StandIn, bucket: str) -> list[dict[str, Any]]:
    role = f"arn:aws:iam::{DEV}:role/{bucket[:60]}"
    return [grant for grant in permissions(stand_in)["grants"] if grant["role"] == role]


def test_each_action_and_resource_of_a_statement_is_counted(stand_in: StandIn) -> None:
    stack, bucket = Stack(stand_in), f"bucket-{uuid.uuid4().hex}"
    assert stack.deploy(template(bucket, objects(["s3:List*", "s3:GetObject"]))) == "CREATE_COMPLETE", stack.reasons()

    Session.of(stand_in, DEV, f"arn:aws:iam::{DEV}:role/{bucket[:60]}").client("s3").list_objects_v2(Bucket=bucket)

    assert grants(stand_in, bucket) == [
        {
            "stack": stack.name,
            "role": f"arn:aws:iam::{DEV}:role/{bucket[:60]}",
            "construct": "acme/dev/Reader",
            "policy": "reading",
            "statement": 0,
            "sid": "",
            "deployed": True,
            "actions": [{"action": "s3:List*", "used": 1}, {"action": "s3:GetObject", "used": 0}],
            "resources": [
                {"resource": f"arn:aws:s3:::{bucket}", "written": "${Bucket.Arn}", "used": 1},
                {"resource": f"arn:aws:s3:::{bucket}/*", "written": "${Bucket.Arn}/*", "used": 0},
            ],
            "conditions": ["aws:SecureTransport"],
        }
    ]


def test_what_an_update_takes_away_keeps_its_use(stand_in: StandIn) -> None:
    stack, bucket = Stack(stand_in), f"bucket-{uuid.uuid4().hex}"
    first, second = allow("s3:List*", f"arn:aws:s3:::{bucket}"), allow("s3:ListBucket", f"arn:aws:s3:::{bucket}")
    assert stack.deploy(template(bucket, first)) == "CREATE_COMPLETE", stack.reasons()
    Session.of(stand_in, DEV, f"arn:aws:iam::{DEV}:role/{bucket[:60]}").client("s3").list_objects_v2(Bucket=bucket)

    assert stack.deploy(template(bucket, second), "UPDATE") == "UPDATE_COMPLETE", stack.reasons()

    found = {grant["actions"][0]["action"]: grant for grant in grants(stand_in, bucket)}
    assert {name: (grant["deployed"], grant["actions"][0]["used"]) for name, grant in found.items()} == {
        "s3:List*": (False, 1),
        "s3:ListBucket": (True, 0),
    }
