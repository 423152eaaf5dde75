"""The script-mode contract: expected values are those that AWS's sagemaker-training 4.8.0 was seen to give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trainyard_emulator.jobs import contract, failure, hyperparameters
from trainyard_emulator.jobs.contract import TrainingInput
from trainyard_emulator.jobs.s3 import relative


def run_of(base: Path = Path("/opt/ml"), **hyperparameters: str) -> TrainingInput:
    framework = {"sagemaker_program": "train.py", "sagemaker_submit_directory": "s3://bucket/code.tar.gz"}
    channel = {"TrainingInputMode": "File", "S3DistributionType": "FullyReplicated", "RecordWrapperType": "None"}
    channels = {"train": channel, "validation": channel}
    return TrainingInput(base, "job-1", framework | hyperparameters, channels, "ml.m5.large")


def test_hyperparameters_are_json_or_else_text() -> None:
    given = {"n": "3", "rate": "0.1", "flag": "true", "name": "abc", "quoted": '"3"', "list": "[1, 2]"}
    assert hyperparameters.decode(given) == {
        "n": 3,
        "rate": 0.1,
        "flag": True,
        "name": "abc",
        "quoted": "3",
        "list": [1, 2],
    }


def test_arguments_are_in_alphabetical_order_and_short_names_get_one_dash() -> None:
    given = {"trees": 3, "a": 1, "map": {"y": [1, 2], "x": 1}, "none": None, "flag": True}
    expected = ["-a", "1", "--flag", "True", "--map", "x=1,y=[1, 2]", "--none", "", "--trees", "3"]
    assert hyperparameters.arguments(given) == expected


def test_every_variable_of_the_toolkit_is_set() -> None:
    environment = contract.environment(run_of(trees="100", opts='{"b": 1, "a": "x"}'))
    expected = {
        "SM_MODEL_DIR": "/opt/ml/model",
        "SM_OUTPUT_DIR": "/opt/ml/output",
        "SM_OUTPUT_DATA_DIR": "/opt/ml/output/data",
        "SM_OUTPUT_INTERMEDIATE_DIR": "/opt/ml/output/intermediate",
        "SM_INPUT_DIR": "/opt/ml/input",
        "SM_INPUT_CONFIG_DIR": "/opt/ml/input/config",
        "SM_CHANNELS": '["train","validation"]',
        "SM_CHANNEL_TRAIN": "/opt/ml/input/data/train",
        "SM_CHANNEL_VALIDATION": "/opt/ml/input/data/validation",
        "SM_HPS": '{"opts":{"a":"x","b":1},"trees":100}',
        "SM_HP_TREES": "100",
        "SM_HP_OPTS": '{"a":"x","b":1}',
        "SM_HOSTS": '["algo-1"]',
        "SM_CURRENT_HOST": "algo-1",
        "SM_CURRENT_INSTANCE_TYPE": "ml.m5.large",
        "SM_CURRENT_INSTANCE_GROUP": "homogeneousCluster",
        "SM_NETWORK_INTERFACE_NAME": "eth0",
        "SM_NUM_GPUS": "0",
        "SM_USER_ARGS": '["--opts","a=x,b=1","--trees","100"]',
        "SM_USER_ENTRY_POINT": "train.py",
        "SM_MODULE_NAME": "train",
        "SM_MODULE_DIR": "s3://bucket/code.tar.gz",
        "SM_LOG_LEVEL": "20",
        "SM_FRAMEWORK_MODULE": "",
        "SM_IS_HETERO": "false",
        "TRAINING_JOB_NAME": "job-1",
        "CURRENT_HOST": "algo-1",
    }
    assert {name: environment.get(name) for name in expected} == expected


def test_framework_hyperparameters_are_not_the_scripts() -> None:
    environment = contract.environment(run_of(sagemaker_region="us-east-1", trees="1"))
    assert json.loads(environment["SM_HPS"]) == {"trees": 1}
    assert environment["SAGEMAKER_REGION"] == "us-east-1"


def test_the_training_environment_tells_the_same_in_one_document() -> None:
    told = json.loads(contract.environment(run_of(trees="1"))["SM_TRAINING_ENV"])
    assert told["hyperparameters"] == {"trees": 1}
    assert told["channel_input_dirs"]["train"] == "/opt/ml/input/data/train"
    assert told["resource_config"]["hosts"] == ["algo-1"]
    assert told["is_master"] is True


def test_input_config_is_written_as_sagemaker_does(tmp_path: Path) -> None:
    contract.write_config(run_of(tmp_path, trees="100"))
    folder = tmp_path / "input" / "config"
    assert json.loads((folder / "hyperparameters.json").read_text())["trees"] == "100"
    assert json.loads((folder / "inputdataconfig.json").read_text())["train"]["TrainingInputMode"] == "File"
    assert json.loads((folder / "resourceconfig.json").read_text())["current_host"] == "algo-1"


def test_the_failure_file_has_the_command_and_no_traceback() -> None:
    expected = 'ExecuteUserScriptError:\nExitCode 1\nErrorMessage ""\nCommand "/usr/bin/python train.py --n 3"'
    assert failure.script_error(["/usr/bin/python", "train.py", "--n", "3"], 1) == expected


def test_only_the_first_kilobyte_of_the_failure_file_is_the_reason() -> None:
    assert failure.algorithm_error("x" * 2000, 1) == f"AlgorithmError: {'x' * 1024}, exit code: 1"


@pytest.mark.parametrize(
    ("key", "prefix", "expected"),
    [
        ("data/train/a.csv", "data/train/", "a.csv"),
        ("data/train/a.csv", "data/train", "a.csv"),
        ("data/train/deep/a.csv", "data/train", "deep/a.csv"),
        ("code/abc.tar.gz", "code/abc.tar.gz", "abc.tar.gz"),
        ("data/trainset.csv", "data/train", "trainset.csv"),
        ("a.csv", "", "a.csv"),
    ],
)
def test_an_object_lies_below_its_prefix_as_a_folder(key: str, prefix: str, expected: str) -> None:
    assert relative(key, prefix) == expected
