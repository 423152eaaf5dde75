"""CodePipeline's requests reach the engine verified, judged and well formed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, ParamValidationError

from roles import Session, allow, make_role, root_of
from stand_in import TOOLS, StandIn

PIPELINE = f"arn:aws:codepipeline:us-east-1:{TOOLS}:trainyard"


def seen_by_engine(client: Any) -> dict[str, Any]:
    echo: dict[str, Any] = json.loads(client.get_pipeline_state(name="trainyard")["pipelineName"])
    return echo


def test_the_engine_hears_who_asks(with_engine: StandIn) -> None:
    role = make_role(with_engine, TOOLS, root_of(TOOLS), allow("codepipeline:GetPipelineState", PIPELINE))

    seen = seen_by_engine(Session.of(with_engine, TOOLS, role).client("codepipeline"))

    headers = {name.lower(): value for name, value in seen["headers"].items()}
    assert seen["body"] == {"name": "trainyard"}
    assert headers["x-amz-target"] == "CodePipeline_20150709.GetPipelineState"
    assert headers["x-trainyard-account"] == TOOLS
    assert headers["x-trainyard-region"] == "us-east-1"
    assert headers["x-trainyard-principal"] == f"arn:aws:sts::{TOOLS}:assumed-role/{role.split('/')[1]}/test"
    assert len(headers["x-trainyard-token"]) > 30


def test_the_engines_errors_arrive_as_their_exceptions(with_engine: StandIn) -> None:
    client = with_engine.client("codepipeline")

    with pytest.raises(client.exceptions.PipelineNotFoundException, match="no pipeline missing"):
        client.get_pipeline_state(name="missing")


def test_builds_are_the_engines_and_projects_are_not(with_engine: StandIn) -> None:
    client = with_engine.client("codebuild")

    assert client.batch_get_projects(names=["nobody"])["projectsNotFound"] == ["nobody"]
    with pytest.raises(ParamValidationError):
        client.start_build()
    # The echo has no member `build`: it was the engine that answered.
    assert "build" not in client.start_build(projectName="p")


def test_a_build_belongs_to_its_project(with_engine: StandIn) -> None:
    project = f"arn:aws:codebuild:us-east-1:{TOOLS}:project/mine"
    role = make_role(with_engine, TOOLS, root_of(TOOLS), allow("codebuild:BatchGetBuilds", project))
    client = Session.of(with_engine, TOOLS, role).client("codebuild")

    client.batch_get_builds(ids=["mine:1"])
    with pytest.raises(ClientError, match="not authorized to perform: codebuild:BatchGetBuilds"):
        client.batch_get_builds(ids=["yours:1"])


def test_a_policy_may_name_one_stage(with_engine: StandIn) -> None:
    role = make_role(with_engine, TOOLS, root_of(TOOLS), allow("codepipeline:PutApprovalResult", f"{PIPELINE}/Dev/*"))
    client = Session.of(with_engine, TOOLS, role).client("codepipeline")
    result = {"summary": "", "status": "Approved"}

    client.put_approval_result(
        pipelineName="trainyard",
        stageName="Dev",
        actionName="Approve",
        result=result,
        token="00000000-0000-4000-8000-000000000000",
    )
    refusal = (
        f"not authorized to perform: codepipeline:PutApprovalResult on resource: {PIPELINE}/Prod/Approve because no"
    )
    with pytest.raises(ClientError, match=refusal):
        client.put_approval_result(
            pipelineName="trainyard",
            stageName="Prod",
            actionName="Approve",
            result=result,
            token="00000000-0000-4000-8000-000000000000",
        )


def test_without_an_engine_the_answer_says_so(stand_in: StandIn) -> None:
    with pytest.raises(ClientError, match="started without a pipeline engine"):
        stand_in.client("codepipeline").get_pipeline_state(name="trainyard")
