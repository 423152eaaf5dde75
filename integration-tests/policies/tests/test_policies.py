"""Documents of templates, with what their references will be."""

from typing import Any

import pytest
from policy_judges import policies


def template(resource: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"Resources": {"Holder": resource, "Raw": {"Type": "AWS::S3::Bucket"}, **others}}


def statement(resource: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}}


def resolved(resource: Any) -> Any:
    held = template({"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": statement(resource)}})
    exporting = {
        **template({"Type": "AWS::SNS::Topic"}),
        "Outputs": {"O": {"Value": {"Ref": "Holder"}, "Export": {"Name": "x"}}},
    }
    (found,) = policies.of_templates({"one": held, "other": exporting})
    return found.statements[0]["Resource"]


def test_references_become_arns() -> None:
    assert resolved({"Fn::Join": ["", [{"Fn::GetAtt": ["Raw", "Arn"]}, "/*"]]}) == "arn:aws:s3:::raw/*"
    assert resolved({"Fn::ImportValue": "x"}) == "arn:aws:sns:us-east-1:222222222222:Holder"
    assert resolved({"Fn::Sub": "arn:${AWS::Partition}:s3:::b"}) == "arn:aws:s3:::b"


def test_a_reference_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="Fn::Select stands in a policy"):
        resolved({"Fn::Select": [0, ["a"]]})


def test_every_kind_of_document_is_found() -> None:
    role = {
        "AssumeRolePolicyDocument": statement("*"),
        "Policies": [{"PolicyName": "inline", "PolicyDocument": statement("*")}],
    }
    held = template(
        {"Type": "AWS::IAM::Role", "Properties": role},
        Key={"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": statement("*")}},
    )
    assert [each.kind for each in policies.of_templates({"one": held})] == ["trust", "identity", "resource"]
