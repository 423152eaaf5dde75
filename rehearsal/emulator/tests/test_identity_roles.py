"""Who may become whom, and who may hand a role to CloudFormation."""

from __future__ import annotations

import json
import uuid

import pytest
from botocore.exceptions import ClientError

from roles import Session, allow, make_role, root_of, service
from stand_in import DEV, TOOLS, StandIn

QUEUE = json.dumps({"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}})


def test_crossing_accounts_needs_the_identity_side_too(stand_in: StandIn) -> None:
    target = make_role(stand_in, DEV, root_of(TOOLS))
    caller = Session.of(stand_in, TOOLS, make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:ListAllMyBuckets")))

    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
        caller.assume(target)


def test_crossing_accounts_with_both_sides(stand_in: StandIn) -> None:
    target = make_role(stand_in, DEV, root_of(TOOLS))
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole", target))

    session = Session.of(stand_in, TOOLS, caller).assume(target)

    assert session.client("sts").get_caller_identity()["Account"] == DEV


def test_a_trust_policy_that_names_the_caller_is_enough_within_an_account(stand_in: StandIn) -> None:
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:ListAllMyBuckets"))
    target = make_role(stand_in, TOOLS, {"AWS": caller})

    session = Session.of(stand_in, TOOLS, caller).assume(target)

    assert target.split("/")[1] in session.client("sts").get_caller_identity()["Arn"]


def test_a_trust_policy_that_names_the_account_only_is_not_enough(stand_in: StandIn) -> None:
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:ListAllMyBuckets"))
    target = make_role(stand_in, TOOLS, root_of(TOOLS))

    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
        Session.of(stand_in, TOOLS, caller).assume(target)


def test_a_named_caller_is_still_held_to_the_conditions(stand_in: StandIn) -> None:
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("s3:ListAllMyBuckets"))
    target = make_role(stand_in, TOOLS, {"AWS": caller})
    trust = {"Effect": "Allow", "Principal": {"AWS": caller}, "Action": "sts:AssumeRole"}
    trust["Condition"] = {"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/another"}}
    stand_in.client("iam").update_assume_role_policy(
        RoleName=target.split("/")[1], PolicyDocument=json.dumps({"Statement": [trust]})
    )

    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
        Session.of(stand_in, TOOLS, caller).assume(target)


def test_a_trust_condition_on_the_principal_lets_the_named_role_through(stand_in: StandIn) -> None:
    build = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole"))
    other = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole"))
    target = make_role(stand_in, DEV, root_of(TOOLS))
    trust = {"Effect": "Allow", "Principal": root_of(TOOLS), "Action": "sts:AssumeRole"}
    trust["Condition"] = {"ArnEquals": {"aws:PrincipalArn": build}}
    stand_in.client("iam", DEV).update_assume_role_policy(
        RoleName=target.split("/")[1], PolicyDocument=json.dumps({"Statement": [trust]})
    )

    Session.of(stand_in, TOOLS, build).assume(target)
    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
        Session.of(stand_in, TOOLS, other).assume(target)


@pytest.mark.parametrize("account", [TOOLS, DEV])
def test_no_root_has_a_services_role(stand_in: StandIn, account: str) -> None:
    role = make_role(stand_in, TOOLS, service("codebuild"))

    with pytest.raises(ClientError, match=f"not authorized to perform: sts:AssumeRole on resource: {role}"):
        Session.of(stand_in, account, role)


def test_a_condition_may_ask_for_the_roles_tags(stand_in: StandIn) -> None:
    tagged = make_role(stand_in, DEV, root_of(TOOLS), Tags=[{"Key": "aws-cdk:bootstrap-role", "Value": "deploy"}])
    plain = make_role(stand_in, DEV, root_of(TOOLS))
    only_tagged = {"StringEquals": {"iam:ResourceTag/aws-cdk:bootstrap-role": "deploy"}}
    caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole", Condition=only_tagged))

    session = Session.of(stand_in, TOOLS, caller)

    session.assume(tagged)
    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole"):
        session.assume(plain)


class TestGivingCloudFormationARole:
    @staticmethod
    def create_stack(stand_in: StandIn, *permissions: dict[str, object], name: str = "stack") -> str:
        execution = make_role(stand_in, DEV, service("cloudformation"), allow("*"))
        deployer = make_role(stand_in, DEV, root_of(TOOLS), *permissions)
        caller = make_role(stand_in, TOOLS, root_of(TOOLS), allow("sts:AssumeRole"))
        client = Session.of(stand_in, TOOLS, caller).assume(deployer).client("cloudformation")
        stack = f"{name}-{uuid.uuid4().hex[:8]}"
        identifier: str = client.create_stack(StackName=stack, TemplateBody=QUEUE, RoleARN=execution)["StackId"]
        return identifier

    def test_needs_pass_role(self, stand_in: StandIn) -> None:
        with pytest.raises(ClientError, match=r"is not authorized to perform: iam:PassRole on resource: arn:aws:iam"):
            self.create_stack(stand_in, allow("cloudformation:*"))

    def test_works_with_pass_role(self, stand_in: StandIn) -> None:
        for_cloudformation = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}
        pass_role = allow("iam:PassRole", Condition=for_cloudformation)

        assert self.create_stack(stand_in, allow("cloudformation:*"), pass_role).startswith("arn:aws:cloudformation")

    def test_needs_the_action(self, stand_in: StandIn) -> None:
        with pytest.raises(ClientError, match="is not authorized to perform: cloudformation:CreateStack"):
            self.create_stack(stand_in, allow("cloudformation:DescribeStacks"))

    def test_needs_the_stacks_name(self, stand_in: StandIn) -> None:
        prod = f"arn:aws:cloudformation:us-east-1:{DEV}:stack/prod-*/*"

        with pytest.raises(ClientError, match="is not authorized to perform: cloudformation:CreateStack"):
            self.create_stack(stand_in, allow("cloudformation:CreateStack", prod), allow("iam:PassRole"))


class TestHowLongASessionMayBe:
    @staticmethod
    def made(stand_in: StandIn, seconds: int) -> tuple[Session, str]:
        """Return a session, and another role that it may assume, which allows `seconds`."""
        first = make_role(stand_in, DEV, root_of(DEV), allow("sts:AssumeRole"))
        second = make_role(stand_in, DEV, root_of(DEV), MaxSessionDuration=seconds)
        return Session.of(stand_in, DEV, first), second

    def test_a_chained_one_an_hour_whatever_the_role_allows(self, stand_in: StandIn) -> None:
        session, role = self.made(stand_in, 7200)

        with pytest.raises(ClientError, match="exceeds the 1 hour session limit for roles assumed by role chaining"):
            session.client("sts").assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=3601)
        assert session.client("sts").assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=3600)

    def test_any_other_as_long_as_the_role_allows(self, stand_in: StandIn) -> None:
        _, role = self.made(stand_in, 7200)
        sts = stand_in.client("sts", DEV)

        assert sts.assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=7200)
        with pytest.raises(ClientError, match=r"exceeds the MaxSessionDuration .* which allows 7200"):
            sts.assume_role(RoleArn=role, RoleSessionName="test", DurationSeconds=7201)
