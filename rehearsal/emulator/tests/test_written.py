"""A template's values in one line."""

from __future__ import annotations

from typing import Any

import pytest

from trainyard_emulator.grants.written import written


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("arn:aws:s3:::bucket", "arn:aws:s3:::bucket"),
        ({"Ref": "Bucket"}, "${Bucket}"),
        ({"Fn::GetAtt": ["Bucket", "Arn"]}, "${Bucket.Arn}"),
        ({"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket", "Arn"]}, "/*"]]}, "${Bucket.Arn}/*"),
        ({"Fn::Sub": "arn:${AWS::Partition}:iam::aws"}, "arn:${AWS::Partition}:iam::aws"),
        ({"Fn::ImportValue": "acme-dev-data:Key"}, "${acme-dev-data:Key}"),
        ({"Fn::Select": [5, {"Fn::Split": [":", {"Ref": "Arn"}]}]}, "${5 of ${Arn} split by :}"),
    ],
)
def test_reads_as_fn_sub_writes_it(value: Any, line: str) -> None:
    assert written(value) == line
