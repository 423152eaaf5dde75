"""Tuning on a running stand-in: real training jobs side by side, and always the same best one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import MlAccount, archive, unique, until
from records import ledger
from stand_in import DEV, StandIn
from test_step_functions_sagemaker import RULE, Machine, task
from tuning import tuning

# The better the closer to 6, and slow ones first: whoever is best is not whoever ends first.
SCORING = """
import json, os, pathlib, sys, time
depth = int(sys.argv[sys.argv.index("--depth") + 1])
assert "_tuning_objective_metric" not in json.loads(os.environ["SM_HPS"])
time.sleep(0.05 * (9 - abs(depth - 6)))
print(f"score={10 - abs(depth - 6)};")
"""
SOME_FAIL = "import sys\nif int(sys.argv[2]) % 2: raise ValueError('odd')\nprint(f'score={sys.argv[2]};')\n"
ENDED = ("Completed", "Failed", "Stopped")


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3."""
    return MlAccount.made(stand_in, DEV)


def request_of(account: MlAccount, script: str, **config: Any) -> dict[str, Any]:
    name = unique("tune")
    request = tuning(name, account.role, f"s3://{account.bucket}/models", **config)
    code = account.put(f"code/{name}.tar.gz", archive(train=script))
    request["TrainingJobDefinition"]["StaticHyperParameters"]["sagemaker_submit_directory"] = code
    return request


def ended(account: MlAccount, name: str) -> dict[str, Any]:
    client = account.client("sagemaker")
    return until(
        lambda: client.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=name),
        lambda job: job["HyperParameterTuningJobStatus"] in ENDED,
    )


def tune(account: MlAccount, script: str, **config: Any) -> dict[str, Any]:
    request = request_of(account, script, **config)
    account.client("sagemaker").create_hyper_parameter_tuning_job(**request)
    return ended(account, request["HyperParameterTuningJobName"])


