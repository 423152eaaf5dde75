"""A stage of a kept rehearsal, asked by AWS's APIs: what serves, what is registered, who has the lock, who was told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

_CAR = {
    "instances": [
        {
            "Cylinders": 8,
            "Displacement": 307,
            "Horsepower": 130,
            "Weight_in_lbs": 3504,
            "Acceleration": 12,
            "Year": "1970-01-01",
            "Origin": "USA",
        }
    ]
}


@dataclass(frozen=True)
class Stage:
    """One stage of a stand-in: `ready` is what that announced."""

    ready: dict[str, Any]
    app: str
    name: str
    account: str
    tools: str

    @staticmethod
    def of(state: Path, app: str, name: str, account: str, tools: str) -> Stage:
        """Return a stage of the stand-in that keeps this directory."""
        return Stage(json.loads((state / "ready.json").read_text()), app, name, account, tools)

    @property
    def endpoint(self) -> str:
        """Return the endpoint's name, which is the workflow's too."""
        return f"{self.app}-{self.name}"

    def strikes(self) -> dict[str, int]:
        """Return how often each fault struck."""
        answer = self._client("s3", self.tools).get_object(Bucket=f"trainyard-ledger-{self.tools}", Key="ledger.json")
        return {fault["name"]: fault["strikes"] for fault in json.load(answer["Body"])["settings"]["faults"]}

    def approvals(self) -> list[str]:
        """Return the approval status of every model package."""
        sagemaker = self._client("sagemaker")
        return [
            package["ModelApprovalStatus"]
            for group in sagemaker.list_model_package_groups()["ModelPackageGroupSummaryList"]
            for package in sagemaker.list_model_packages(ModelPackageGroupName=group["ModelPackageGroupName"])[
                "ModelPackageSummaryList"
            ]
        ]

    def served(self) -> tuple[str, str]:
        """Return the endpoint's status and the configuration in service; Absent where there is none."""
        try:
            found = self._client("sagemaker").describe_endpoint(EndpointName=self.endpoint)
        except ClientError:
            return "Absent", ""
        return found["EndpointStatus"], found["EndpointConfigName"]

    def answers(self) -> bool:
        """Tell whether the endpoint predicts something for a known car."""
        try:
            answer = self._client("sagemaker-runtime").invoke_endpoint(
                EndpointName=self.endpoint, ContentType="application/json", Body=json.dumps(_CAR)
            )
        except ClientError:
            return False
        return b"predictions" in answer["Body"].read()

    def lock_holders(self) -> list[str]:
        """Return who has the workflow's lock."""
        dynamodb = self._client("dynamodb")
        tables = [table for table in dynamodb.list_tables()["TableNames"] if table.startswith(self.endpoint)]
        items = [item for table in tables for item in dynamodb.scan(TableName=table)["Items"]]
        return [item["holder"]["S"] for item in items if item["id"]["S"] == "workflow"]

    def told(self) -> bool:
        """Tell whether the newest run of the workflow got through its state Notify."""
        states = self._client("stepfunctions")
        machine = f"arn:aws:states:us-east-1:{self.account}:stateMachine:{self.endpoint}"
        runs = states.list_executions(stateMachineArn=machine)["executions"]
        newest = max(runs, key=lambda run: run["startDate"])["executionArn"]
        events = states.get_execution_history(executionArn=newest, maxResults=1000, reverseOrder=True)["events"]
        return any(
            (event.get("stateExitedEventDetails") or {}).get("name") == "Notify" for event in events
        ) and not any(
            event["type"] == "TaskFailed" and ":sns:" in event["taskFailedEventDetails"].get("resource", "")
            for event in events
        )

    def stacks(self) -> dict[str, str]:
        """Return the status of each stack of the stage."""
        found = self._client("cloudformation").describe_stacks()["Stacks"]
        return {s["StackName"]: s["StackStatus"] for s in found if s["StackName"].startswith(f"{self.endpoint}-")}

    def _client(self, service: str, account: str | None = None) -> Any:
        return boto3.client(
            service,
            region_name=self.ready["region"],
            endpoint_url=self.ready["endpoint"],
            verify=self.ready["caBundle"],
            aws_access_key_id=account or self.account,
            aws_secret_access_key="rehearsal",
            config=Config(s3={"addressing_style": "path"}, proxies={"http": "", "https": ""}),
        )
