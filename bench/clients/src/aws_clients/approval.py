"""The approval, answered by the AWS CLI: refused to who may only look, taken from who may approve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aws_clients.principals import allow, become
from aws_clients.shell import Shell


def answered(root: Shell, account: str, region: str, pipeline: str) -> Iterator[str]:
    """Look at the pipeline's state and approve what waits; yields what was said. Nothing waits: nothing is approved."""
    arn = f"arn:aws:codepipeline:{region}:{account}:{pipeline}"
    looking = become(root, account, "clients-viewer", allow("codepipeline:GetPipelineState", arn))
    stages = looking.answer("codepipeline", "get-pipeline-state", "--name", pipeline)["stageStates"]
    yield "codepipeline get-pipeline-state: " + ", ".join(f"{each['stageName']} {_status(each)}" for each in stages)
    for stage, action in _waiting(stages):
        arguments = _approval(pipeline, stage, action)
        said = looking.aws(*arguments)
        assert said.code != 0 and "is not authorized to perform: codepipeline:PutApprovalResult" in said.err, said
        yield f"codepipeline put-approval-result as a viewer: {said.err.strip()}"
        approving = become(root, account, "clients-approver", allow("codepipeline:PutApprovalResult", f"{arn}/*"))
        yield f"codepipeline put-approval-result as an approver: {approving.answer(*arguments)['approvedAt']}"


def _status(stage: dict[str, Any]) -> str:
    return str(stage.get("latestExecution", {}).get("status", "-"))


def _waiting(stages: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for stage in stages:
        for action in stage.get("actionStates", []):
            if "token" in action.get("latestExecution", {}):
                yield stage["stageName"], action


def _approval(pipeline: str, stage: str, action: dict[str, Any]) -> list[str]:
    return [
        *("codepipeline", "put-approval-result", "--pipeline-name", pipeline, "--stage-name", stage),
        *("--action-name", action["actionName"], "--token", action["latestExecution"]["token"]),
        *("--result", "summary=by the AWS CLI,status=Approved"),
    ]
