"""XGBoost's image on a running stand-in: its own environment, and the way in which its toolkit starts a script."""

from __future__ import annotations

import pytest

from ml_account import MlAccount
from stand_in import DEV, StandIn

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0-cpu-py3"
SCRIPT = "import os, sklearn, xgboost; print(xgboost.__version__, sklearn.__version__, __file__.rsplit('/', 1)[-1])"


@pytest.mark.needs("xgboost")
def test_a_script_runs_as_a_module_in_its_own_environment(stand_in: StandIn) -> None:
    account = MlAccount.made(stand_in, DEV)
    algorithm = {"TrainingImage": IMAGE, "TrainingInputMode": "File"}
    job = account.train(SCRIPT, AlgorithmSpecification=algorithm)
    assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason")
    assert account.log_of("/aws/sagemaker/TrainingJobs", job["TrainingJobName"]) == ["3.2.0 1.8.0 train.py"]
    failed = account.train("raise SystemExit(3)", AlgorithmSpecification=algorithm, HyperParameters={"depth": "2"})
    assert failed["FailureReason"].endswith('python -m train --depth 2", exit code: 3')
