"""Ask a kept rehearsal by the plain AWS CLI and boto3; the first that is not as on AWS ends it, in words."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from aws_clients import approval, stage
from aws_clients.shell import Shell, exported


def main(arguments: list[str]) -> int:
    """Return 0 where every call was answered, and refused, as it must be."""
    parser = argparse.ArgumentParser(prog="bench/clients/run", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="the repository")
    parser.add_argument("--stage", default="dev", help="a stage in service")
    given = parser.parse_args(arguments)
    pipeline = yaml.safe_load((given.root / "config/pipeline.yaml").read_text("utf-8"))
    config = yaml.safe_load((given.root / f"config/stages/{given.stage}.yaml").read_text("utf-8"))
    status = subprocess.run([given.root / "trainyard", "status"], capture_output=True, text=True, check=False)
    looked_at = stage.Stage(pipeline["app"], given.stage, config["account"], config["region"])
    with tempfile.TemporaryDirectory(prefix="aws-clients-") as home:
        for words in _calls(Shell(exported(status.stdout), Path(home)), looked_at, pipeline):
            print(words, flush=True)
    return 0


def _calls(tools: Shell, looked_at: stage.Stage, pipeline: Mapping[str, str]) -> Iterator[str]:
    root = tools.with_(AWS_ACCESS_KEY_ID=looked_at.account)
    found = stage.outputs(root, looked_at)
    observer = stage.observer(root, looked_at, found["ArtifactsBucketName"], found["KeyArn"])
    yield from stage.looked_at(observer, looked_at, found["ArtifactsBucketName"])
    yield from stage.refused(observer, looked_at, found["ArtifactsBucketName"])
    yield from approval.answered(tools, pipeline["account"], pipeline["region"], pipeline["app"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
