"""What AWS refuses and MiniStack lets pass: deleting a bucket with objects, a function without its code."""

from __future__ import annotations

from ministack.core import responses
from ministack.services import s3

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Stand before MiniStack's own handlers."""
    seams.require(s3, "_buckets", "_get_object_data", "_bucket_owner_account")
    before("AWS::S3::Bucket", "delete", _demand_empty)
    before("AWS::Lambda::Function", "create", _demand_code)


def _demand_empty(name: str, *_: object) -> None:
    if (s3._buckets.get(name) or {}).get("objects"):
        raise ValueError(
            "The bucket you tried to delete is not empty (Service: S3, Status Code: 409, Error Code: BucketNotEmpty)"
        )


def _demand_code(_logical_id: str, properties: Properties, *_: object) -> None:
    code = properties.get("Code") or {}
    if not code.get("S3Bucket"):
        return
    owner = s3._bucket_owner_account(code["S3Bucket"]) or responses.get_account_id()
    with responses.request_scope(owner, responses.get_region()):
        found = s3._get_object_data(code["S3Bucket"], code["S3Key"], code.get("S3ObjectVersion"))
    if found is None:
        raise ValueError(
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. "
            f"S3 Error Message: The specified key does not exist: s3://{code['S3Bucket']}/{code['S3Key']}"
        )
