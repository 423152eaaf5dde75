"""Every judged call is on record: who did what to which resource, and by which statement's leave."""

from __future__ import annotations

import time
import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

from records import permissions
from roles import Session, allow, make_role, policy, root_of
from stand_in import DEV, TOOLS, StandIn


def calls_of(stand_in: StandIn, role: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = permissions(stand_in)["calls"]
    return {(call["action"], call["decision"]): call for call in found if call["principal"] == role}


@pytest.fixture
def bucket(stand_in: StandIn) -> str:
    name = f"bucket-{uuid.uuid4().hex}"
    stand_in.client("s3", DEV).create_bucket(Bucket=name)
    return name


def test_an_allowed_call_names_the_statements_that_allowed_it(stand_in: StandIn, bucket: str) -> None:
    arn = f"arn:aws:s3:::{bucket}"
    other = allow("s3:PutObject", f"{arn}/*")
    reading = allow(["s3:GetObject", "s3:List*"], ["arn:aws:s3:::other", arn], Sid="Reading")
    role = make_role(stand_in, DEV, root_of(DEV), other, reading)

    Session.of(stand_in, DEV, role).client("s3").list_objects_v2(Bucket=bucket)

    found = calls_of(stand_in, role)[("s3:ListBucket", "allowed")]
    assert (found["count"], found["resources"]) == (1, [arn])
    assert found["allowedBy"] == [
        {"kind": "inline", "policy": "p", "statement": 1, "sid": "Reading", "actions": ["s3:List*"], "resources": [arn]}
    ]


def test_calls_that_are_alike_are_counted(stand_in: StandIn, bucket: str) -> None:
    role = make_role(stand_in, DEV, root_of(DEV), allow("s3:*"))
    client = Session.of(stand_in, DEV, role).client("s3")

    for key in ("a", "b", "b"):
        client.put_object(Bucket=bucket, Key=key, Body=b"")

    found = calls_of(stand_in, role)[("s3:PutObject", "allowed")]
    assert (found["count"], found["resources"]) == (3, [f"arn:aws:s3:::{bucket}/a", f"arn:aws:s3:::{bucket}/b"])


def test_a_denial_names_its_statement_and_when_it_was(stand_in: StandIn, bucket: str) -> None:
    deny = {**allow("s3:GetObject", f"arn:aws:s3:::{bucket}/*"), "Effect": "Deny", "Sid": "NotThese"}
    role = make_role(stand_in, DEV, root_of(DEV), allow("s3:*"), deny)
    client = Session.of(stand_in, DEV, role).client("s3")
    began = time.time()

    client.put_object(Bucket=bucket, Key="a", Body=b"")
    with pytest.raises(ClientError, match="AccessDenied"):
        client.get_object(Bucket=bucket, Key="a")

    found = calls_of(stand_in, role)
    refused, allowed = found["s3:GetObject", "refused"], found["s3:PutObject", "allowed"]
    assert (refused["sid"], allowed["sid"], allowed["last"]) == ("NotThese", "", 0)
    assert began <= refused["last"] <= time.time()


def test_managed_policies_are_named_by_their_arn(stand_in: StandIn, bucket: str) -> None:
    role = make_role(stand_in, DEV, root_of(DEV))
    iam = stand_in.client("iam", DEV)
    name = f"policy-{uuid.uuid4().hex}"
    arn = iam.create_policy(PolicyName=name, PolicyDocument=policy(allow("s3:*")))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role.split("/")[-1], PolicyArn=arn)

    Session.of(stand_in, DEV, role).client("s3").list_objects_v2(Bucket=bucket)

    (leave,) = calls_of(stand_in, role)[("s3:ListBucket", "allowed")]["allowedBy"]
    assert (leave["kind"], leave["policy"]) == ("managed", arn)


def test_a_refused_call_is_on_record_too(stand_in: StandIn, bucket: str) -> None:
    role = make_role(stand_in, DEV, root_of(DEV), allow("s3:GetObject"))

    with pytest.raises(ClientError, match="AccessDenied"):
        Session.of(stand_in, DEV, role).client("s3").list_objects_v2(Bucket=bucket)

    found = calls_of(stand_in, role)
    assert found.keys() == {("s3:ListBucket", "refused")}
    refused = found[("s3:ListBucket", "refused")]
    assert (refused["allowedBy"], refused["why"]) == (
        [],
        "because no identity-based policy allows the s3:ListBucket action",
    )


def test_the_resources_own_policy_has_the_last_word(stand_in: StandIn, bucket: str) -> None:
    role = make_role(stand_in, DEV, root_of(DEV), allow("s3:ListBucket"))
    other = make_role(stand_in, DEV, root_of(DEV))
    arn = f"arn:aws:s3:::{bucket}"
    deny = {"Effect": "Deny", "Principal": {"AWS": role}, "Action": "s3:ListBucket", "Resource": arn}
    grant = {"Effect": "Allow", "Principal": {"AWS": other}, "Action": "s3:ListBucket", "Resource": arn}
    stand_in.client("s3", DEV).put_bucket_policy(Bucket=bucket, Policy=policy(deny, grant))

    with pytest.raises(ClientError, match="AccessDenied"):
        Session.of(stand_in, DEV, role).client("s3").list_objects_v2(Bucket=bucket)
    Session.of(stand_in, DEV, other).client("s3").list_objects_v2(Bucket=bucket)

    (refused,) = calls_of(stand_in, role).values()
    assert refused["why"] == "with an explicit deny in a resource-based policy"
    (leave,) = calls_of(stand_in, other)[("s3:ListBucket", "allowed")]["allowedBy"]
    assert leave["kind"] == "resource policy"


def test_a_trust_policy_that_names_the_caller_is_whose_leave_it_has(stand_in: StandIn) -> None:
    caller = make_role(stand_in, TOOLS, root_of(TOOLS))
    target = make_role(stand_in, TOOLS, {"AWS": caller})

    Session.of(stand_in, TOOLS, caller).assume(target)

    found = calls_of(stand_in, caller)
    assert found.keys() == {("sts:AssumeRole", "allowed")}
    assert found[("sts:AssumeRole", "allowed")]["allowedBy"][0]["kind"] == "trust policy"


def test_a_trust_policy_that_does_not_name_the_caller_is_on_record(stand_in: StandIn) -> None:
    target = make_role(stand_in, DEV, root_of(DEV))
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole", target))

    with pytest.raises(ClientError, match="AccessDenied"):
        Session.of(stand_in, TOOLS, caller).assume(target)

    refused = calls_of(stand_in, caller)[("sts:AssumeRole", "refused")]
    assert refused["why"] == "because no resource-based policy allows the sts:AssumeRole action"


def test_what_our_own_judge_decides_is_recorded_alike(stand_in: StandIn, bucket: str) -> None:
    """An object under a key: MiniStack's gateway judges the write, our judge the use of the key."""
    key = stand_in.client("kms", DEV).create_key()["KeyMetadata"]["Arn"]
    role = make_role(stand_in, DEV, root_of(DEV), allow("s3:PutObject"), allow("kms:GenerateDataKey", key))

    Session.of(stand_in, DEV, role).client("s3").put_object(
        Bucket=bucket, Key="a", Body=b"", ServerSideEncryption="aws:kms", SSEKMSKeyId=key
    )

    found = calls_of(stand_in, role)
    assert found[("kms:GenerateDataKey", "allowed")]["allowedBy"][0]["statement"] == 1
    assert found[("s3:PutObject", "allowed")]["allowedBy"][0]["statement"] == 0
