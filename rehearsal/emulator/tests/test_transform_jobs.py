"""Batch transform on a running stand-in: a real server process of the model, a file out for each file in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import IMAGE, PULL, MlAccount, archive, unique, until
from records import ledger
from roles import allow, make_role, service
from stand_in import DEV, StandIn
from test_step_functions_sagemaker import RULE, Machine, task

# Says how many records it got at once; `bad` is refused as a wrong request, `boom` as its own fault.
COUNTING = """
import os
def model_fn(folder): return folder
def transform_fn(model, body, content_type, accept):
    lines = body.splitlines()
    if "boom" in lines: raise ValueError("asked to")
    if "hang" in lines:
        import time; time.sleep(60)
    if accept == "application/jsonlines": return "".join('{"n": %d}\\n' % len(line) for line in lines), accept
    end = os.environ.get("END", "")
    return "".join(f"{len(line)}/{len(lines)}{end}\\n" for line in lines), accept
"""
REFUSING = """
class Refusal:
    status_code, content_type = 400, "text/plain"
    def get_data(self): return b"no such column"
def model_fn(folder): return 1
def transform_fn(model, body, content_type, accept): return Refusal() if "bad" in body else ("fine", accept)
"""
SERVING = {"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code"}
ENDED = ("Completed", "Failed", "Stopped")


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose models may do all in S3."""
    return MlAccount.made(stand_in, DEV)


def model(account: MlAccount, code: str = COUNTING, **more: Any) -> str:
    name = unique("model")
    data = account.put(f"models/{name}.tar.gz", archive(**{"code/inference.py": code}))
    container = {"Image": IMAGE, "ModelDataUrl": data, "Environment": SERVING} | more
    account.client("sagemaker").create_model(ModelName=name, ExecutionRoleArn=account.role, PrimaryContainer=container)
    return name


