"""What a state machine's call carries for conditions."""

from __future__ import annotations

import pytest

from trainyard_emulator.identity import request_keys


def test_a_listing_says_its_prefix() -> None:
    keys = request_keys.of("s3", "s3:ListBucket", "/bucket", {}, b"", {"prefix": ["capture/"], "list-type": ["2"]})
    assert keys == {"s3:prefix": "capture/"}


@pytest.mark.parametrize(
    ("body", "query"),
    [
        (b'{"Namespace": "trainyard/watch"}', {}),
        (b"Action=PutMetricData&Namespace=trainyard%2Fwatch", {}),
        (b"", {"Namespace": ["trainyard/watch"]}),
    ],
)
def test_a_metric_says_its_namespace(body: bytes, query: dict[str, list[str]]) -> None:
    keys = request_keys.of("monitoring", "cloudwatch:PutMetricData", "/", {}, body, query)
    assert keys == {"cloudwatch:namespace": "trainyard/watch"}


def test_another_call_says_neither() -> None:
    assert request_keys.of("s3", "s3:GetObject", "/bucket/key", {}, b"", {"prefix": ["capture/"]}) == {}
