"""Training jobs on a running stand-in: real processes, judged as their role."""

from __future__ import annotations

import io
import json
import tarfile

import pytest
from botocore.exceptions import ClientError

import records
from ml_account import MlAccount, until
from roles import allow
from stand_in import DEV, StandIn

GOOD = """
import json, os, pathlib, sys
assert pathlib.Path(os.environ["SM_CHANNEL_TRAIN"], "a.csv").read_text() == "x,y\\n1,2\\n"
print("validation:r2=0.25;")
print("validation:r2=0.75;")
model = pathlib.Path(os.environ["SM_MODEL_DIR"])
(model / "code").mkdir()
(model / "code" / "inference.py").write_text("")
(model / "arguments.json").write_text(json.dumps(sys.argv[1:]))
pathlib.Path(os.environ["SM_OUTPUT_DATA_DIR"], "notes.txt").write_text("n")
"""
ENVIRONMENT = """
import json, os, pathlib
pathlib.Path(os.environ["SM_MODEL_DIR"], "environment.json").write_text(json.dumps(dict(os.environ)))
"""


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3."""
    return MlAccount.made(stand_in, DEV)


def content(account: MlAccount, uri: str) -> dict[str, bytes]:
    """Return the files of an archive in S3."""
    with tarfile.open(fileobj=io.BytesIO(account.get(uri))) as tar:
        files = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        return {name: file.read() for name, file in files.items() if file}


def test_a_job_leaves_model_metrics_and_log(account: MlAccount) -> None:
    algorithm = {
        "TrainingImage": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
        "TrainingInputMode": "File",
        "MetricDefinitions": [{"Name": "r2", "Regex": "validation:r2=([0-9.]+);"}],
    }
    job = account.train(GOOD, AlgorithmSpecification=algorithm, HyperParameters={"trees": "100"})
    assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason")
    assert [(metric["MetricName"], metric["Value"]) for metric in job["FinalMetricDataList"]] == [("r2", 0.75)]
    files = content(account, job["ModelArtifacts"]["S3ModelArtifacts"])
    assert sorted(files) == ["arguments.json", "code/inference.py"]
    assert json.loads(files["arguments.json"]) == ["--trees", "100"]
    output = job["ModelArtifacts"]["S3ModelArtifacts"].replace("model.tar.gz", "output.tar.gz")
    assert sorted(content(account, output)) == ["notes.txt"]
    assert "validation:r2=0.75;" in account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"])
    states = [transition["Status"] for transition in job["SecondaryStatusTransitions"]]
    assert states == ["Starting", "Downloading", "Training", "Uploading", "Completed"]


def test_a_raising_script_fails_with_awss_words_and_its_traceback_in_the_log(account: MlAccount) -> None:
    job = account.train("def fit():\n    raise ValueError('no rows')\nfit()\n")
    assert job["TrainingJobStatus"] == "Failed"
    reason = job["FailureReason"]
    assert reason.startswith('AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "')
    assert reason.endswith('python train.py", exit code: 1')
    log = account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"])
    assert any('train.py", line 2, in fit' in line for line in log)
    assert log[-1] == "ValueError: no rows"


def test_a_job_is_its_role_and_sees_nothing_of_the_host(account: MlAccount, stand_in: StandIn) -> None:
    job = account.train(ENVIRONMENT, Environment={"MINE": "yes"})
    files = content(account, job["ModelArtifacts"]["S3ModelArtifacts"])
    seen = json.loads(files["environment.json"])
    assert seen["MINE"] == "yes"
    assert seen["OMP_NUM_THREADS"] == "1"
    assert seen["AWS_ENDPOINT_URL"] == stand_in.endpoint
    assert seen["AWS_EC2_METADATA_DISABLED"] == "true"
    keys = (seen["AWS_ACCESS_KEY_ID"], seen["AWS_SECRET_ACCESS_KEY"], seen["AWS_SESSION_TOKEN"])
    who = stand_in.session_client("sts", *keys).get_caller_identity()["Arn"]
    assert who.split("/")[:2] == [f"arn:aws:sts::{DEV}:assumed-role", account.role.rsplit("/", 1)[-1]]
    host_only = {"TRAINYARD_TOKEN", "MINISTACK_REGION", "AUTH", "PYTHONHOME"}
    assert not host_only & seen.keys()


def test_a_job_ends_at_its_maximum_run_time(account: MlAccount) -> None:
    job = account.train("import time; time.sleep(60)", StoppingCondition={"MaxRuntimeInSeconds": 1})
    assert (job["TrainingJobStatus"], job["SecondaryStatus"]) == ("Stopped", "MaxRuntimeExceeded")


def test_a_job_is_stopped_on_request(account: MlAccount) -> None:
    name = account.start_training("print('up', flush=True)\nimport time; time.sleep(60)\n")
    client = account.client("sagemaker")
    until(
        lambda: client.describe_training_job(TrainingJobName=name)["SecondaryStatus"],
        lambda status: status == "Training",
    )
    client.stop_training_job(TrainingJobName=name)
    assert account.ended_training(name)["TrainingJobStatus"] == "Stopped"
    with pytest.raises(client.exceptions.ClientError, match="is in status Stopped"):
        client.stop_training_job(TrainingJobName=name)


def test_an_input_without_objects_fails_with_awss_words(account: MlAccount) -> None:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{account.bucket}/none/"}}
    job = account.train(GOOD, InputDataConfig=[{"ChannelName": "train", "DataSource": source}])
    assert f'No S3 objects found under S3 URL "s3://{account.bucket}/none/"' in job["FailureReason"]


def test_a_missing_grant_names_role_and_action(stand_in: StandIn) -> None:
    poor = MlAccount.made(stand_in, DEV, allow(["s3:GetObject", "s3:ListBucket"]))
    job = poor.train(GOOD)
    role = poor.role.rsplit("/", 1)[-1]
    assert job["FailureReason"].startswith("ClientError: Data upload failed:Failed to upload to s3://")
    assert f"assumed-role/{role}/SageMaker is not authorized to perform: s3:PutObject" in job["FailureReason"]


def test_a_role_that_may_not_log_is_told_of(stand_in: StandIn) -> None:
    silent = MlAccount.made(stand_in, DEV, allow(["s3:*", "logs:CreateLogStream", "cloudwatch:PutMetricData"]))
    job = silent.train(GOOD)

    lost = [
        one["why"] for one in records.permissions(stand_in)["undelivered"] if one["source"] == job["TrainingJobArn"]
    ]
    group = f"arn:aws:logs:us-east-1:{DEV}:log-group:/aws/sagemaker/TrainingJobs:log-stream:"
    assert any(f"not authorized to perform: logs:PutLogEvents on resource: {group}" in why for why in lost)
    assert not any("CreateLogStream" in why or "PutMetricData" in why for why in lost)


def test_a_job_without_script_mode_hyperparameters_fails_before_the_script(account: MlAccount) -> None:
    job = account.train(GOOD, HyperParameters={"sagemaker_program": ""})
    assert job["FailureReason"].startswith("AlgorithmError: framework error: \nscript mode needs")


def test_code_that_is_no_archive_is_told_as_the_container_tells_it(account: MlAccount) -> None:
    folder = f"s3://{account.bucket}/code/"
    job = account.train(GOOD, HyperParameters={"sagemaker_submit_directory": folder})
    assert f"sagemaker_submit_directory {folder}: " in job["FailureReason"]
    assert "(404) when calling the HeadObject operation: Not Found" in job["FailureReason"]


def test_a_name_is_used_once(account: MlAccount) -> None:
    job = account.train(GOOD)
    with pytest.raises(ClientError, match=r"\(ResourceInUse\).*must be unique within an AWS account and region"):
        account.start_training(GOOD, TrainingJobName=job["TrainingJobName"])
