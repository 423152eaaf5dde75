"""State machines and SageMaker on a running stand-in: results, errors, the role, an end that stops a job."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ml_account import IMAGE, RESOURCES, MlAccount, unique, until
from roles import allow, make_role, service
from stand_in import DEV, StandIn

PROCESS = "arn:aws:states:::sagemaker:createProcessingJob.sync"
RULE = ["events:PutRule", "events:PutTargets", "events:DescribeRule"]
JOB = ["sagemaker:CreateProcessingJob", "sagemaker:DescribeProcessingJob", "sagemaker:StopProcessingJob"]
ENOUGH = [*JOB, "sagemaker:AddTags", *RULE, "iam:PassRole"]


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3."""
    return MlAccount.made(stand_in, DEV)


class Machine:
    """A machine of the given states under a role with the given actions."""

    def __init__(self, account: MlAccount, states: dict[str, Any], *actions: str, **more: Any) -> None:
        self._client = account.client("stepfunctions")
        role = make_role(account.stand_in, DEV, service("states"), allow(list(actions)))
        definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states, **more}
        self._arn = self._client.create_state_machine(
            name=unique("machine"), roleArn=role, definition=json.dumps(definition)
        )["stateMachineArn"]

    def start(self) -> str:
        arn: str = self._client.start_execution(stateMachineArn=self._arn, input="{}")["executionArn"]
        return arn

    def stop(self, execution: str) -> None:
        self._client.stop_execution(executionArn=execution)

    def run(self) -> dict[str, Any]:
        execution = self.start()
        return until(
            lambda: self._client.describe_execution(executionArn=execution), lambda found: found["status"] != "RUNNING"
        )


def task(resource: str, arguments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "Arguments": arguments} | (more or {"End": True})


def job(account: MlAccount, *command: str) -> dict[str, Any]:
    return {
        "ProcessingJobName": unique("job"),
        "RoleArn": account.role,
        "AppSpecification": {"ImageUri": IMAGE, "ContainerEntrypoint": list(command)},
        "ProcessingResources": {"ClusterConfig": RESOURCES},
    }


def test_a_sync_task_answers_with_the_jobs_description(account: MlAccount) -> None:
    request = job(account, "true")
    ended = Machine(account, {"Run": task(PROCESS, request)}, *ENOUGH).run()
    output = json.loads(ended["output"])
    assert (ended["status"], output["ProcessingJobStatus"]) == ("SUCCEEDED", "Completed")
    assert output["CreationTime"] > 10**12, "milliseconds"
    tags = account.client("sagemaker").list_tags(ResourceArn=output["ProcessingJobArn"])["Tags"]
    assert tags == [{"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"}]


def test_a_failed_job_is_a_failed_task_with_its_description_as_cause(account: MlAccount) -> None:
    ended = Machine(account, {"Run": task(PROCESS, job(account, "false"))}, *ENOUGH).run()
    assert ended["error"] == "States.TaskFailed"
    assert json.loads(ended["cause"])["FailureReason"] == "AlgorithmError: See job logs for more information"


@pytest.mark.parametrize("missing", ["sagemaker:CreateProcessingJob", "sagemaker:AddTags", "iam:PassRole", RULE[0]])
def test_a_missing_permission_of_the_machine_is_named(account: MlAccount, missing: str) -> None:
    actions = [action for action in ENOUGH if action != missing]
    ended = Machine(account, {"Run": task(PROCESS, job(account, "true"))}, *actions).run()
    assert ended["error"] == "SageMaker.AmazonSageMakerException"
    assert f"is not authorized to perform: {missing} on resource: arn:aws:" in ended["cause"]
    assert f"because no identity-based policy allows the {missing} action" in ended["cause"]


def test_an_aborted_execution_stops_its_job(account: MlAccount) -> None:
    request, client = job(account, "sleep", "60"), account.client("sagemaker")
    machine = Machine(account, {"Run": task(PROCESS, request)}, *ENOUGH)
    execution = machine.start()
    until(
        lambda: client.list_processing_jobs(NameContains=request["ProcessingJobName"])["ProcessingJobSummaries"], bool
    )
    machine.stop(execution)
    until(
        lambda: client.describe_processing_job(ProcessingJobName=request["ProcessingJobName"])["ProcessingJobStatus"],
        lambda status: status == "Stopped",
    )


def test_a_task_that_takes_too_long_stops_its_job(account: MlAccount) -> None:
    request, client = job(account, "sleep", "60"), account.client("sagemaker")
    ended = Machine(account, {"Run": task(PROCESS, request, TimeoutSeconds=1, End=True)}, *ENOUGH).run()
    assert ended["error"] == "States.Timeout"
    until(
        lambda: client.describe_processing_job(ProcessingJobName=request["ProcessingJobName"])["ProcessingJobStatus"],
        lambda status: status == "Stopped",
    )


def test_a_machine_that_takes_too_long_stops_its_job(account: MlAccount) -> None:
    request, client = job(account, "sleep", "60"), account.client("sagemaker")
    ended = Machine(account, {"Run": task(PROCESS, request)}, *ENOUGH, TimeoutSeconds=2).run()
    assert ended["status"] == "TIMED_OUT"
    until(
        lambda: client.describe_processing_job(ProcessingJobName=request["ProcessingJobName"])["ProcessingJobStatus"],
        lambda status: status == "Stopped",
    )


