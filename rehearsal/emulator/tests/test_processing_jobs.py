"""Processing jobs on a running stand-in: /opt/ml stands for a folder of the job's own."""

from __future__ import annotations

from typing import Any

import pytest

from ml_account import IMAGE, MlAccount
from stand_in import DEV, StandIn


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3."""
    return MlAccount.made(stand_in, DEV)


def given(name: str, uri: str, path: str) -> dict[str, Any]:
    place = {"S3Uri": uri, "LocalPath": path, "S3DataType": "S3Prefix", "S3InputMode": "File"}
    return {"InputName": name, "S3Input": place}


def results(uri: str, path: str) -> dict[str, Any]:
    place = {"S3Uri": uri, "LocalPath": path, "S3UploadMode": "EndOfJob"}
    return {"Outputs": [{"OutputName": "out", "S3Output": place}]}


def test_a_shell_entry_point_reads_inputs_and_its_outputs_are_uploaded(account: MlAccount) -> None:
    raw = account.put("raw/a.txt", "abc")
    script = 'cat /opt/ml/processing/input/raw/a.txt "$1" > /opt/ml/processing/output/deep.txt; echo "$2"'
    job = account.process(
        ["bash", "-euc", script, "name"],
        AppSpecification={
            "ImageUri": IMAGE,
            "ContainerEntrypoint": ["bash", "-euc", script, "name"],
            "ContainerArguments": ["/opt/ml/processing/input/raw/a.txt", "said"],
        },
        ProcessingInputs=[given("raw", raw, "/opt/ml/processing/input/raw")],
        ProcessingOutputConfig=results(f"s3://{account.bucket}/out/", "/opt/ml/processing/output"),
    )
    assert job["ProcessingJobStatus"] == "Completed", job.get("FailureReason")
    assert account.get(f"s3://{account.bucket}/out/deep.txt") == b"abcabc"
    assert account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"]) == ["said"]


def test_python3_is_the_images_and_paths_in_the_environment_are_led_too(account: MlAccount) -> None:
    code = "import os, sklearn; print(sklearn.__version__, os.path.isdir(os.environ['FOLDER']))"
    job = account.process(["python3", "-c", code], Environment={"FOLDER": "/opt/ml/processing/"})
    assert account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"]) == ["1.9.0 True"]


def test_an_isolated_job_is_nobody_and_reaches_nothing(account: MlAccount) -> None:
    code = "import os; print([os.environ.get('AWS_ACCESS_KEY_ID'), os.environ['AWS_ENDPOINT_URL']])"
    inputs = [given("raw", account.put("raw/b.txt", "abc"), "/opt/ml/processing/input/raw")]
    network = {"EnableNetworkIsolation": True}
    job = account.process(["python3", "-c", code], NetworkConfig=network, ProcessingInputs=inputs)
    lines = account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"])
    assert lines == ["[None, 'http://127.0.0.1:9']"]


def test_the_message_of_a_failed_job_is_its_exit_message(account: MlAccount) -> None:
    job = account.process(["sh", "-c", "echo no rows > /opt/ml/output/message; exit 3"])
    assert job["ProcessingJobStatus"] == "Failed"
    assert job["FailureReason"] == "AlgorithmError: See job logs for more information"
    assert job["ExitMessage"] == "no rows\n"


def test_a_program_that_is_not_there_is_told_in_the_log(account: MlAccount) -> None:
    job = account.process(["no-such-program"])
    assert job["ProcessingJobStatus"] == "Failed"
    lines = account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"])
    assert lines == ["no-such-program: No such file or directory"]


def test_the_job_reads_its_own_configuration(account: MlAccount) -> None:
    job = account.process(["cat", "/opt/ml/config/resourceconfig.json"])
    lines = account.log_of("/aws/sagemaker/ProcessingJobs", job["ProcessingJobName"])
    assert lines == ['{"current_host": "algo-1", "hosts": ["algo-1"]}']


def test_a_job_ends_at_its_maximum_run_time(account: MlAccount) -> None:
    job = account.process(["sleep", "60"], StoppingCondition={"MaxRuntimeInSeconds": 1})
    assert job["ProcessingJobStatus"] == "Stopped"
    assert "MaxRuntimeInSeconds (1)" in job["FailureReason"]
