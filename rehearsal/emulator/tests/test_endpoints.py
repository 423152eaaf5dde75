"""An endpoint's life on a running stand-in: create, serve, update, roll back, recover."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from ml_account import IMAGE, MlAccount, unique
from served import ANSWERING, Endpoint
from stand_in import DEV, StandIn

BROKEN = "raise RuntimeError('no model here')"


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose models may read all of S3."""
    return MlAccount.made(stand_in, DEV)


@pytest.fixture
def endpoint(account: MlAccount) -> Iterator[Endpoint]:
    with Endpoint.named(account) as endpoint:
        yield endpoint


def test_types_are_passed_to_the_model_and_back(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    assert endpoint.ask() == "one|b|text/csv|application/json"
    assert endpoint.ask(ContentType="application/json", Accept="text/csv") == "one|b|application/json|text/csv"


def test_an_update_moves_to_the_new_model(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    second = endpoint.config("two")
    assert endpoint.update(second)["EndpointConfigName"] == second
    assert endpoint.ask().startswith("two|")


def test_the_old_model_serves_until_the_new_is_healthy(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    slow = endpoint.config("two", f"import time; time.sleep(1)\n{ANSWERING}")
    endpoint.sagemaker.update_endpoint(EndpointName=endpoint.name, EndpointConfigName=slow)
    assert endpoint.sagemaker.describe_endpoint(EndpointName=endpoint.name)["EndpointStatus"] == "Updating"
    assert endpoint.ask().startswith("one|")
    with pytest.raises(ClientError, match="Cannot update in-progress endpoint"):
        endpoint.update(slow)
    endpoint.settled()
    assert endpoint.ask().startswith("two|")


def test_no_answer_is_lost_in_an_update(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    second = endpoint.config("two")
    endpoint.sagemaker.update_endpoint(EndpointName=endpoint.name, EndpointConfigName=second)
    answers = [endpoint.ask()]
    while not answers[-1].startswith("two|"):
        assert len(answers) < 1000, answers[-1]
        answers.append(endpoint.ask())
    assert {answer.split("|")[0] for answer in answers} == {"one", "two"}


def test_a_failed_update_rolls_back_to_the_old_configuration(endpoint: Endpoint) -> None:
    first = endpoint.config("one")
    endpoint.create(first)
    found = endpoint.update(endpoint.config("two", BROKEN))
    assert (found["EndpointStatus"], found["EndpointConfigName"]) == ("InService", first)
    assert endpoint.ask().startswith("one|")
    log = endpoint.account.log_of(f"/aws/sagemaker/Endpoints/{endpoint.name}", "AllTraffic/i-")
    assert "RuntimeError: no model here" in log


def test_a_failed_endpoint_can_only_be_deleted(endpoint: Endpoint) -> None:
    found = endpoint.create(endpoint.config("one", BROKEN))
    assert found["EndpointStatus"] == "Failed"
    assert found["FailureReason"].startswith("The primary container for production variant AllTraffic did not pass")
    with pytest.raises(ClientError, match="it can only be deleted"):
        endpoint.update(endpoint.config("two"))
    endpoint.delete()
    assert endpoint.create(endpoint.config("three"))["EndpointStatus"] == "InService"


def test_a_model_without_its_program_fails_its_ping(endpoint: Endpoint) -> None:
    assert endpoint.create(endpoint.config("one", MINE="1"))["EndpointStatus"] == "Failed"
    log = endpoint.account.log_of(f"/aws/sagemaker/Endpoints/{endpoint.name}", "AllTraffic/i-")
    assert "SAGEMAKER_PROGRAM and SAGEMAKER_SUBMIT_DIRECTORY must be set in the model's environment" in log


def test_an_error_of_the_model_is_424_with_its_own_status(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    with pytest.raises(ClientError) as caught:
        endpoint.ask("raise")
    answer = caught.value.response
    assert answer["Error"]["Code"] == "ModelError"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 424
    assert answer["OriginalStatusCode"] == 500
    assert answer["Error"]["Message"].startswith("Received server error (500) from primary with message")


def test_errors_of_the_model_set_off_an_alarm(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    cloudwatch = endpoint.account.client("cloudwatch")
    variant = {"EndpointName": endpoint.name, "VariantName": "AllTraffic"}
    cloudwatch.put_metric_alarm(
        AlarmName=endpoint.name,
        Namespace="AWS/SageMaker",
        MetricName="Invocation5XXErrors",
        Dimensions=[{"Name": name, "Value": value} for name, value in variant.items()],
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
    )
    with pytest.raises(ClientError):
        endpoint.ask("raise")
    alarm = cloudwatch.describe_alarms(AlarmNames=[endpoint.name])["MetricAlarms"][0]
    assert alarm["StateValue"] == "ALARM"


def test_an_unknown_endpoint_is_a_validation_error(endpoint: Endpoint) -> None:
    with pytest.raises(ClientError, match=rf"\(ValidationError\).*Endpoint {endpoint.name} of account {DEV} not found"):
        endpoint.ask()


def test_a_deleted_endpoint_leaves_no_process(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    process = int(endpoint.ask("pid"))
    endpoint.delete()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_model_needs_its_archive(account: MlAccount) -> None:
    container = {"Image": IMAGE, "ModelDataUrl": f"s3://{account.bucket}/none.tar.gz"}
    with pytest.raises(ClientError, match=r"Could not find model data at s3://.*/none\.tar\.gz"):
        account.client("sagemaker").create_model(
            ModelName=unique("m"), ExecutionRoleArn=account.role, PrimaryContainer=container
        )


def test_an_answer_takes_a_few_milliseconds(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    endpoint.ask()
    times = []
    for _ in range(30):
        start = time.monotonic()
        endpoint.ask(json.dumps({"x": 1}))
        times.append(time.monotonic() - start)
    assert min(times) < 0.035, "Nagle's algorithm would add 40 ms to each"
