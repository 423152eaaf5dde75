"""Which faults are on, how often each strikes, and in which words."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import jsonschema
import pytest
from ministack.services import stepfunctions

from trainyard_emulator import settings
from trainyard_emulator.faults import catalogue, lambda_timeout, resource_limit, throttling, weather
from trainyard_emulator.faults.weather import Weather

ROOT = Path(__file__).parents[3]
OPTIMIZED = "arn:aws:states:::"
SDK = "arn:aws:states:::aws-sdk:"


def test_every_fault_of_the_catalogue_has_its_module() -> None:
    for name in catalogue.names():
        module = importlib.import_module(f"trainyard_emulator.faults.{name.replace('-', '_')}")
        assert name == module.NAME


def test_the_catalogue_keeps_the_contract() -> None:
    contract = json.loads((ROOT / "contracts" / "faults.schema.json").read_text())
    jsonschema.validate(json.loads(Path(catalogue.__file__).with_name("catalogue.json").read_text()), contract)


def test_an_unknown_fault_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        settings.parse(["--state", "x", "--fault", "throttling,rain"])
    assert f"no fault rain; there are {', '.join(catalogue.names())}" in capsys.readouterr().err


def test_faults_are_asked_for_by_name() -> None:
    assert settings.parse(["--state", "x", "--fault", "capacity, throttling,capacity"]).faults == [
        "capacity",
        "throttling",
    ]


def test_a_fault_strikes_each_key_as_often_as_said(tmp_path: Path) -> None:
    weather.write(tmp_path, ["capacity"])
    now = Weather(tmp_path / weather.FILE)
    assert [now.strikes("capacity", "run 1", "a", 2) for _ in range(3)] == [True, True, False]
    assert now.strikes("capacity", "run 2", "b", 2)
    assert not now.strikes("throttling", "run 1", "c")
    assert now.told() == [{"name": "capacity", "strikes": 3, "struck": ["a", "a", "b"]}]


def test_a_fault_that_never_struck_is_told(tmp_path: Path) -> None:
    weather.write(tmp_path, ["event-twice"])
    assert Weather(tmp_path / weather.FILE).told() == [{"name": "event-twice", "strikes": 0, "struck": []}]


def test_the_weather_changes_with_its_file(tmp_path: Path) -> None:
    now = Weather(tmp_path / weather.FILE)
    assert now.told() == []
    weather.write(tmp_path, ["capacity"])
    assert now.strikes("capacity", "run", "a")
    weather.write(tmp_path, ["capacity", "s3-503"])
    assert now.is_due("capacity", "run")
    weather.write(tmp_path, [])
    assert not now.strikes("capacity", "run", "a")


def test_a_throttled_task_fails_by_the_name_that_step_functions_gives_it() -> None:
    named = {
        f"{OPTIMIZED}sagemaker:createTrainingJob.sync": "SageMaker.AmazonSageMakerException",
        f"{SDK}sagemaker:updateEndpoint": "SageMaker.SageMakerException",
        f"{SDK}sagemakerruntime:invokeEndpoint": "SageMakerRuntime.SageMakerRuntimeException",
        f"{OPTIMIZED}lambda:invoke": "Lambda.TooManyRequestsException",
        f"{OPTIMIZED}dynamodb:putItem": "DynamoDB.ThrottlingException",
        f"{OPTIMIZED}sns:publish": "SNS.ThrottledException",
        f"{SDK}ssm:getParameter": "Ssm.SsmException",
        f"{SDK}sfn:describeExecution": "Sfn.SfnException",
        f"{SDK}cloudwatch:putMetricData": "CloudWatch.CloudWatchException",
        f"{SDK}applicationautoscaling:putScalingPolicy": "ApplicationAutoScaling.ApplicationAutoScalingException",
    }
    for resource, name in named.items():
        error = throttling.error(resource)
        assert isinstance(error, stepfunctions._ExecutionError)
        assert (error.error, error.cause.startswith("Rate exceeded (Service: ")) == (name, True)


def test_a_limit_and_a_timeout_are_told_in_aws_words() -> None:
    assert resource_limit.message("ml.m5.large for training job usage").startswith(
        "The account-level service limit 'ml.m5.large for training job usage' is 1 Instances"
    )
    assert lambda_timeout.cause(3).endswith('Task timed out after 3.00 seconds"}')