def request_of(account: MlAccount, files: dict[str, str], name: str, **changes: Any) -> dict[str, Any]:
    """Return a request for lines of CSV over the files, below a prefix of the job's own."""
    job = unique("batch")
    for file, text in files.items():
        account.put(f"in/{job}/{file}", text)
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{account.bucket}/in/{job}/"}}
    request: dict[str, Any] = {
        "TransformJobName": job,
        "ModelName": name,
        "TransformInput": {"DataSource": source, "ContentType": "text/csv", "SplitType": "Line"},
        "TransformOutput": {
            "S3OutputPath": f"s3://{account.bucket}/out/{job}/",
            "Accept": "text/csv",
            "AssembleWith": "Line",
        },
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    for member in ("TransformInput", "TransformOutput"):
        request[member] |= changes.pop(member, {})
    return request | changes


def ended(account: MlAccount, job: str) -> dict[str, Any]:
    client = account.client("sagemaker")
    return until(
        lambda: client.describe_transform_job(TransformJobName=job), lambda found: found["TransformJobStatus"] in ENDED
    )


def transform(account: MlAccount, files: dict[str, str], name: str, **changes: Any) -> dict[str, Any]:
    request = request_of(account, files, name, **changes)
    account.client("sagemaker").create_transform_job(**request)
    return ended(account, request["TransformJobName"])


def output(account: MlAccount, job: dict[str, Any]) -> dict[str, str]:
    """Return the files that a job has written."""
    prefix = job["TransformOutput"]["S3OutputPath"].removeprefix(f"s3://{account.bucket}/")
    found = account.client("s3").list_objects_v2(Bucket=account.bucket, Prefix=prefix).get("Contents", [])
    keys = [item["Key"] for item in found]
    return {key.removeprefix(prefix): account.get(f"s3://{account.bucket}/{key}").decode() for key in keys}


def log(account: MlAccount, job: dict[str, Any]) -> list[str]:
    return account.log_of("/aws/sagemaker/TransformJobs", job["TransformJobName"])


def test_every_file_is_answered_with_one(account: MlAccount) -> None:
    job = transform(account, {"a.csv": "x\nyy\n", "deep/b.csv": "zzz"}, model(account))
    assert job["TransformJobStatus"] == "Completed", job.get("FailureReason")
    assert output(account, job) == {"a.csv.out": "1/2\n2/2\n", "deep/b.csv.out": "3/1\n"}
    entry = next(each for each in ledger(account.stand_in)["entries"] if each["id"] == job["TransformJobName"])
    assert (entry["kind"], entry["type"], entry["state"]) == ("job", "TransformJob", "executed")


def test_single_records_and_the_jobs_environment(account: MlAccount) -> None:
    files = {"a.csv": "".join(f"{'x' * n}\n" for n in range(1, 9))}
    changes = {"BatchStrategy": "SingleRecord", "MaxConcurrentTransforms": 4, "Environment": {"END": "!"}}
    job = transform(account, files, model(account), **changes)
    assert output(account, job)["a.csv.out"] == "".join(f"{n}/1!\n" for n in range(1, 9))


def test_answers_are_joined_with_their_records(account: MlAccount) -> None:
    name = model(account)
    joined = {"DataProcessing": {"JoinSource": "Input"}}
    job = transform(account, {"a.csv": "x,y\nz,\n"}, name, **joined)
    assert output(account, job)["a.csv.out"] == "x,y,3/2\nz,,2/2\n"
    lines = "application/jsonlines"
    changes = {"TransformInput": {"ContentType": lines}, "TransformOutput": {"Accept": lines}}
    job = transform(account, {"a.jsonl": '{"a": 1}\n[1]\n'}, name, **changes, **joined)
    assert [json.loads(line) for line in output(account, job)["a.jsonl.out"].splitlines()] == [
        {"a": 1, "SageMakerOutput": {"n": 8}},
        {"SageMakerInput": [1], "SageMakerOutput": {"n": 3}},
    ]


def test_a_refused_record_leaves_its_file_out_and_fails_the_job(account: MlAccount) -> None:
    job = transform(account, {"a.csv": "fine\n", "b.csv": "bad\n"}, model(account, REFUSING))
    assert job["TransformJobStatus"] == "Failed"
    assert job["FailureReason"] == "ClientError: See job logs for more information"
    assert output(account, job) == {"a.csv.out": "fine\n"}
    assert f"{account.bucket}/b.csv: Bad HTTP status received from algorithm: 400" in log(account, job)
    assert f"{account.bucket}/b.csv: no such column" in log(account, job)


def test_a_raising_model_is_the_algorithms_fault(account: MlAccount) -> None:
    job = transform(account, {"a.csv": "boom\n"}, model(account), ModelClientConfig={"InvocationsMaxRetries": 1})
    assert job["FailureReason"] == "AlgorithmError: See job logs for more information"
    assert log(account, job).count("ValueError: asked to") == 2, "asked again as often as allowed"


def test_a_model_that_takes_too_long_is_not_waited_for(account: MlAccount) -> None:
    client = {"InvocationsTimeoutInSeconds": 1, "InvocationsMaxRetries": 0}
    job = transform(account, {"a.csv": "hang\n"}, model(account), ModelClientConfig=client)
    assert any("did not respond to /invocations" in line for line in log(account, job))


def test_a_model_that_does_not_load_fails_the_job(account: MlAccount) -> None:
    job = transform(account, {"a.csv": "x\n"}, model(account, "raise ValueError('never')"))
    assert job["FailureReason"] == "AlgorithmError: See job logs for more information"
    assert "ValueError: never" in log(account, job)


def test_a_job_is_stopped_with_what_it_is_at(account: MlAccount) -> None:
    request = request_of(account, {"a.csv": "hang\n"}, model(account))
    client, name = account.client("sagemaker"), request["TransformJobName"]
    client.create_transform_job(**request)
    until(lambda: client.describe_transform_job(TransformJobName=name), lambda job: "TransformStartTime" in job)
    client.stop_transform_job(TransformJobName=name)
    assert ended(account, name)["TransformJobStatus"] == "Stopped"
    with pytest.raises(ClientError, match="transform job is in status Stopped"):
        client.stop_transform_job(TransformJobName=name)


def test_it_reads_and_writes_as_the_models_role(stand_in: StandIn, account: MlAccount) -> None:
    reading = allow(["s3:GetObject", "s3:ListBucket"])
    role = make_role(stand_in, DEV, service("sagemaker"), reading, PULL)
    poor = MlAccount(stand_in, DEV, account.bucket, role)
    job = transform(poor, {"a.csv": "x\n"}, model(poor))
    assert "is not authorized to perform: s3:PutObject" in job["FailureReason"]


def test_an_isolated_model_is_nobody(account: MlAccount) -> None:
    name = unique("model")
    code = COUNTING.replace('end = os.environ.get("END", "")', 'end = str("AWS_ACCESS_KEY_ID" in os.environ)')
    data = account.put(f"models/{name}.tar.gz", archive(**{"code/inference.py": code}))
    container = {"Image": IMAGE, "ModelDataUrl": data, "Environment": SERVING}
    for isolated in (True, False):
        account.client("sagemaker").create_model(
            ModelName=f"{name}-{isolated}",
            ExecutionRoleArn=account.role,
            PrimaryContainer=container,
            EnableNetworkIsolation=isolated,
        )
        job = transform(account, {"a.csv": "x"}, f"{name}-{isolated}")
        assert output(account, job)["a.csv.out"] == f"1/1{not isolated}\n"


def test_an_own_container_is_recorded(account: MlAccount) -> None:
    image = f"{DEV}.dkr.ecr.us-east-1.amazonaws.com/team/serve:1"
    job = transform(account, {"a.csv": "x\n"}, model(account, Image=image))
    assert job["FailureReason"].startswith(f"NotRehearsed: {image}")


def test_a_sync_task_answers_with_the_jobs_description(account: MlAccount) -> None:
    request = request_of(account, {"a.csv": "x\n"}, model(account))
    resource = "arn:aws:states:::sagemaker:createTransformJob.sync"
    actions = ["sagemaker:CreateTransformJob", "sagemaker:DescribeTransformJob", "sagemaker:AddTags"]
    run = Machine(account, {"Batch": task(resource, request)}, *actions, *RULE).run()
    assert json.loads(run["output"])["TransformJobStatus"] == "Completed", run
