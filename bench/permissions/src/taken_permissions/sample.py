"""The sample: one action of each kind of role and of each kind of resource's policy, up to the first stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taken_permissions.choice import MADE, Grant


@dataclass(frozen=True)
class Chosen:
    """One of the sample's."""

    kind: str
    holder: str
    """Part of the role's or resource's ARN."""
    action: str
    to: str = ""
    """Of a resource's policy: whom it lets in."""


# The occasions come last: they leave a rejected model and failed runs behind.
SAMPLE = (
    Chosen("CodePipeline action role", "PipelineSource", "s3:PutObject"),
    Chosen("CodeBuild project", "UpdatePipeline", "sts:AssumeRole"),
    Chosen("bootstrap", "deploy-role-2", "cloudformation:CreateChangeSet"),
    Chosen("CloudFormation execution", "cfn-exec-role-2", MADE),
    Chosen("Lambda", "GateRole", "s3:GetObject"),
    Chosen("state machine", "/trainyard-dev-ml-WorkflowMachineRole", "sagemaker:AddTags"),
    Chosen("SageMaker job", "SageMakerJobsRole", "ecr:BatchGetImage"),
    Chosen("endpoint", "SageMakerServingRole", "kms:Decrypt"),
    Chosen("bucket's policy", "arn:aws:s3:::trainyard-pipeline-artifacts", "s3:GetObject", "AWS"),
    Chosen("key's policy", ":111111111111:key/", "kms:Decrypt", "AWS"),
    Chosen("Events rule", "WithdrawalMachineEvents", "states:StartExecution"),
    Chosen("Scheduler", "bench-schedule", "states:StartExecution"),
    Chosen("topic's policy", "Notifications", "sns:Publish", "events.amazonaws.com"),
)


def sampled(grants: Iterable[Grant]) -> list[Grant]:
    """Return the sample's; LookupError where one of them was not used."""
    known, found = list(grants), []
    for chosen in SAMPLE:
        one = next((grant for grant in known if _is(grant, chosen)), None)
        if one is None:
            raise LookupError(f"{chosen.kind}: no role or policy like {chosen.holder} has allowed {chosen.action}")
        found.append(one)
    return found


def _is(grant: Grant, chosen: Chosen) -> bool:
    return chosen.holder in grant.holder and (grant.action, grant.to) == (chosen.action, chosen.to)
