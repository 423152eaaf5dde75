"""Training on spot capacity that is taken away once: the process is asked to end, and goes on from its checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ml_account import MlAccount, unique
from roles import allow
from stand_in import DEV, StandIn

SPOT: dict[str, Any] = {"EnableManagedSpotTraining": True}
LIMITS = {"MaxRuntimeInSeconds": 60, "MaxWaitTimeInSeconds": 120}
# Stays at step 3 for ever; asked to end, it saves one more; the second attempt writes what it began with.
RESUMING = """
import os, pathlib, signal, sys
model = pathlib.Path(os.environ["SM_MODEL_DIR"])
folder = model.parent / "checkpoints"
def save(step):
    (folder / "step.tmp").write_text(step)
    os.replace(folder / "step.tmp", folder / "step")
def asked_to_end(*_):
    save("4")
    sys.exit(0)
done = folder / "step"
print(f"step={done.read_text() if done.exists() else 0};", flush=True)
if not done.exists():
    signal.signal(signal.SIGTERM, asked_to_end)
    save("3")
    while True: signal.pause()
(model / "step").write_text(done.read_text())
"""
FROM_SCRATCH = """
import os, pathlib, time
print("begun", flush=True)
if os.environ["MINE"] != "/opt/ml/mine": pathlib.Path(os.environ["SM_MODEL_DIR"], "mine").write_text(os.environ["MINE"])
time.sleep(1)
"""
ATTEMPT = ["Starting", "Downloading", "Training"]


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A stand-in that takes spot capacity away once."""
    with StandIn.started(tmp_path_factory.mktemp("spot"), "--fault", "spot-interruption") as started:
        yield started


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3 and put metrics."""
    return MlAccount.made(stand_in, DEV, allow("s3:*"), allow("cloudwatch:PutMetricData"))


def states(job: dict[str, Any]) -> list[str]:
    return [transition["Status"] for transition in job["SecondaryStatusTransitions"]]


def checkpoints(account: MlAccount) -> tuple[str, dict[str, Any]]:
    uri = f"s3://{account.bucket}/{unique('checkpoints')}"
    return uri, {"CheckpointConfig": {"S3Uri": uri}, "StoppingCondition": LIMITS}


def test_an_interrupted_job_goes_on_from_its_last_checkpoint(account: MlAccount) -> None:
    uri, spot = checkpoints(account)
    metric = [{"Name": "step", "Regex": "step=([0-9]+);"}]
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
    algorithm = {"TrainingImage": image, "TrainingInputMode": "File", "MetricDefinitions": metric}
    job = account.train(RESUMING, **SPOT, **spot, AlgorithmSpecification=algorithm)
    assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason")
    assert states(job) == [*ATTEMPT, "Interrupted", *ATTEMPT, "Uploading", "Completed"]
    assert account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"]) == ["step=0;", "step=4;"]
    assert account.get(f"{uri}/step") == b"4"
    assert job["FinalMetricDataList"][0]["Value"] == 4
    found = account.client("cloudwatch").list_metrics(Namespace="/aws/sagemaker/TrainingJobs")["Metrics"]
    assert {"Name": "TrainingJobName", "Value": job["TrainingJobName"]} in [each["Dimensions"][0] for each in found]
    assert 0 <= job["BillableTimeInSeconds"] <= job["TrainingTimeInSeconds"]


def test_a_later_job_begins_with_the_checkpoints_that_are_there(account: MlAccount) -> None:
    uri, spot = checkpoints(account)
    account.put(uri.removeprefix(f"s3://{account.bucket}/") + "/step", "9")
    job = account.train(RESUMING, **spot | {"StoppingCondition": {"MaxRuntimeInSeconds": 60}})
    assert states(job) == [*ATTEMPT, "Uploading", "Completed"]
    assert account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"]) == ["step=9;"]


def test_without_checkpoints_it_begins_from_scratch(account: MlAccount) -> None:
    job = account.train(FROM_SCRATCH, **SPOT, StoppingCondition=LIMITS, Environment={"MINE": "/opt/ml/mine"})
    assert states(job).count("Interrupted") == 1
    assert account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"]) == ["begun", "begun"]
    assert job["TrainingJobStatus"] == "Completed"


def test_a_job_on_demand_is_not_interrupted(account: MlAccount) -> None:
    job = account.train(FROM_SCRATCH, Environment={"MINE": "no"})
    assert "Interrupted" not in states(job)


def test_the_longest_wait_ends_the_job(account: MlAccount) -> None:
    limits = {"MaxRuntimeInSeconds": 2, "MaxWaitTimeInSeconds": 2}
    forever = "import time\nprint('begun', flush=True)\ntime.sleep(60)\n"
    job = account.train(forever, **SPOT, StoppingCondition=limits)
    assert (job["TrainingJobStatus"], job["SecondaryStatus"]) == ("Stopped", "MaxWaitTimeExceeded")


def test_checkpoints_need_the_roles_permission(stand_in: StandIn) -> None:
    poor = MlAccount.made(stand_in, DEV, allow(["s3:GetObject", "s3:ListBucket"]))
    _, spot = checkpoints(poor)
    job = poor.train(RESUMING, **SPOT, **spot)
    assert job["FailureReason"].startswith("ClientError: Data upload failed:Failed to upload to s3://")
