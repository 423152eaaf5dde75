"""A TemplateURL in another account's bucket is read as the caller, as AWS does, and has 1 MB at most.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlparse

from ministack.core import responses
from ministack.services import s3
from ministack.services.cloudformation import helpers

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.execution_role import requester
from trainyard_emulator.context import Context
from trainyard_emulator.identity.judge import judge


def install(_context: Context) -> None:
    """Stand before the reading of templates."""
    seams.require(helpers, "_p", "_error", "TEMPLATE_URL_MAX_BYTES")
    seams.require(s3, "_get_object_data", "_bucket_owner_account")
    seams.replace(helpers, "_resolve_document", _reading_foreign_buckets)


def _reading_foreign_buckets(original: Any) -> Any:
    def resolve(params: Any, body_key: str, url_key: str, label: str) -> Any:
        url = helpers._p(params, url_key)
        if not url or helpers._p(params, body_key):
            return original(params, body_key, url_key, label)
        bucket, _, key = unquote(urlparse(url).path).lstrip("/").partition("/")
        owner = s3._bucket_owner_account(bucket)
        if owner in (None, responses.get_account_id()):
            return original(params, body_key, url_key, label)
        verdict = judge(requester(), "s3:GetObject", f"arn:aws:s3:::{bucket}/{key}")
        if not verdict.allowed:
            return None, helpers._error("ValidationError", f"S3 error: Access Denied: {verdict.refusal}")
        with responses.request_scope(owner, responses.get_region()):
            data = s3._get_object_data(bucket, key)
        if data is None:
            return None, helpers._error("ValidationError", f"{label} not found at {url}")
        if len(data) > helpers.TEMPLATE_URL_MAX_BYTES:
            words = f"Template may not exceed {helpers.TEMPLATE_URL_MAX_BYTES} bytes in size."
            return None, helpers._error("ValidationError", words)
        return data.decode(), None

    return resolve
