"""The kept stand-in, asked over AWS's APIs as the root of its accounts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import yaml
from botocore.config import Config


@dataclass(frozen=True)
class Place:
    """An account and region; `stage` is empty for the pipeline's."""

    stage: str
    account: str
    region: str


@dataclass(frozen=True)
class StandIn:
    """Its ready file, and the configuration that was rehearsed."""

    ready: Path
    config: Path

    def facts(self) -> dict[str, Any]:
        """Return what the stand-in said when it was ready."""
        return dict(json.loads(self.ready.read_text()))

    def tools(self) -> Place:
        """Return the pipeline's place."""
        return _place("", self.config / "pipeline.yaml")

    def stages(self) -> list[Place]:
        """Return the stages' places in the pipeline's order."""
        files = {file.stem: file for file in (self.config / "stages").glob("*.yaml")}
        order = yaml.safe_load((self.config / "pipeline.yaml").read_text()).get("stages") or sorted(files)
        return [_place(name, files[name]) for name in order]

    def client(self, service: str, place: Place) -> Any:
        """Return a client of a service as the account's root."""
        return _client(service, place, self.facts()["endpoint"], self.facts()["caBundle"])

    def actions(self) -> list[dict[str, Any]]:
        """Return every action of the last run: stage, name, start and end."""
        client = self.client("codepipeline", self.tools())
        pipeline = yaml.safe_load((self.config / "pipeline.yaml").read_text())["app"]
        run = client.list_pipeline_executions(pipelineName=pipeline)["pipelineExecutionSummaries"][0]
        answer = client.list_action_executions(
            pipelineName=pipeline, filter={"pipelineExecutionId": run["pipelineExecutionId"]}
        )
        return sorted(answer["actionExecutionDetails"], key=lambda action: action["startTime"])

    def forget_assets(self) -> None:
        """Empty the stages' asset buckets, so that publishing again is the same work."""
        for place in self.stages():
            s3 = self.client("s3", place)
            bucket = f"cdk-hnb659fds-assets-{place.account}-{place.region}"
            for found in s3.list_objects_v2(Bucket=bucket).get("Contents", []):
                s3.delete_object(Bucket=bucket, Key=found["Key"])


def _place(stage: str, file: Path) -> Place:
    document = yaml.safe_load(file.read_text())
    return Place(stage, str(document["account"]), document["region"])


@cache
def _client(service: str, place: Place, endpoint: str, bundle: str) -> Any:
    session = boto3.Session(place.account, "rehearsal", region_name=place.region)
    return session.client(service, endpoint_url=endpoint, verify=bundle, config=Config(proxies={}))
