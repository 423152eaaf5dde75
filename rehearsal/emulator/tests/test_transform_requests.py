"""What AWS refuses of a transform job is refused here, and what is not played is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from test_sagemaker_requests import refusal

LINES = {"ContentType": "text/csv", "SplitType": "Line"}
CSV_OUT = {"S3OutputPath": "s3://b/out", "Accept": "text/csv", "AssembleWith": "Line"}
JOIN = {"DataProcessing": {"JoinSource": "Input"}}


def request_of(**changes: Any) -> dict[str, Any]:
    source = {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/in"}}
    request: dict[str, Any] = {
        "TransformJobName": "batch",
        "ModelName": "model",
        "TransformInput": {"DataSource": source, **LINES},
        "TransformOutput": CSV_OUT,
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }
    request["TransformInput"] |= changes.pop("TransformInput", {})
    return request | changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, 'Could not find model "arn:aws:sagemaker:'),
        ({"TransformInput": {"SplitType": "RecordIO"}}, "SplitType RecordIO is not played in a rehearsal"),
        ({"TransformInput": {"CompressionType": "Gzip"}}, "CompressionType Gzip is not played"),
        ({"MaxPayloadInMB": 60, "MaxConcurrentTransforms": 2}, "must not exceed 100 MB, got 2 * 60"),
        ({"DataProcessing": {"InputFilter": "$[1:]"}}, "DataProcessing: InputFilter $[1:] is not played"),
        ({"DataCaptureConfig": {"DestinationS3Uri": "s3://b/c"}}, "DataCaptureConfig is not played"),
        (
            {"TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 2}},
            "TransformResources.InstanceCount must be 1 in a rehearsal, got 2",
        ),
        (JOIN | {"TransformOutput": CSV_OUT | {"Accept": "application/json"}}, "Accept to be the same"),
        (JOIN | {"TransformInput": {"SplitType": "None"}}, "text/csv needs SplitType and AssembleWith Line, got None"),
        (JOIN | {"TransformOutput": {"S3OutputPath": "s3://b/o", "Accept": "text/csv"}}, "got Line and None"),
    ],
)
def test_a_job_that_cannot_be(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    assert words in refusal(tmp_path, "CreateTransformJob", request_of(**changes)).message
