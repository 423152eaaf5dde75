"""What a stage answers to somebody who may look at it, and not touch it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

from aws_clients.principals import allow, become
from aws_clients.shell import Shell

CAR = {
    **{"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504},
    **{"Acceleration": 12, "Year": "1970-01-01", "Origin": "USA"},
}


@dataclass(frozen=True)
class Stage:
    """A stage as its configuration names it."""

    app: str
    name: str
    account: str
    region: str

    @property
    def endpoint(self) -> str:
        """Return the endpoint's name."""
        return f"{self.app}-{self.name}"

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of something of the stage's account and region."""
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"


def observer(root: Shell, stage: Stage, bucket: str, key: str) -> Shell:
    """Return a shell of a role that may look at the stage, ask its endpoint and read its models."""
    return become(
        root,
        stage.account,
        "clients-observer",
        allow(["cloudformation:ListStacks", "sagemaker:ListTrainingJobs"], "*"),
        allow(
            ["sagemaker:DescribeEndpoint", "sagemaker:InvokeEndpoint"],
            stage.arn("sagemaker", f"endpoint/{stage.endpoint}"),
        ),
        allow("logs:FilterLogEvents", stage.arn("logs", "log-group:/aws/sagemaker/*")),
        allow(["s3:GetObject", "s3:ListBucket"], [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/models/*"]),
        allow("kms:Decrypt", key),
    )


def outputs(root: Shell, stage: Stage) -> dict[str, str]:
    """Return the outputs of the stage's data stack."""
    stack = f"{stage.app}-{stage.name}-data"
    described = root.answer("cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"][0]
    return {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}


def looked_at(shell: Shell, stage: Stage, bucket: str) -> Iterator[str]:
    """Make each call that the observer may make; yields what it saw."""
    stacks = {each["StackName"] for each in shell.answer("cloudformation", "list-stacks")["StackSummaries"]}
    assert f"{stage.endpoint}-ml" in stacks, f"list-stacks lacks the stage's: {stacks}"
    yield f"cloudformation list-stacks: {len(stacks)} stacks"
    found = shell.answer("sagemaker", "describe-endpoint", "--endpoint-name", stage.endpoint)
    assert found["EndpointStatus"] == "InService", found
    yield f"sagemaker describe-endpoint: {found['EndpointStatus']}"
    yield f"sagemaker-runtime invoke-endpoint: {_prediction(shell, stage)}"
    yield f"logs filter-log-events: {_training_line(shell)}"
    model = shell.answer("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", "models/")["Contents"][0]["Key"]
    size = len(_boto3(shell, "s3").get_object(Bucket=bucket, Key=model)["Body"].read())
    yield f"s3 get-object (boto3): {model}, {size} bytes under the stage's key"


def refused(shell: Shell, stage: Stage, bucket: str) -> Iterator[str]:
    """Make calls that must be refused, in AWS's words; yields them."""
    endpoint = ("--endpoint-name", stage.endpoint)
    said = shell.aws("sagemaker", "delete-endpoint", *endpoint)
    words = f"is not authorized to perform: sagemaker:DeleteEndpoint on resource: {stage.arn('sagemaker', 'endpoint/')}"
    assert said.code != 0 and "AccessDenied" in said.err and words in said.err, said
    assert "because no identity-based policy allows the sagemaker:DeleteEndpoint action" in said.err, said
    yield f"sagemaker delete-endpoint: {said.err.strip()}"
    try:
        _boto3(shell, "s3").put_object(Bucket=bucket, Key="models/clients", Body=b"")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDenied", error
        yield f"s3 put-object (boto3): {error}"
    else:
        raise AssertionError("the observer may write models")
    said = shell.without("AWS_CA_BUNDLE").aws("sagemaker", "describe-endpoint", *endpoint)
    assert said.code != 0 and "SSL validation failed" in said.err, said
    yield "sagemaker describe-endpoint without AWS_CA_BUNDLE: SSL validation failed"


def _prediction(shell: Shell, stage: Stage) -> Any:
    answer = shell.home / "answer.json"
    body = ("--content-type", "application/json", "--body", json.dumps({"instances": [CAR]}))
    shell.answer("sagemaker-runtime", "invoke-endpoint", "--endpoint-name", stage.endpoint, *body, str(answer))
    predictions = json.loads(answer.read_text("utf-8"))["predictions"]
    assert len(predictions) == 1, predictions
    return predictions[0]


def _training_line(shell: Shell) -> str:
    jobs = shell.answer("sagemaker", "list-training-jobs", "--status-equals", "Completed")["TrainingJobSummaries"]
    job = jobs[0]["TrainingJobName"]
    where = ("--log-group-name", "/aws/sagemaker/TrainingJobs", "--log-stream-name-prefix", job)
    events = shell.answer("logs", "filter-log-events", *where)["events"]
    assert events, f"no line of {job}"
    return f"{len(events)} lines of {job}"


def _boto3(shell: Shell, service: str) -> Any:
    given = shell.settings
    return boto3.Session(
        aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=given["AWS_SESSION_TOKEN"],
        region_name=given["AWS_REGION"],
    ).client(service, endpoint_url=given["AWS_ENDPOINT_URL"], verify=given["AWS_CA_BUNDLE"])
