"""The stage's workflow, run once more: with data that it has not seen, and an endpoint that is yet to be made."""

from __future__ import annotations

import contextlib
import json
import time
import uuid
from typing import Any

from botocore.exceptions import ClientError

from taken_permissions.kept import Kept

_LIMIT_SECONDS = 300


class Workflow:
    """One stage's state machine and what it works on."""

    def __init__(self, kept: Kept, app: str, stage: str, sample: list[str]) -> None:
        self._kept = kept
        self._name = f"{app}-{stage}"
        self._sample = sample
        self._rounds = 0

    def run(self) -> tuple[bool, str]:
        """Run it to its end; returns whether it succeeded, and all that its history says."""
        begun = time.time()
        self._put_new_data()
        self._delete_endpoint()
        states = self._kept.client("stepfunctions", self._kept.stage)
        machine = next(m for m in states.list_state_machines()["stateMachines"] if m["name"] == self._name)
        arn = states.start_execution(
            stateMachineArn=machine["stateMachineArn"],
            name=f"taken-{uuid.uuid4().hex[:12]}",
            input=json.dumps({"trigger": "release", "commit": uuid.uuid4().hex + "00000000"}),
        )["executionArn"]
        ended = _ended(lambda: states.describe_execution(executionArn=arn))
        pages = states.get_paginator("get_execution_history").paginate(executionArn=arn)
        events = [event for page in pages for event in page["events"]]
        return ended["status"] == "SUCCEEDED", json.dumps([ended, events, self._lost(begun)], default=str)

    def _lost(self, since: float) -> list[str]:
        """Return what AWS would have lost in silence."""
        return [dropped["why"] for dropped in self._kept.undelivered() if dropped["last"] >= since]

    def _put_new_data(self) -> None:
        """Write another number of the sample's rows: its hash is a new one, the model much the same."""
        self._rounds += 1
        s3 = self._kept.client("s3", self._kept.stage)
        bucket = next(b["Name"] for b in s3.list_buckets()["Buckets"] if "rawbucket" in b["Name"])
        rows = self._sample[: len(self._sample) - self._rounds % 80]
        s3.put_object(Bucket=bucket, Key="raw/auto-mpg.csv", Body="\n".join(rows).encode() + b"\n")

    def _delete_endpoint(self) -> None:
        sagemaker = self._kept.client("sagemaker", self._kept.stage)
        deadline = time.monotonic() + _LIMIT_SECONDS
        with contextlib.suppress(ClientError):
            while time.monotonic() < deadline:
                described = sagemaker.describe_endpoint(EndpointName=self._name)
                if described["EndpointStatus"] in ("InService", "Failed"):
                    sagemaker.delete_endpoint(EndpointName=self._name)
                time.sleep(0.2)


def _ended(describe: Any) -> dict[str, Any]:
    deadline = time.monotonic() + _LIMIT_SECONDS
    while True:
        found: dict[str, Any] = describe()
        if found["status"] != "RUNNING" or time.monotonic() > deadline:
            return found
        time.sleep(0.2)
