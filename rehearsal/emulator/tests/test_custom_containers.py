"""A job in a container of the user's own is judged as on AWS, and ends with what a rehearsal cannot do."""

from __future__ import annotations

import pytest

from ml_account import MlAccount
from records import ledger
from roles import allow, make_role, service
from stand_in import DEV, StandIn

OWN = f"{DEV}.dkr.ecr.us-east-1.amazonaws.com/team/train:1"
ALGORITHM = {"TrainingImage": OWN, "TrainingInputMode": "File", "ContainerEntrypoint": ["python3", "/opt/train.py"]}


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose jobs may do all in S3."""
    return MlAccount.made(stand_in, DEV)


def test_a_training_job_makes_nothing_and_is_recorded(account: MlAccount) -> None:
    job = account.train("", AlgorithmSpecification=ALGORITHM)
    assert (job["TrainingJobStatus"], "ModelArtifacts" in job) == ("Failed", False)
    assert job["FailureReason"].startswith(f"NotRehearsed: {OWN} is a container of your own")
    entry = next(entry for entry in ledger(account.stand_in)["entries"] if entry["id"] == job["TrainingJobName"])
    assert (entry["kind"], entry["state"], entry["reason"]) == ("job", "recorded", job["FailureReason"])


def test_a_processing_job_is_recorded_too(account: MlAccount) -> None:
    job = account.process([], AppSpecification={"ImageUri": OWN})
    assert job["FailureReason"].startswith("NotRehearsed: ")


def test_its_role_must_be_allowed_to_pull_it(account: MlAccount, stand_in: StandIn) -> None:
    role = make_role(stand_in, DEV, service("sagemaker"), allow(["s3:*", "ecr:GetAuthorizationToken"]))
    job = account.train("", AlgorithmSpecification=ALGORITHM, RoleArn=role)
    assert "perform: ecr:BatchCheckLayerAvailability on resource: arn:aws:ecr:us-east-1:" in job["FailureReason"]
    assert ":repository/team/train because no identity-based policy allows" in job["FailureReason"]


def test_its_inputs_are_read_as_its_role(account: MlAccount, stand_in: StandIn) -> None:
    pull = allow("ecr:*")
    role = make_role(stand_in, DEV, service("sagemaker"), pull)
    job = account.train("", AlgorithmSpecification=ALGORITHM, RoleArn=role)
    assert 'has "s3:ListBucket" permissions' in job["FailureReason"]
