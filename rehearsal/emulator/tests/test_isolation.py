"""Nothing in a rehearsal can reach real AWS: no kind of child sees the host's credentials, files or settings."""

from __future__ import annotations

import io
import json
import sys
import tarfile
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isolation import MARK, NODE_PROBE, PYTHON_PROBE, assert_isolated, host_with_fakes
from roles import allow, make_role, service
from stand_in import DEV, StandIn

ENGINE = Path(__file__).parent / "echo_engine.py"


@pytest.fixture(scope="module")
def isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A stand-in that was started on a host full of fakes."""
    home = tmp_path_factory.mktemp("home")
    command = json.dumps([sys.executable, str(ENGINE)])
    options = ("--engine-command", command)
    state = tmp_path_factory.mktemp("isolated")
    with StandIn.started(state, *options, environment=host_with_fakes(home)) as started:
        yield started


def archive(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name.replace("__", "."), text)
    return data.getvalue()


def invoked(stand_in: StandIn, runtime: str, handler: str, code: bytes) -> tuple[dict[str, Any], str]:
    """Run a function once; returns what it answered and its role's name."""
    role = make_role(stand_in, DEV, service("lambda"), allow("ec2:DescribeVpcs"))
    client = stand_in.client("lambda", DEV)
    name = f"probe-{uuid.uuid4().hex[:8]}"
    client.create_function(FunctionName=name, Runtime=runtime, Role=role, Handler=handler, Code={"ZipFile": code})
    answer = client.invoke(FunctionName=name)
    text = answer["Payload"].read()
    assert "FunctionError" not in answer, text
    return json.loads(text), role.split("/")[1]


def test_a_python_function(isolated: StandIn) -> None:
    code = archive(i__py=f"{PYTHON_PROBE}\ndef handler(event, context):\n    return probe()\n")

    report, role = invoked(isolated, "python3.12", "i.handler", code)

    assert_isolated(report, isolated.endpoint, f"arn:aws:sts::{DEV}:assumed-role/{role}/")


def test_a_node_function(isolated: StandIn) -> None:
    report, _ = invoked(isolated, "nodejs22.x", "i.handler", archive(i__js=NODE_PROBE))

    assert_isolated(report, isolated.endpoint, DEV)


def test_a_processing_job(isolated: StandIn) -> None:
    bucket = f"report-{uuid.uuid4().hex[:8]}"
    s3, sagemaker = isolated.client("s3", DEV), isolated.client("sagemaker", DEV)
    s3.create_bucket(Bucket=bucket)
    tell = "open(sys.argv[1] + '/report.json', 'w').write(json.dumps(probe()))"
    s3.put_object(Bucket=bucket, Key="code/probe.py", Body=f"{PYTHON_PROBE}\n{tell}\n")
    role = make_role(isolated, DEV, service("sagemaker"), allow(["s3:*", "logs:*", "ecr:*", "cloudwatch:*"]))
    code, local = "/opt/ml/processing/code", "/opt/ml/processing/output"
    name = f"probe-{uuid.uuid4().hex[:8]}"
    sagemaker.create_processing_job(
        ProcessingJobName=name,
        RoleArn=role,
        AppSpecification={
            "ImageUri": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
            "ContainerEntrypoint": ["python3", f"{code}/probe.py"],
            "ContainerArguments": [local],
        },
        ProcessingResources={"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}},
        ProcessingInputs=[
            {
                "InputName": "code",
                "S3Input": {
                    "S3Uri": f"s3://{bucket}/code/",
                    "LocalPath": code,
                    "S3DataType": "S3Prefix",
                    "S3InputMode": "File",
                },
            }
        ],
        ProcessingOutputConfig={
            "Outputs": [
                {
                    "OutputName": "o",
                    "S3Output": {"S3Uri": f"s3://{bucket}/o", "LocalPath": local, "S3UploadMode": "EndOfJob"},
                }
            ]
        },
    )
    sagemaker.get_waiter("processing_job_completed_or_stopped").wait(
        ProcessingJobName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
    )
    report = json.loads(s3.get_object(Bucket=bucket, Key="o/report.json")["Body"].read())

    assert_isolated(report, isolated.endpoint, f"arn:aws:sts::{DEV}:assumed-role/{role.split('/')[1]}/")


def test_an_endpoint(isolated: StandIn) -> None:
    bucket = f"model-{uuid.uuid4().hex[:8]}"
    s3, sagemaker = isolated.client("s3", DEV), isolated.client("sagemaker", DEV)
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="model.tar.gz", Body=tarball(**{"code/inference.py": INFERENCE}))
    role = make_role(isolated, DEV, service("sagemaker"), allow(["s3:*", "logs:*", "ecr:*", "cloudwatch:*"]))
    directory = "/opt/ml/model/code"
    container = {
        "Image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
        "ModelDataUrl": f"s3://{bucket}/model.tar.gz",
        "Environment": {"SAGEMAKER_PROGRAM": "inference.py", "SAGEMAKER_SUBMIT_DIRECTORY": directory},
    }
    variant = {
        "VariantName": "AllTraffic",
        "ModelName": bucket,
        "InitialInstanceCount": 1,
        "InstanceType": "ml.m5.large",
        "InitialVariantWeight": 1,
    }
    sagemaker.create_model(ModelName=bucket, ExecutionRoleArn=role, PrimaryContainer=container)
    sagemaker.create_endpoint_config(EndpointConfigName=bucket, ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName=bucket, EndpointConfigName=bucket)
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=bucket, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    answer = isolated.client("sagemaker-runtime", DEV).invoke_endpoint(
        EndpointName=bucket, Body=b"{}", ContentType="application/json", Accept="application/json"
    )

    report = json.loads(answer["Body"].read())
    assert_isolated(report, isolated.endpoint, f"arn:aws:sts::{DEV}:assumed-role/{role.split('/')[1]}/")


INFERENCE = f"""{PYTHON_PROBE}
def model_fn(directory):
    return None

def input_fn(body, content_type):
    return body

def predict_fn(data, model):
    return probe()

def output_fn(prediction, accept):
    return json.dumps(prediction)
"""


def tarball(**files: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as packed:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            packed.addfile(member, io.BytesIO(text.encode()))
    return data.getvalue()


def test_the_engine(isolated: StandIn) -> None:
    state = isolated.client("codepipeline").get_pipeline_state(name="environment")

    environment = json.loads(state["pipelineName"])["environment"]
    assert {name: value for name, value in environment.items() if MARK in f"{name}={value}" and name != "HOME"} == {}
    assert environment["AWS_ENDPOINT_URL"] == isolated.endpoint
