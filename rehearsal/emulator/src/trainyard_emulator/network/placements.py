"""Whose credentials are used from within which VPC: what a job's or a model's own code calls goes that way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_of_key: dict[str, Mapping[str, Any]] = {}


def place(credentials: Mapping[str, str], vpc: Mapping[str, Any] | None) -> None:
    """Note that a session's calls come from a VPC (SageMaker's VpcConfig); from nowhere else where there is none."""
    if vpc and vpc.get("Subnets"):
        _of_key[credentials["AccessKeyId"]] = vpc


def of(access_key_id: str) -> Mapping[str, Any] | None:
    """Return the VPC that a session's calls come from."""
    return _of_key.get(access_key_id)
