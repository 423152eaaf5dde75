"""Requests that AWS refuses are refused here, with AWS's words, before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fake_world import FakeIdentity, fake_world
from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.store import Store

IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3"
ROLE = "arn:aws:iam::000000000000:role/job"


def training(**changes: Any) -> dict[str, Any]:
    request = {
        "TrainingJobName": "job-1",
        "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": "s3://bucket/out"},
        "ResourceConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1},
        "StoppingCondition": {"MaxRuntimeInSeconds": 60},
    }
    return request | changes


def processing(**changes: Any) -> dict[str, Any]:
    request: dict[str, Any] = {
        "ProcessingJobName": "job-1",
        "RoleArn": ROLE,
        "AppSpecification": {"ImageUri": IMAGE, "ContainerEntrypoint": ["true"]},
        "ProcessingResources": {
            "ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}
        },
    }
    return request | changes


def refusal(tmp_path: Path, operation: str, request: dict[str, Any], identity: FakeIdentity | None = None) -> ApiError:
    with pytest.raises(ApiError) as caught:
        Api(fake_world(tmp_path, identity), Store()).call(operation, request)
    return caught.value


def test_an_unknown_member_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path, "CreateTrainingJob", training(HyperParams={}))
    assert error.code == "ValidationException"
    assert 'Unknown parameter in input: "HyperParams"' in error.message


def test_a_missing_member_is_named(tmp_path: Path) -> None:
    request = training()
    del request["RoleArn"]
    assert 'Missing required parameter in input: "RoleArn"' in refusal(tmp_path, "CreateTrainingJob", request).message


def test_a_hyperparameter_must_be_text(tmp_path: Path) -> None:
    error = refusal(tmp_path, "CreateTrainingJob", training(HyperParameters={"trees": 3}))
    assert "Invalid type for parameter HyperParameters.trees" in error.message


def test_a_name_must_match_awss_pattern(tmp_path: Path) -> None:
    error = refusal(tmp_path, "CreateTrainingJob", training(TrainingJobName="my_job"))
    assert "Value 'my_job' at 'trainingJobName' failed to satisfy constraint" in error.message


def test_an_unknown_instance_type_is_refused(tmp_path: Path) -> None:
    resources = {"InstanceCount": 1, "InstanceType": "ml.m5.huge", "VolumeSizeInGB": 1}
    error = refusal(tmp_path, "CreateTrainingJob", training(ResourceConfig=resources))
    assert "'resourceConfig.instanceType'" in error.message


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (IMAGE.replace("1.9-0", "1.4-2"), "A rehearsal runs jobs on"),
        (IMAGE.replace("683313688378", "111111111111"), "not found"),
        (IMAGE.replace("us-east-1", "eu-west-1"), "Unsupported ECR region eu-west-1"),
        ("my-image", "Invalid image URI my-image"),
    ],
)
def test_an_image_that_cannot_be_run_is_named(tmp_path: Path, image: str, words: str) -> None:
    algorithm = {"TrainingImage": image, "TrainingInputMode": "File"}
    assert words in refusal(tmp_path, "CreateTrainingJob", training(AlgorithmSpecification=algorithm)).message


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("RetryStrategy", {"MaximumRetryAttempts": 2}),
        ("ProfilerConfig", {"S3OutputPath": "s3://b/p"}),
        ("OutputDataConfig", {"S3OutputPath": "s3://b/o", "CompressionType": "NONE"}),
        ("StoppingCondition", {"MaxPendingTimeInSeconds": 7200}),
    ],
)
def test_what_nothing_would_heed_is_refused(tmp_path: Path, member: str, value: dict[str, Any]) -> None:
    error = refusal(tmp_path, "CreateTrainingJob", training(**{member: value}))
    assert "is not played in a rehearsal" in error.message


def test_more_than_one_host_is_named(tmp_path: Path) -> None:
    resources = {"InstanceCount": 2, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}
    error = refusal(tmp_path, "CreateTrainingJob", training(ResourceConfig=resources))
    assert "InstanceCount must be 1 in a rehearsal, got 2" in error.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"StoppingCondition": {"MaxRuntimeInSeconds": 60, "MaxWaitTimeInSeconds": 60}}, "only supported when Enable"),
        ({"EnableManagedSpotTraining": True}, "must be present and be greater than or equal to"),
        (
            {
                "EnableManagedSpotTraining": True,
                "StoppingCondition": {"MaxRuntimeInSeconds": 60, "MaxWaitTimeInSeconds": 59},
            },
            "greater than or equal to MaxRuntimeInSeconds (60), got 59",
        ),
        ({"CheckpointConfig": {"S3Uri": "s3://b/c", "LocalPath": "/data"}}, "paths below /opt/ml/ only, got /data"),
    ],
)
def test_spot_limits_and_checkpoints_that_cannot_be(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    assert words in refusal(tmp_path, "CreateTrainingJob", training(**changes)).message


def test_an_entry_point_is_for_a_container_of_ones_own(tmp_path: Path) -> None:
    algorithm = {"TrainingImage": IMAGE, "TrainingInputMode": "File", "ContainerEntrypoint": ["train"]}
    error = refusal(tmp_path, "CreateTrainingJob", training(AlgorithmSpecification=algorithm))
    assert "ContainerEntrypoint is for a container of your own" in error.message


def test_a_local_path_outside_of_processing_is_refused(tmp_path: Path) -> None:
    given = {
        "InputName": "raw",
        "S3Input": {"S3Uri": "s3://b/raw", "LocalPath": "/data", "S3DataType": "S3Prefix", "S3InputMode": "File"},
    }
    error = refusal(tmp_path, "CreateProcessingJob", processing(ProcessingInputs=[given]))
    assert "LocalPath must begin with /opt/ml/processing/, got '/data'" in error.message


@pytest.mark.parametrize(
    ("names", "places", "words"),
    [
        (("a", "a"), ("x", "y"), "ProcessingInputs: each needs InputName of its own, twice is a."),
        (("a", "b"), ("x", "x/"), "each needs LocalPath of its own, twice is /opt/ml/processing/x."),
    ],
)
def test_two_inputs_have_names_and_places_of_their_own(
    tmp_path: Path, names: tuple[str, str], places: tuple[str, str], words: str
) -> None:
    def given(name: str, place: str) -> dict[str, Any]:
        source = {"S3Uri": "s3://b/raw", "S3DataType": "S3Prefix", "S3InputMode": "File"}
        return {"InputName": name, "S3Input": {**source, "LocalPath": f"/opt/ml/processing/{place}"}}

    request = processing(ProcessingInputs=[given(*each) for each in zip(names, places, strict=True)])

    assert words in refusal(tmp_path, "CreateProcessingJob", request).message


def test_two_channels_have_names_of_their_own(tmp_path: Path) -> None:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/a"}}
    channel = {"ChannelName": "train", "DataSource": source}

    error = refusal(tmp_path, "CreateTrainingJob", training(InputDataConfig=[channel, channel]))

    assert "InputDataConfig: channel names must be unique, got train, train." in error.message


def test_a_role_that_may_not_be_passed_is_refused(tmp_path: Path) -> None:
    identity = FakeIdentity(denied={"iam:PassRole"})
    error = refusal(tmp_path, "CreateTrainingJob", training(), identity)
    assert error.code == "AccessDeniedException"
    assert f"is not authorized to perform: iam:PassRole on resource: {ROLE}" in error.message
    assert identity.asked[-1][2] == {"iam:PassedToService": "sagemaker.amazonaws.com"}


def test_a_role_that_does_not_trust_sagemaker_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "CreateTrainingJob", training(), FakeIdentity(trusted=False))
    assert error.message.startswith(f"Could not assume role {ROLE}. Please ensure that the role exists and allows")


def test_tags_at_creation_need_their_own_permission(tmp_path: Path) -> None:
    request = training(Tags=[{"Key": "stage", "Value": "dev"}])
    error = refusal(tmp_path, "CreateTrainingJob", request, FakeIdentity(denied={"sagemaker:AddTags"}))
    assert "sagemaker:AddTags on resource: arn:aws:sagemaker:" in error.message
    assert error.message.endswith(":training-job/job-1")


def test_an_operation_that_we_lack_is_told_from_one_that_aws_lacks(tmp_path: Path) -> None:
    assert "not played in a rehearsal" in refusal(tmp_path, "CreateAutoMLJob", {}).message
    assert "has no operation" in refusal(tmp_path, "CreateMagic", {}).message


def test_events_are_called_as_awss() -> None:
    kinds = (names.TRAINING_JOB, names.PROCESSING_JOB, names.HYPER_PARAMETER_TUNING_JOB, names.TRANSFORM_JOB)
    assert [kind.event.removeprefix("SageMaker ").removesuffix(" State Change") for kind in kinds] == [
        "Training Job",
        "Processing Job",
        "HyperParameter Tuning Job",
        "Transform Job",
    ]


@pytest.mark.parametrize(
    ("operation", "request_", "words"),
    [
        ("DescribeTrainingJob", {"TrainingJobName": "x"}, "Requested resource not found."),
        ("DescribeProcessingJob", {"ProcessingJobName": "x"}, "Could not find requested job with name: x"),
        ("DescribeModel", {"ModelName": "x"}, 'Could not find model "arn:aws:sagemaker:'),
        ("DescribeEndpoint", {"EndpointName": "x"}, 'Could not find endpoint "arn:aws:sagemaker:'),
        ("DescribeEndpointConfig", {"EndpointConfigName": "x"}, 'Could not find endpoint configuration "arn:'),
    ],
)
def test_a_missing_resource_is_named_as_aws_does(
    tmp_path: Path, operation: str, request_: dict[str, Any], words: str
) -> None:
    error = refusal(tmp_path, operation, request_)
    assert error.code == "ValidationException"
    assert error.message.startswith(words)
