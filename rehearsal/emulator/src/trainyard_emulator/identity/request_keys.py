"""The condition keys that a state machine's call carries in itself: tags, a listing's prefix, a metric's namespace."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Mapping
from typing import Any

from ministack.core import iam_actions

from trainyard_emulator import seams

seams.require(iam_actions, "request_tag_context", "s3_service_context")


def of(service: str, action: str, path: str, headers: Any, body: bytes, query: Any) -> dict[str, Any]:
    """Return the keys with their values.

    Source: https://docs.aws.amazon.com/service-authorization/latest/reference/ (S3: s3:prefix; CloudWatch:
    cloudwatch:namespace)
    """
    keys: dict[str, Any] = iam_actions.request_tag_context(service, action, body, query)
    if service == "s3":
        keys |= iam_actions.s3_service_context(action, query, path, headers)
    if action == "cloudwatch:PutMetricData" and (namespace := _namespace(body, query)):
        keys["cloudwatch:namespace"] = namespace
    return keys


def _namespace(body: bytes, query: Mapping[str, Any] | None) -> str:
    """Return what a request in JSON or in the query protocol names; empty where it names none."""
    if body[:1] == b"{":
        return str(json.loads(body).get("Namespace", ""))
    named = urllib.parse.parse_qs(body.decode()).get("Namespace") or (query or {}).get("Namespace") or [""]
    return named if isinstance(named, str) else str(named[0])
