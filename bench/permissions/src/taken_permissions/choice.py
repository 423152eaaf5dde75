"""What may be taken: each action that a role has used, and which run would use it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

type Unit = Literal["workflow", "pipeline"]

# One of each kind of role, up to the first stage: which, the action, and the run that needs it.
SAMPLE: tuple[tuple[str, str], ...] = (
    ("WorkflowMachineRole", "lambda:InvokeFunction"),
    ("WorkflowMachineRole", "sagemaker:AddTags"),
    ("DatasetHashRole", "s3:ListBucket"),
    ("GateRole", "s3:GetObject"),
    ("SageMakerJobsRole", "ecr:BatchGetImage"),
    ("SageMakerServingRole", "kms:Decrypt"),
    ("PipelineSource", "s3:PutObject"),
    ("CodeBuildActionRole", "codebuild:StartBuild"),
    ("UpdatePipeline", "sts:AssumeRole"),
    ("deploy-role-2", "cloudformation:CreateChangeSet"),
)
_OF_THE_WORKFLOW = ("WorkflowMachineRole", "DatasetHashRole", "GateRole", "SageMakerJobsRole", "SageMakerServingRole")
# AWS goes on without these: it leaves logs and metrics out, silently (role_needs.py names the source).
SILENT = frozenset({"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "cloudwatch:PutMetricData"})


@dataclass(frozen=True)
class Grant:
    """One action that one role has used."""

    role: str
    """Its ARN."""
    action: str
    others: frozenset[str]
    """All that the role has used."""

    @property
    def name(self) -> str:
        """Return the role's name."""
        return self.role.rsplit("/", 1)[-1]

    @property
    def account(self) -> str:
        """Return the role's account."""
        return self.role.split(":")[4]

    @property
    def unit(self) -> Unit:
        """Return which run uses it."""
        return "workflow" if any(part in self.name for part in _OF_THE_WORKFLOW) else "pipeline"


def used(calls: Iterable[Mapping[str, Any]]) -> list[Grant]:
    """Return what roles did by leave of an inline policy of theirs, role by role."""
    by_role: dict[str, set[str]] = {}
    for call in calls:
        if call["decision"] == "allowed":
            by_role.setdefault(call["principal"], set()).add(call["action"])
    inline = {
        (call["principal"], call["action"])
        for call in calls
        if any(leave["kind"] == "inline" for leave in call["allowedBy"])
    }
    return [Grant(role, action, frozenset(by_role[role])) for role, action in sorted(inline)]


def sampled(grants: Iterable[Grant]) -> list[Grant]:
    """Return the sample's; LookupError where one of them was not used."""
    found = []
    for role, action in SAMPLE:
        one = next((grant for grant in grants if role in grant.name and grant.action == action), None)
        if one is None:
            raise LookupError(f"no role like {role} has used {action} by leave of an inline policy")
        found.append(one)
    return found
