"""What AWS refuses of a tuning job is refused here, and what is not played is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from test_sagemaker_requests import ROLE, refusal
from tuning import tuning


def number(kind: str, low: str, high: str, scaling: str = "Linear") -> dict[str, Any]:
    given = {"Name": "x", "MinValue": low, "MaxValue": high, "ScalingType": scaling}
    return {"ParameterRanges": {f"{kind}ParameterRanges": [given]}}


CATEGORIES = {"CategoricalParameterRanges": [{"Name": "kind", "Values": ["a", "b"]}]}
LIMITS = {"MaxNumberOfTrainingJobs": 3, "MaxParallelTrainingJobs": 1}


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (
            {"HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "loss"}},
            "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
            "definitions: loss is none of ['score']",
        ),
        (number("Integer", "1.5", "2"), "x: MinValue and MaxValue must be integers, got 1.5 and 2"),
        (number("Continuous", "2", "1"), "x: MinValue 2.0 must not be greater than MaxValue 1.0"),
        (number("Continuous", "0", "1", "Logarithmic"), "x: logarithmic scaling works only for ranges of values great"),
        (number("Continuous", "0", "1", "ReverseLogarithmic"), "within 0 <= x < 1.0"),
        (number("Integer", "0", "0", "ReverseLogarithmic"), "only for continuous ranges"),
        ({"ParameterRanges": {}}, "ParameterRanges must have at least one range"),
        (
            {"ParameterRanges": {"CategoricalParameterRanges": [{"Name": "sagemaker_program", "Values": ["a"]}]}},
            "twice are sagemaker_program",
        ),
        ({"Strategy": "Grid"}, "Grid search supports categorical parameters only"),
        (
            {"Strategy": "Grid", "ParameterRanges": CATEGORIES, "ResourceLimits": LIMITS},
            "must be the number of combinations, 2, or absent, got 3",
        ),
        ({"ResourceLimits": {"MaxParallelTrainingJobs": 1}}, "MaxNumberOfTrainingJobs is required in a rehearsal"),
        (
            {"TuningJobCompletionCriteria": {"TargetObjectiveMetricValue": 1.0}},
            "TuningJobCompletionCriteria is not played in a rehearsal",
        ),
        ({"Strategy": "Magic"}, "Member must satisfy enum value set: [Bayesian, Random, Hyperband, Grid]"),
    ],
)
def test_a_search_that_cannot_be(tmp_path: Path, config: dict[str, Any], words: str) -> None:
    request = tuning("tune", ROLE, "s3://b/out", **config)
    assert words in refusal(tmp_path, "CreateHyperParameterTuningJob", request).message


def test_its_training_job_is_checked_as_any(tmp_path: Path) -> None:
    request = tuning("tune", ROLE, "s3://b/out")
    request["TrainingJobDefinition"]["EnableManagedSpotTraining"] = True
    error = refusal(tmp_path, "CreateHyperParameterTuningJob", request)
    assert error.message.startswith("Invalid MaxWaitTimeInSeconds.")


def test_what_is_not_played_is_named(tmp_path: Path) -> None:
    request = tuning("tune", ROLE, "s3://b/out") | {"Autotune": {"Mode": "Enabled"}}
    assert "Autotune is not played" in refusal(tmp_path, "CreateHyperParameterTuningJob", request).message


def test_a_name_has_32_characters_at_most(tmp_path: Path) -> None:
    request = tuning("t" * 33, ROLE, "s3://b/out")
    error = refusal(tmp_path, "CreateHyperParameterTuningJob", request)
    assert "at 'hyperParameterTuningJobName' failed to satisfy constraint" in error.message
