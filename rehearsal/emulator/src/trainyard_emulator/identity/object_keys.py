"""Objects encrypted under a KMS key: reading needs kms:Decrypt on it, writing kms:GenerateDataKey."""

from __future__ import annotations

from typing import Any

from ministack import app
from ministack.core import responses
from ministack.services import s3

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import Verdict, caller, judge, resource_owner

_KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id"


def install(_context: Context) -> None:
    """Stand around S3."""
    seams.require(s3, "_bucket_default_sse_headers", "_bucket_owner_account")
    seams.replace_entry(app.SERVICE_HANDLERS, "s3", "app.SERVICE_HANDLERS", _around)


def _around(original: wire.Handler) -> wire.Handler:
    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]
    ) -> wire.Response:
        if _writes_object(method, path, query) and (key := _key_for_writing(path, headers)):
            verdict = _ask("kms:GenerateDataKey", key)
            if not verdict.allowed:
                return wire.s3_error("AccessDenied", verdict.refusal)
        answer = await original(method, path, headers, body, query)
        if method == "GET" and answer[0] < 300 and (key := wire.lower(answer[1]).get(_KEY_HEADER)):
            verdict = _ask("kms:Decrypt", _key_arn(key, path))
            if not verdict.allowed:
                return wire.s3_error("AccessDenied", verdict.refusal)
        return answer

    return handle


def _writes_object(method: str, path: str, query: dict[str, Any]) -> bool:
    has_key = "/" in path.strip("/")
    starts = method == "PUT" and "uploadId" not in query and not _SUBRESOURCES & query.keys()
    return has_key and (starts or (method == "POST" and "uploads" in query))


_SUBRESOURCES = frozenset({"acl", "tagging", "retention", "legal-hold"})


def _key_for_writing(path: str, headers: dict[str, str]) -> str | None:
    """Return the ARN of the key an object will be encrypted under; None where it is none of KMS."""
    bucket = path.strip("/").split("/")[0]
    owner = s3._bucket_owner_account(bucket) or responses.get_account_id()
    with responses.request_scope(owner, responses.get_region()):
        default: dict[str, str] = s3._bucket_default_sse_headers(bucket)
    asked = wire.lower(headers)
    if asked.get("x-amz-server-side-encryption", "aws:kms") != "aws:kms":
        return None
    key = asked.get(_KEY_HEADER) or default.get(_KEY_HEADER)
    return _key_arn(key, path) if key else None


def _key_arn(key: str, path: str) -> str:
    """Complete a bare key id: it means a key of the bucket's owner."""
    if key.startswith("arn:"):
        return key
    owner = resource_owner(f"arn:aws:s3:::{path.strip('/')}") or responses.get_account_id()
    return f"arn:aws:kms:{responses.get_region()}:{owner}:key/{key}"


def _ask(action: str, key: str) -> Verdict:
    region = responses.get_region()
    context = {"kms:ViaService": f"s3.{region}.amazonaws.com", "kms:CallerAccount": caller().split(":")[4]}
    return judge(caller(), action, key, context)
