"""What AWS refuses of an endpoint's configuration, before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fake_world import fake_world
from trainyard_emulator.sagemaker.api import Api
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.names import MODEL
from trainyard_emulator.sagemaker.store import Store

INSTANCES = {"VariantName": "one", "ModelName": "m", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
SERVERLESS = {
    "VariantName": "one",
    "ModelName": "m",
    "ServerlessConfig": {"MemorySizeInMB": 2048, "MaxConcurrency": 5},
}
CAPTURE = {
    "InitialSamplingPercentage": 100,
    "DestinationS3Uri": "s3://bucket/capture",
    "CaptureOptions": [{"CaptureMode": "Input"}],
}


def serverless(**changes: Any) -> dict[str, Any]:
    return SERVERLESS | {"ServerlessConfig": SERVERLESS["ServerlessConfig"] | changes}  # type: ignore[operator]


def refusal(tmp_path: Path, *variants: dict[str, Any], model: dict[str, Any] | None = None, **more: Any) -> str:
    store = Store()
    store.add(MODEL, "m", {"ModelName": "m", **(model or {})})
    request = {"EndpointConfigName": "c", "ProductionVariants": list(variants), **more}
    with pytest.raises(ApiError) as caught:
        Api(fake_world(tmp_path), store).call("CreateEndpointConfig", request)
    return caught.value.message


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        (SERVERLESS | {"InitialInstanceCount": 1}, "ServerlessConfig cannot be given with InitialInstanceCount"),
        ({"VariantName": "one", "ModelName": "m"}, "or ServerlessConfig, are required"),
        (serverless(MemorySizeInMB=2000), "MemorySizeInMB must be one of 1024, 2048"),
        (serverless(MaxConcurrency=201), "Member must have value less than or equal to 200"),
        (serverless(ProvisionedConcurrency=1), "ProvisionedConcurrency is not played"),
        (INSTANCES | {"RoutingConfig": {"RoutingStrategy": "RANDOM"}}, "RoutingConfig is not played"),
    ],
)
def test_a_variant_that_aws_refuses(tmp_path: Path, variant: dict[str, Any], words: str) -> None:
    assert words in refusal(tmp_path, variant)


def test_serverless_stands_alone(tmp_path: Path) -> None:
    assert "has one production variant" in refusal(tmp_path, SERVERLESS, INSTANCES | {"VariantName": "two"})
    assert "not supported for serverless" in refusal(tmp_path, SERVERLESS, DataCaptureConfig=CAPTURE)
    vpc = {"VpcConfig": {"Subnets": ["s"], "SecurityGroupIds": ["g"]}}
    assert "do not support a VPC configuration" in refusal(tmp_path, SERVERLESS, model=vpc)
    assert "do not support network isolation" in refusal(tmp_path, SERVERLESS, model={"EnableNetworkIsolation": True})


def test_a_type_is_captured_in_one_format(tmp_path: Path) -> None:
    header = {"CsvContentTypes": ["text/csv"], "JsonContentTypes": ["text/csv"]}
    given = CAPTURE | {"CaptureContentTypeHeader": header}
    assert "text/csv cannot be CSV and JSON at once" in refusal(tmp_path, INSTANCES, DataCaptureConfig=given)


def test_a_share_above_all_is_refused(tmp_path: Path) -> None:
    given = CAPTURE | {"InitialSamplingPercentage": 101}
    assert "less than or equal to 100" in refusal(tmp_path, INSTANCES, DataCaptureConfig=given)


def test_what_is_not_played_is_named(tmp_path: Path) -> None:
    given = {"OutputConfig": {"S3OutputPath": "s3://bucket/out"}}
    assert "AsyncInferenceConfig is not played" in refusal(tmp_path, INSTANCES, AsyncInferenceConfig=given)
