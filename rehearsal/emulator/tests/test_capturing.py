"""Data capture and serverless endpoints on a running stand-in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import MlAccount, unique, until
from roles import allow
from served import ANSWERING, Endpoint
from stand_in import DEV, StandIn

WHILE = f"{ANSWERING}\nimport time\nanswer = transform_fn\ndef transform_fn(*a): time.sleep(0.5); return answer(*a)\n"


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose models may read and write all of S3."""
    return MlAccount.made(stand_in, DEV)


@pytest.fixture
def endpoint(account: MlAccount) -> Iterator[Endpoint]:
    with Endpoint.named(account) as endpoint:
        yield endpoint


def capture(account: MlAccount, prefix: str) -> dict[str, Any]:
    return {
        "InitialSamplingPercentage": 100,
        "DestinationS3Uri": f"s3://{account.bucket}/{prefix}",
        "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
        "CaptureContentTypeHeader": {"CsvContentTypes": ["text/csv"]},
    }


class TestCapture:
    def test_answers_are_captured_soon_and_at_the_end(self, endpoint: Endpoint) -> None:
        account, prefix = endpoint.account, unique("capture")
        created = endpoint.create(endpoint.capturing("one", **capture(account, prefix)))
        assert created["DataCaptureConfig"]["CaptureStatus"] == "Started"
        endpoint.ask("1,2", InferenceId="mine", Accept="text/csv")
        until(lambda: self.lines(account, prefix), lambda found: len(found) == 1)
        endpoint.ask("3,4")
        endpoint.delete()
        first, second = self.lines(account, prefix)
        assert first["eventMetadata"]["inferenceId"] == "mine"
        assert first["captureData"]["endpointInput"]["data"] == "1,2"
        assert first["captureData"]["endpointOutput"]["data"].startswith("one|1,2|text/csv")
        assert second["captureData"]["endpointInput"]["data"] == "3,4"

    def test_a_role_that_may_not_write_is_told_in_the_log(self, stand_in: StandIn) -> None:
        account = MlAccount.made(stand_in, DEV, allow("s3:GetObject"))
        endpoint = Endpoint(account)
        endpoint.create(endpoint.capturing("one", **capture(account, "capture")))
        assert endpoint.ask("1,2").startswith("one|")
        endpoint.delete()
        log = account.log_of(f"/aws/sagemaker/Endpoints/{endpoint.name}", "AllTraffic/data-capture")
        assert "Data capture could not write s3://" in log[0]
        assert "s3:PutObject" in log[0]

    @staticmethod
    def lines(account: MlAccount, prefix: str) -> list[dict[str, Any]]:
        found = account.client("s3").list_objects_v2(Bucket=account.bucket, Prefix=prefix).get("Contents", [])
        texts = [account.get(f"s3://{account.bucket}/{item['Key']}") for item in found]
        lines = [json.loads(line) for text in texts for line in text.splitlines()]
        return sorted(lines, key=lambda line: str(line["captureData"]["endpointInput"]["data"]))


class TestServerless:
    def test_the_first_invocation_starts_a_process_that_stays(self, endpoint: Endpoint) -> None:
        created = endpoint.create(endpoint.serverless("one"))
        config = created["ProductionVariants"][0]["CurrentServerlessConfig"]
        assert config == {"MemorySizeInMB": 2048, "MaxConcurrency": 2}
        process = endpoint.ask("pid")
        assert endpoint.ask("pid") == process
        endpoint.delete()
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)

    def test_more_at_once_than_its_concurrency_are_throttled(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.serverless("one", WHILE, concurrency=1))

        def status(_number: int) -> int:
            try:
                endpoint.ask()
                return 200
            except ClientError as error:
                assert error.response["Error"]["Code"] == "ThrottlingException"
                return int(error.response["ResponseMetadata"]["HTTPStatusCode"])

        with ThreadPoolExecutor(3) as threads:
            assert sorted(threads.map(status, range(3))) == [200, 429, 429]

    def test_a_model_that_does_not_stand_up_fails_the_endpoint(self, endpoint: Endpoint) -> None:
        found = endpoint.create(endpoint.serverless("one", "raise RuntimeError('no model here')"))
        assert found["EndpointStatus"] == "Failed"
        assert found["FailureReason"].startswith("Unable to successfully stand up your model within the allotted 180")

    def test_instances_cannot_become_serverless_but_serverless_instances(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.serverless("one"))
        assert endpoint.update(endpoint.config("two"))["EndpointStatus"] == "InService"
        assert endpoint.ask().startswith("two|")
        with pytest.raises(ClientError, match="cannot update an instance-based endpoint to serverless"):
            endpoint.update(endpoint.serverless("three"))
