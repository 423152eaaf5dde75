"""What a template's references will be: ARNs and names of AWS's form, with something put in for what AWS chooses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

type Template = Mapping[str, Any]

_PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "222222222222"}
_ARNS = {
    "AWS::CodeBuild::Project": "arn:aws:codebuild:us-east-1:222222222222:project/{id}",
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:us-east-1:222222222222:table/{id}",
    "AWS::IAM::Role": "arn:aws:iam::222222222222:role/{id}",
    "AWS::KMS::Key": "arn:aws:kms:us-east-1:222222222222:key/{id}",
    "AWS::Lambda::Function": "arn:aws:lambda:us-east-1:222222222222:function:{id}",
    "AWS::Logs::LogGroup": "arn:aws:logs:us-east-1:222222222222:log-group:{id}:*",
    "AWS::S3::Bucket": "arn:aws:s3:::{bucket}",
    "AWS::SNS::Topic": "arn:aws:sns:us-east-1:222222222222:{id}",
    "AWS::StepFunctions::StateMachine": "arn:aws:states:us-east-1:222222222222:stateMachine:{id}",
}
_REF_IS_ARN = ("AWS::SNS::Topic", "AWS::StepFunctions::StateMachine")


class References:
    """The references of one template; those to other templates by what those export."""

    def __init__(self, template: Template, exports: Mapping[str, str]) -> None:
        self._resources = template.get("Resources", {})
        self._exports = exports

    def resolved(self, value: Any) -> Any:
        """Return a value without references. A ValueError names the one that this module does not know."""
        if isinstance(value, list):
            return [self.resolved(each) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((function, argument),) = value.items()
            if function == "Ref" or function.startswith("Fn::"):
                return self._called(function, argument)
        return {key: self.resolved(each) for key, each in value.items()}

    def _called(self, function: str, argument: Any) -> str:
        match function:
            case "Ref":
                return _PSEUDO.get(argument) or self._reference(argument)
            case "Fn::GetAtt":
                return self._arn(argument[0]) if argument[1] == "Arn" else f"{argument[0]}-{argument[1]}"
            case "Fn::Join":
                return str(argument[0]).join(self.resolved(argument[1]))
            case "Fn::Sub":
                return re.sub(r"\$\{([^}]+)}", lambda found: self._called("Ref", found[1]), argument)
            case "Fn::ImportValue":
                return self._exports[argument]
        raise ValueError(f"{function} stands in a policy, and references.py does not know it")

    def _reference(self, name: str) -> str:
        kind = self._resources.get(name, {}).get("Type")
        return self._arn(name) if kind in _REF_IS_ARN else name.lower()

    def _arn(self, name: str) -> str:
        kind = self._resources[name]["Type"]
        if kind not in _ARNS:
            raise ValueError(f"a policy names the ARN of {name}, a {kind}: references.py needs the form of its ARN")
        return _ARNS[kind].format(id=name, bucket=name.lower())


def exports(templates: Mapping[str, Template]) -> dict[str, str]:
    """Return what all templates export, by the export's name: references of each within its own template."""
    found = {}
    for template in templates.values():
        inside = References(template, {})
        for output in template.get("Outputs", {}).values():
            if "Export" in output and "Fn::ImportValue" not in str(output["Value"]):
                found[output["Export"]["Name"]] = inside.resolved(output["Value"])
    return found
