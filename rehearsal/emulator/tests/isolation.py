"""Is a child of the stand-in cut off from the host's AWS settings? Fakes to plant, a probe to run, a verdict."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

MARK = "LEAKED"
"""Part of every fake: wherever it turns up in a child, the host shone through."""

_FAKES = {
    "AWS_ACCESS_KEY_ID": f"AKIA{MARK}0000000000",
    "AWS_SECRET_ACCESS_KEY": f"secret-{MARK}",
    "AWS_SESSION_TOKEN": f"token-{MARK}",
    "AWS_PROFILE": f"profile-{MARK}",
    "AWS_ENDPOINT_URL_STS": f"https://sts.{MARK}.invalid",
    "AWS_ROLE_ARN": f"arn:aws:iam::999999999999:role/{MARK}",
    "AWS_WEB_IDENTITY_TOKEN_FILE": f"/nowhere/{MARK}",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://127.0.0.1:9/{MARK}",
    "AWS_EC2_METADATA_DISABLED": "false",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT": f"http://127.0.0.1:9/{MARK}",
    "GITHUB_TOKEN": f"ghp-{MARK}",
}

# What a child runs: it tells its environment, and whom a client without any settings speaks to, as whom.
PYTHON_PROBE = f"""
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

NODE_PROBE = """
const { EC2Client, DescribeVpcsCommand } = require("@aws-sdk/client-ec2");
exports.handler = async () => {
  const client = new EC2Client({});
  const answer = await client.send(new DescribeVpcsCommand({}));
  return {
    environment: process.env,
    endpoint: process.env.AWS_ENDPOINT_URL,
    identity: answer.Vpcs[0].OwnerId,
  };
};
"""


def host_with_fakes(home: Path) -> dict[str, str]:
    """Return a host's environment full of fakes; its ~/.aws holds more of them."""
    settings = home / ".aws"
    settings.mkdir(parents=True)
    keys = f"aws_access_key_id = AKIA{MARK}1111111111\naws_secret_access_key = file-{MARK}\n"
    profiles = (f"[default]\n{keys}", f"[{_FAKES['AWS_PROFILE']}]\n{keys}")
    (settings / "credentials").write_text("".join(profiles))
    (settings / "config").write_text(f"[default]\nregion = eu-{MARK}\nendpoint_url = https://{MARK}.invalid\n")
    interpreter = os.environ.get("TRAINYARD_PYTHON") or str(Path(sys.executable).resolve())
    return {**_FAKES, "HOME": str(home), "TRAINYARD_PYTHON": interpreter}


def assert_isolated(report: dict[str, Any], endpoint: str, identity: str) -> None:
    """Check what a probe told: our endpoint, the given identity, and no fake anywhere."""
    leaked = {name: value for name, value in report["environment"].items() if MARK in f"{name}={value}"}
    assert leaked == {}
    assert report["endpoint"].rstrip("/") == endpoint
    assert identity in report["identity"]
    assert report["environment"]["AWS_EC2_METADATA_DISABLED"] == "true"
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        assert not Path(report["environment"][name]).exists()
