"""A kept rehearsal as its roots see it: clients, and what the stand-in has on record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

_READY = ".trainyard/rehearsal/ready.json"


@dataclass(frozen=True)
class Kept:
    """Where it answers, and which account is which."""

    endpoint: str
    ca_bundle: str
    tools: str
    """The pipeline's account."""
    stage: str
    """The stage's account."""

    @staticmethod
    def of(root: Path, tools: str, stage: str) -> Kept:
        """Read what `rehearse --keep` left in the repository at `root`; FileNotFoundError where nothing is kept."""
        ready = json.loads((root / _READY).read_text())
        return Kept(ready["endpoint"], ready["caBundle"], tools, stage)

    def client(self, service: str, account: str) -> Any:
        """Return a client of an account's root."""
        return _client(self.endpoint, self.ca_bundle, service, account)

    def calls(self) -> list[dict[str, Any]]:
        """Return every judged call of a role until now: contract `permissions`."""
        return self._permissions("calls")

    def undelivered(self) -> list[dict[str, Any]]:
        """Return what was dropped until now, once each time."""
        return [dropped for dropped in self._permissions("undelivered") for _ in range(dropped["count"])]

    def _permissions(self, part: str) -> list[dict[str, Any]]:
        found = self.client("s3", self.tools).get_object(
            Bucket=f"trainyard-ledger-{self.tools}", Key="permissions.json"
        )
        known: list[dict[str, Any]] = json.load(found["Body"])[part]
        return known


@cache
def _client(endpoint: str, ca_bundle: str, service: str, account: str) -> Any:
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=endpoint,
        verify=ca_bundle,
        aws_access_key_id=account,
        aws_secret_access_key="rehearsal",
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}),
    )
