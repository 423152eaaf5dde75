"""Nothing in a rehearsal can reach real AWS: builds, and what they run of Python, Node (cdk-assets too) and Java."""

from __future__ import annotations

import base64
import json
import shlex
import sys
from pathlib import Path

import pytest

import probes
from isolation import Trap, assert_isolated, assert_ours
from ml_account import unique, until
from roles import allow, make_role, service
from stand_in import TOOLS, StandIn

pytestmark = [pytest.mark.needs("engine"), pytest.mark.needs("runtime client")]

NODE = '"$TRAINYARD_NODE_HOME/bin/node"'
MODULES = '"$TRAINYARD_NODE_MODULES/node_modules"'


class Project:
    """A CodeBuild project in the tools account, whose builds run the given commands."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._client = stand_in.client("codebuild", TOOLS)
        self.role = make_role(stand_in, TOOLS, service("codebuild"), allow(["s3:*", "logs:*"]))

    @property
    def session(self) -> str:
        return f"arn:aws:sts::{TOOLS}:assumed-role/{self.role.split('/')[1]}/"

    def told(self, *commands: str) -> str:
        """Run a build; returns the last line of its last command."""
        name = unique("probe")
        spec = {"version": 0.2, "phases": {"build": {"commands": list(commands)}}}
        self._client.create_project(
            name=name,
            source={"type": "NO_SOURCE", "buildspec": json.dumps(spec)},
            artifacts={"type": "NO_ARTIFACTS"},
            serviceRole=self.role,
            environment={
                "type": "LINUX_CONTAINER",
                "image": "aws/codebuild/standard:7.0",
                "computeType": "BUILD_GENERAL1_SMALL",
            },
        )
        build = self._client.start_build(projectName=name)["build"]["id"]
        ended = until(
            lambda: self._client.batch_get_builds(ids=[build])["builds"][0],
            lambda found: found["buildStatus"] != "IN_PROGRESS",
        )
        lines = self._lines(ended["logs"]["groupName"], ended["logs"]["streamName"])
        assert ended["buildStatus"] == "SUCCEEDED", lines
        return [line for line in lines if not line.startswith("[Container]")][-1]

    def _lines(self, group: str, stream: str) -> list[str]:
        events = self._stand_in.client("logs", TOOLS).get_log_events(logGroupName=group, logStreamName=stream)
        return [event["message"].rstrip() for event in events["events"]]


def written(name: str, text: str) -> str:
    """Return the command that writes a file."""
    return f"echo {base64.b64encode(text.encode()).decode()} | base64 -d > {name}"


@pytest.fixture(scope="module")
def project(isolated: StandIn) -> Project:
    return Project(isolated)


def test_python_in_a_build(isolated: StandIn, project: Project, trap: Trap) -> None:
    code = f"{probes.PYTHON}\nprint(json.dumps(probe()))\n"

    told = project.told(written("probe.py", code), f"{shlex.quote(sys.executable)} probe.py")

    assert_isolated(json.loads(told), isolated.endpoint, project.session, trap)


def test_node_in_a_build(isolated: StandIn, project: Project, trap: Trap) -> None:
    code = f"{probes.NODE}\nprobe().then((told) => console.log(JSON.stringify(told)));\n"

    told = project.told(written("probe.js", code), f"NODE_PATH={MODULES} {NODE} probe.js")

    assert_isolated(json.loads(told), isolated.endpoint, project.session, trap)


def test_java_in_a_build(isolated: StandIn, project: Project, trap: Trap, who_am_i: Path) -> None:
    class_path = ":".join([str(who_am_i.parent), f"{probes.RUNTIME_CLIENT}/*", *map(str, probes.java_jars())])

    told = project.told(f"java -cp {shlex.quote(class_path)} WhoAmI")

    assert_ours(json.loads(told), isolated.endpoint, project.session, trap)


def test_cdk_assets_in_a_build(isolated: StandIn, project: Project, trap: Trap) -> None:
    bucket, s3 = unique("assets"), isolated.client("s3", TOOLS)
    s3.create_bucket(Bucket=bucket)
    destination = {"bucketName": bucket, "objectKey": "a.txt", "region": "us-east-1"}
    asset = {"source": {"path": "a.txt", "packaging": "file"}, "destinations": {"here": destination}}
    manifest = json.dumps({"version": "48.0.0", "files": {"a": asset}})

    project.told(
        written("a.txt", "published"),
        written("assets.json", manifest),
        f"{NODE} {MODULES}/cdk-assets/bin/cdk-assets publish --path assets.json",
    )

    assert s3.get_object(Bucket=bucket, Key="a.txt")["Body"].read() == b"published"
    assert trap.caught == []
