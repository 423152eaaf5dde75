"""Each judge is seen to find what it is there for."""

from collections.abc import Mapping
from typing import Any

import pytest
from policy_judges import linter, policies, published

TOPIC = "arn:aws:sns:us-east-1:222222222222:alerts"
BUCKET = "arn:aws:s3:::raw"


def policy(kind: policies.Kind = "identity", holder: str = "AWS::IAM::Policy", **statement: Any) -> policies.Policy:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}
    return policies.Policy("Offender", kind, holder, document)


def found(**statement: Any) -> list[str]:
    return list(published.findings(policy(**statement)))


def test_what_aws_has_is_no_finding() -> None:
    assert found(Action="sns:Publish", Resource=TOPIC) == []
    assert found(Action=["s3:GetObject*", "s3:List*"], Resource=[BUCKET, f"{BUCKET}/*"]) == []
    assert found(Action="sagemaker:ListEndpoints", Resource="*") == []


@pytest.mark.parametrize("action", ["sagemaker:AddTag", "sagemakr:AddTags", "sagemaker:Descripe*"])
def test_an_action_that_aws_does_not_have(action: str) -> None:
    assert found(Action=action, Resource="*") == [f"action {action}: AWS has none of that name"]


def test_an_action_on_a_resource_of_another_type() -> None:
    assert found(Action="s3:GetObject", Resource=BUCKET)[0].startswith("action s3:GetObject: of no resource here")


def test_a_resource_that_no_action_is_for() -> None:
    assert found(Action="sns:Publish", Resource=[TOPIC, BUCKET]) == [f"resource {BUCKET}: no action here is for it"]


def test_an_action_that_is_for_no_resource() -> None:
    assert "it is for no resource, * alone" in found(Action="sagemaker:ListEndpoints", Resource=TOPIC)[0]


def test_a_star_that_aws_does_not_force() -> None:
    assert found(Action="sns:Publish", Resource="*") == ["action sns:Publish: on *, though it is for topic"]


def test_a_condition_key_of_another_service() -> None:
    condition: Mapping[str, Any] = {"StringEquals": {"s3:prefix": "raw/"}}
    assert found(Action="sns:Publish", Resource=TOPIC, Condition=condition) == [
        "condition s3:prefix: not a key of sns:Publish"
    ]


@pytest.mark.parametrize("key", ["aws:SourceAccount", "aws:RequestTag/stage", "AWS:tagkeys"])
def test_keys_of_every_request_and_of_the_action(key: str) -> None:
    condition: Mapping[str, Any] = {"StringEquals": {key: "dev"}}
    assert found(Action="sagemaker:CreateModel", Resource="arn:aws:sagemaker:*:*:model/m", Condition=condition) == []


def test_the_linter_finds_what_is_not_iam() -> None:
    assert next(iter(linter.findings(policy(Action="sns:Publish", Resource="topic")))).startswith("INVALID_ARN")
    odd = {"StringSomewhat": {"aws:SourceAccount": "1"}}
    assert any(
        "OPERATOR" in each for each in linter.findings(policy(Action="sns:Publish", Resource=TOPIC, Condition=odd))
    )


def test_the_linter_reads_a_policy_with_the_resource_that_it_is_attached_to() -> None:
    trusting = policy(
        "trust", "AWS::IAM::Role", Action="sts:AssumeRole", Principal={"Service": "sagemaker.amazonaws.com"}
    )
    assert list(linter.findings(trusting)) == []
    everything = policy("resource", "AWS::KMS::Key", Action="kms:Decrypt", Principal="*", Resource="*")
    assert not any(each.startswith("RESOURCE_STAR") for each in linter.findings(everything))
