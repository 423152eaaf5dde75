"""What children run to tell what they see: their environment, and whom a client without any settings speaks to."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

HERE = Path(__file__).parent
ENGINE = HERE.parents[1] / "engine" / "target"
RUNTIME_CLIENT = HERE.parent / "target" / "ric"
# Of the SDK's clients the engine's class path has more than a probe needs in its package.
_OTHER_CLIENTS = ("s3-", "cloudformation", "codebuild", "codepipeline", "cloudwatchlogs", "iam-")

PYTHON = f"""
import json, os, sys
sys.path.append({sysconfig.get_path("purelib")!r})

def probe():
    import boto3
    client = boto3.client("sts")
    return {{
        "environment": dict(os.environ),
        "endpoint": client.meta.endpoint_url,
        "identity": client.get_caller_identity()["Arn"],
    }}
"""

# Lambda's runtime brings no STS client along here, only EC2's; a refusal names the caller, so its role may not do this.
NODE = """
const { EC2Client, DescribeVpcsCommand } = require("@aws-sdk/client-ec2");
const probe = async () => ({
  environment: process.env,
  endpoint: process.env.AWS_ENDPOINT_URL,
  identity: await new EC2Client({}).send(new DescribeVpcsCommand({})).catch((refusal) => refusal.message),
});
exports.handler = probe;
"""


def engine_command() -> list[str]:
    """Return the command of the real engine, as the CLI has it; empty before Maven packaged it."""
    listed = ENGINE / "engine.classpath"
    if not listed.is_file():
        return []
    java = Path(os.environ["JAVA_HOME"], "bin", "java")
    class_path = f"{ENGINE / 'classes'}:{listed.read_text().strip()}"
    return [str(java), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", class_path, "dev.trainyard.engine.Engine"]


def java_jars() -> list[Path]:
    """Return the jars of AWS's SDK with STS, as the engine has them; empty before Maven packaged it."""
    listed = ENGINE / "engine.classpath"
    found = [Path(name) for name in listed.read_text().strip().split(":")] if listed.is_file() else []
    return [jar for jar in found if jar.suffix == ".jar" and not jar.name.startswith(_OTHER_CLIENTS)]


def compile_java(source: str, folder: Path) -> None:
    """Compile one of the tests' Java files into `folder`."""
    compiler = Path(os.environ["JAVA_HOME"], "bin", "javac")
    class_path = ":".join([f"{RUNTIME_CLIENT}/*", *map(str, java_jars())])
    subprocess.run([compiler, "-nowarn", "-cp", class_path, "-d", folder, HERE / source], check=True)