def children(account: MlAccount, job: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    name = job["HyperParameterTuningJobName"]
    found: list[dict[str, Any]] = account.client("sagemaker").list_training_jobs_for_hyper_parameter_tuning_job(
        HyperParameterTuningJobName=name, **options
    )["TrainingJobSummaries"]
    return found


def test_the_best_of_all_is_found_among_real_training_jobs(account: MlAccount) -> None:
    job = tune(account, SCORING)
    assert job["HyperParameterTuningJobStatus"] == "Completed", job.get("FailureReason")
    assert job["TrainingJobStatusCounters"]["Completed"] == 4
    assert job["ObjectiveStatusCounters"] == {"Succeeded": 4, "Pending": 0, "Failed": 0}
    found = children(account, job, SortBy="FinalObjectiveMetricValue", SortOrder="Descending")
    assert found[0] == job["BestTrainingJob"]
    best = account.client("sagemaker").describe_training_job(TrainingJobName=found[0]["TrainingJobName"])
    assert best["TuningJobArn"] == job["HyperParameterTuningJobArn"]
    assert best["HyperParameters"]["depth"] == found[0]["TunedHyperParameters"]["depth"]
    assert account.get(best["ModelArtifacts"]["S3ModelArtifacts"])
    assert re.fullmatch(job["HyperParameterTuningJobName"] + r"-00[1-4]-[0-9a-f]{8}", best["TrainingJobName"])


def test_no_more_run_at_once_than_allowed(account: MlAccount) -> None:
    limits = {"MaxNumberOfTrainingJobs": 5, "MaxParallelTrainingJobs": 3}
    job = tune(account, SCORING, ResourceLimits=limits)
    found = children(account, job)
    begins = [(each["CreationTime"], 1) for each in found]
    ends = [(each["TrainingEndTime"], -1) for each in found]
    running = [sum(step for _, step in sorted(begins + ends)[: n + 1]) for n in range(len(found) * 2)]
    assert max(running) == 3


def test_the_same_seed_finds_the_same_whatever_runs_at_once(account: MlAccount) -> None:
    def outcome(parallel: int, seed: int) -> list[Any]:
        limits = {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": parallel}
        job = tune(account, SCORING, ResourceLimits=limits, RandomSeed=seed)
        tried = [each["TunedHyperParameters"]["depth"] for each in children(account, job)]
        return [*tried, job["BestTrainingJob"]["TrainingJobName"].split("-")[2]]

    assert outcome(1, 7) == outcome(4, 7)
    assert outcome(4, 8) != outcome(4, 7)


def test_failed_ones_are_counted_and_passed_over(account: MlAccount) -> None:
    job = tune(account, SOME_FAIL)
    found = children(account, job)
    failed = [each for each in found if int(each["TunedHyperParameters"]["depth"]) % 2]
    assert failed, "the seed must draw odd ones"
    assert job["HyperParameterTuningJobStatus"] == "Completed"
    assert job["TrainingJobStatusCounters"]["NonRetryableError"] == len(failed)
    assert job["ObjectiveStatusCounters"]["Failed"] == len(failed)
    assert {each["ObjectiveStatus"] for each in failed} == {"Failed"}
    assert int(job["BestTrainingJob"]["TunedHyperParameters"]["depth"]) % 2 == 0


def test_it_fails_when_all_fail(account: MlAccount) -> None:
    job = tune(account, "raise ValueError('never')")
    assert job["HyperParameterTuningJobStatus"] == "Failed"
    assert job["FailureReason"].startswith("All training jobs failed. Please take a look at the training jobs failures")
    assert {each["FailureReason"][:15] for each in children(account, job)} == {"AlgorithmError:"}
    assert "BestTrainingJob" not in job


def test_a_container_of_ones_own_is_told_by_the_tuning_job_too(account: MlAccount) -> None:
    request = request_of(account, SCORING)
    image = f"{DEV}.dkr.ecr.us-east-1.amazonaws.com/team/train:1"
    request["TrainingJobDefinition"]["AlgorithmSpecification"]["TrainingImage"] = image
    account.client("sagemaker").create_hyper_parameter_tuning_job(**request)
    name = request["HyperParameterTuningJobName"]
    assert ended(account, name)["FailureReason"].startswith(f"NotRehearsed: {image}")
    entry = next(each for each in ledger(account.stand_in)["entries"] if each["id"] == name)
    assert entry["state"] == "recorded"


def test_it_fails_when_none_says_its_objective(account: MlAccount) -> None:
    job = tune(account, "print('score=nan;')")
    assert job["FailureReason"].startswith("No objective metrics found after running 4 training jobs.")


def test_it_is_stopped_with_its_training_jobs(account: MlAccount) -> None:
    request = request_of(account, "import time; time.sleep(60)")
    client, name = account.client("sagemaker"), request["HyperParameterTuningJobName"]
    client.create_hyper_parameter_tuning_job(**request)
    until(lambda: client.list_training_jobs(NameContains=name)["TrainingJobSummaries"], bool)
    client.stop_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)
    assert ended(account, name)["HyperParameterTuningJobStatus"] == "Stopped"
    left = client.list_training_jobs(NameContains=name)["TrainingJobSummaries"]
    assert {each["TrainingJobStatus"] for each in left} == {"Stopped"}
    with pytest.raises(ClientError, match="hyperparameter tuning job is in status Stopped"):
        client.stop_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)


def test_a_bayesian_search_is_told_to_be_played_as_a_random_one(account: MlAccount) -> None:
    job = tune(account, SCORING, Strategy="Bayesian", TrainingJobEarlyStoppingType="Auto")
    entries = ledger(account.stand_in)["entries"]
    entry = next(each for each in entries if each["id"] == job["HyperParameterTuningJobName"])
    assert entry["state"] == "substituted"
    assert "Bayesian search was played as random search (seed 7)" in entry["reason"]
    assert "no training job was stopped early" in entry["reason"]


def test_a_sync_task_answers_with_the_best_job(account: MlAccount) -> None:
    request = request_of(account, SCORING)
    resource = "arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync"
    kind = "HyperParameterTuningJob"
    actions = [*RULE, "sagemaker:AddTags", "iam:PassRole", f"sagemaker:Create{kind}", f"sagemaker:Describe{kind}"]
    ended_run = Machine(account, {"Tune": task(resource, request)}, *actions).run()
    output = json.loads(ended_run["output"])
    assert output["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["MetricName"] == "score"
    tags = account.client("sagemaker").list_tags(ResourceArn=output["BestTrainingJob"]["TrainingJobArn"])["Tags"]
    assert tags == [{"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"}]
    refused = Machine(account, {"Tune": task(resource, request)}, "sagemaker:*", "iam:PassRole").run()
    assert "rule/StepFunctionsGetEventsForSageMakerTuningJobsRule" in refused["cause"]
