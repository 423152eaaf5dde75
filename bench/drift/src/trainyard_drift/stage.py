"""One stage of a kept rehearsal, by AWS's APIs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from trainyard_drift.cars import Cars

_WAIT_SECONDS = 300


class Stage:
    """The stage `name` in its account. `ready` is ready.json of the rehearsal."""

    def __init__(self, ready: Path, name: str, account: str) -> None:
        self._stand_in = json.loads(ready.read_text())
        self._account = account
        self._outputs = {**self._outputs_of(f"trainyard-{name}-data"), **self._outputs_of(f"trainyard-{name}-ml")}
        self._queue = self._subscribe()

    def traffic(self, cars: Cars, name: str, heavier: int) -> None:
        """Send every request, and wait until all are captured."""
        before = self._captured()
        requests = list(cars.requests(name, heavier))
        for inference_id, body in requests:
            self._client("sagemaker-runtime").invoke_endpoint(
                EndpointName=self._outputs["EndpointName"], ContentType="text/csv", InferenceId=inference_id, Body=body
            )
        until(lambda: self._captured() >= before + len(requests))

    def truth(self, name: str, lines: str) -> None:
        """Put a file of ground truth."""
        key = f"ground-truth/{name}.jsonl"
        self._client("s3").put_object(Bucket=self._outputs["ArtifactsBucketName"], Key=key, Body=lines)

    def more_data(self, cars: Cars) -> None:
        """Put most of the sample into raw/, in place of the whole."""
        s3, bucket = self._client("s3"), self._outputs["RawBucketName"]
        for found in s3.list_objects_v2(Bucket=bucket, Prefix="raw/")["Contents"]:
            s3.delete_object(Bucket=bucket, Key=found["Key"])
        s3.put_object(Bucket=bucket, Key="raw/newer.csv", Body=cars.most())

    def watch(self) -> dict[str, Any]:
        """Run the watch's machine now; returns its verdict."""
        arn = self._outputs["WatchStateMachineArn"]
        run = self._client("stepfunctions").start_execution(stateMachineArn=arn, input="{}")["executionArn"]
        ended = self.ended(run)
        if ended["status"] != "SUCCEEDED":
            raise RuntimeError(f"the watch {ended['status']}: {ended.get('cause')}")
        verdict: dict[str, Any] = json.loads(ended["output"])
        return verdict

    def told(self) -> str:
        """Return what the topic told since it was last asked, as text."""
        sqs = self._client("sqs")
        messages = sqs.receive_message(QueueUrl=self._queue, MaxNumberOfMessages=10).get("Messages", [])
        for message in messages:
            sqs.delete_message(QueueUrl=self._queue, ReceiptHandle=message["ReceiptHandle"])
        return "\n".join(message["Body"] for message in messages)

    def retrainings(self) -> list[str]:
        """Return the ARNs of the workflow's runs that drift has started."""
        client = self._client("stepfunctions")
        runs = client.list_executions(stateMachineArn=self._outputs["StateMachineArn"])["executions"]
        arns = [run["executionArn"] for run in runs]
        return [arn for arn in arns if '"drift"' in client.describe_execution(executionArn=arn)["input"]]

    def ended(self, arn: str) -> dict[str, Any]:
        """Wait for the end of a run; returns its description."""
        client = self._client("stepfunctions")
        until(lambda: client.describe_execution(executionArn=arn)["status"] != "RUNNING")
        found: dict[str, Any] = client.describe_execution(executionArn=arn)
        return found

    def outcome(self, arn: str) -> str:
        """Wait for the end of a run of the workflow; returns its outcome, or its cause where it failed."""
        ended = self.ended(arn)
        return str(json.loads(ended["output"])["outcome"] if ended["status"] == "SUCCEEDED" else ended["cause"])

    def _captured(self) -> int:
        s3, bucket = self._client("s3"), self._outputs["ArtifactsBucketName"]
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="capture/")
        keys = [found["Key"] for page in pages for found in page.get("Contents", [])]
        return sum(len(s3.get_object(Bucket=bucket, Key=key)["Body"].read().splitlines()) for key in keys)

    def _subscribe(self) -> str:
        sqs = self._client("sqs")
        url = str(sqs.create_queue(QueueName="drift")["QueueUrl"])
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        allowed = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}}
        policy = {"Version": "2012-10-17", "Statement": [allowed | {"Action": "sqs:SendMessage", "Resource": arn}]}
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps(policy)})
        topic = self._outputs["NotificationTopicArn"]
        self._client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        return url

    def _outputs_of(self, stack: str) -> dict[str, str]:
        found = self._client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
        return {output["OutputKey"]: output["OutputValue"] for output in found}

    def _client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self._stand_in["endpoint"],
            region_name=self._stand_in["region"],
            verify=self._stand_in["caBundle"],
            aws_access_key_id=self._account,
            aws_secret_access_key="rehearsal",
            config=Config(s3={"addressing_style": "path"}),
        )


def until(done: Callable[[], bool]) -> None:
    """Ask until it is so."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {_WAIT_SECONDS} s")
        time.sleep(0.5)