def test_an_unknown_argument_ends_the_execution_past_any_catch(account: MlAccount) -> None:
    request = job(account, "true") | {"Foo": 1}
    caught = [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
    states = {"Run": task(PROCESS, request, Catch=caught, End=True), "Caught": {"Type": "Succeed"}}
    ended = Machine(account, states, *ENOUGH).run()
    assert ended["error"] == "States.Runtime"
    assert 'Unknown parameter in input: "Foo"' in ended["cause"]


def test_sdk_integrations_name_errors_as_the_sdk_does(account: MlAccount) -> None:
    resource = "arn:aws:states:::aws-sdk:sagemaker:describeEndpoint"
    ended = Machine(account, {"Look": task(resource, {"EndpointName": "none"})}, "sagemaker:DescribeEndpoint").run()
    assert ended["error"] == "SageMaker.SageMakerException"
    assert ended["cause"].startswith('Could not find endpoint "arn:aws:sagemaker:us-east-1:222222222222:endpoint/none"')


def test_sdk_integrations_are_judged_as_the_machine(account: MlAccount) -> None:
    resource = "arn:aws:states:::aws-sdk:sagemaker:listEndpoints"
    ended = Machine(account, {"Look": task(resource, {})}, "s3:GetObject").run()
    assert "is not authorized to perform: sagemaker:ListEndpoints" in ended["cause"]


def test_invoking_an_endpoint_that_is_not_there_has_the_runtimes_error(account: MlAccount) -> None:
    resource = "arn:aws:states:::aws-sdk:sagemakerruntime:invokeEndpoint"
    request = {"EndpointName": "none", "Body": {"instances": []}, "ContentType": "application/json"}
    ended = Machine(account, {"Ask": task(resource, request)}, "sagemaker:InvokeEndpoint").run()
    assert ended["error"] == "SageMakerRuntime.ValidationErrorException"


def test_an_objects_text_is_read_as_the_machine(account: MlAccount) -> None:
    account.put("deep/a.json", '{"a": 1}')
    request = {"Bucket": account.bucket, "Key": "deep/a.json"}
    states = {"Read": task("arn:aws:states:::aws-sdk:s3:getObject", request)}
    ended = Machine(account, states, "s3:GetObject").run()
    assert json.loads(json.loads(ended["output"])["Body"]) == {"a": 1}
    refused = Machine(account, states, "sqs:SendMessage").run()
    assert refused["error"] == "S3.S3Exception"
    assert "is not authorized to perform: s3:GetObject" in refused["cause"]


def test_a_missing_object_has_s3s_error(account: MlAccount) -> None:
    request = {"Bucket": account.bucket, "Key": "none"}
    states = {"Read": task("arn:aws:states:::aws-sdk:s3:getObject", request)}
    assert Machine(account, states, "s3:*").run()["error"] == "S3.NoSuchKeyException"


PUT = "arn:aws:states:::aws-sdk:s3:putObject"


def test_an_object_is_written_as_json_as_the_machine(account: MlAccount) -> None:
    request = {
        "Bucket": account.bucket,
        "Key": "deep/b.json",
        "Body": {"a": [1, "ä"]},
        "ContentType": "application/json",
    }
    ended = Machine(account, {"Write": task(PUT, request)}, "s3:PutObject").run()
    assert (ended["status"], json.loads(account.get("deep/b.json"))) == ("SUCCEEDED", {"a": [1, "ä"]})
    refused = Machine(account, {"Write": task(PUT, request | {"Key": "refused"})}, "sqs:SendMessage").run()
    assert refused["error"] == "S3.S3Exception"
    assert "is not authorized to perform: s3:PutObject" in refused["cause"]


@pytest.mark.parametrize(
    ("more", "word"), [({"Body": "text"}, "'Body' must be an object"), ({"IfNoneMatch": "*"}, "'IfNoneMatch'")]
)
def test_what_is_not_played_of_writing_an_object_is_refused(
    account: MlAccount, more: dict[str, Any], word: str
) -> None:
    request = {"Bucket": account.bucket, "Key": "never", "Body": {}} | more
    ended = Machine(account, {"Write": task(PUT, request)}, "s3:*").run()
    assert ended["error"] == "States.Runtime"
    assert word in ended["cause"]


def test_an_object_is_deleted_as_the_machine(account: MlAccount) -> None:
    account.put("doomed.json", "{}")
    request = {"Bucket": account.bucket, "Key": "doomed.json"}
    states = {"Delete": task("arn:aws:states:::aws-sdk:s3:deleteObject", request)}
    assert Machine(account, states, "s3:GetObject").run()["status"] == "FAILED"
    assert account.get("doomed.json") == b"{}"
    assert Machine(account, states, "s3:DeleteObject").run()["status"] == "SUCCEEDED"
    read = {"Read": task("arn:aws:states:::aws-sdk:s3:getObject", request)}
    assert Machine(account, read, "s3:*").run()["error"] == "S3.NoSuchKeyException"


def test_a_missing_parameter_is_named_after_the_sdks_class(account: MlAccount) -> None:
    states = {"Read": task("arn:aws:states:::aws-sdk:ssm:getParameter", {"Name": "/never/written"})}
    assert Machine(account, states, "ssm:GetParameter").run()["error"] == "Ssm.ParameterNotFoundException"


def test_succeed_answers_with_its_output(account: MlAccount) -> None:
    ended = Machine(account, {"Done": {"Type": "Succeed", "Output": {"sum": "{% 1 + 2 %}"}}}, "sqs:*").run()
    assert json.loads(ended["output"]) == {"sum": 3}
