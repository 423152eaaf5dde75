"""What AWS refuses and MiniStack lets pass: deleting a bucket with objects, a function without its code or its role.

Source of what a function needs: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html and
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (128 to 10,240 MB of memory, 250 MB of code
unzipped, 4 KB of variables)
"""

from __future__ import annotations

import json

from ministack.core import responses
from ministack.services import lambda_svc, s3

from trainyard_emulator import seams
from trainyard_emulator.cloudformation.registry import Properties, before
from trainyard_emulator.context import Context
from trainyard_emulator.identity import enforcement
from trainyard_emulator.identity.sessions import Asked, trusts

_LEAST_MEMORY, _MOST_MEMORY = 128, 10_240
_LARGEST_CODE = 262_144_000
_LARGEST_ENVIRONMENT = 4096


def install(_context: Context) -> None:
    """Stand before MiniStack's own handlers."""
    seams.require(lambda_svc, "_unzipped_size")
    seams.require(s3, "_buckets", "_get_object_data", "_bucket_owner_account")
    before("AWS::S3::Bucket", "delete", _demand_empty)
    before("AWS::Lambda::Function", "create", _demand_function)
    before("AWS::Lambda::Function", "update", lambda _id, _old, given, *_: _demand_function("", given))


def _demand_empty(name: str, *_: object) -> None:
    if (s3._buckets.get(name) or {}).get("objects"):
        raise ValueError(
            "The bucket you tried to delete is not empty (Service: S3, Status Code: 409, Error Code: BucketNotEmpty)"
        )


def _demand_function(logical_id: str, properties: Properties, *_: object) -> None:
    role, variables = str(properties.get("Role", "")), properties.get("Environment", {}).get("Variables", {})
    here = f"{responses.get_region()}:{responses.get_account_id()}"
    asked = Asked(
        "lambda.amazonaws.com", f"arn:aws:lambda:{here}:function:{properties.get('FunctionName', logical_id)}"
    )
    if enforcement.is_on() and role.count(":") >= 5 and not trusts(role, asked):
        raise ValueError(f"The role defined for the function cannot be assumed by Lambda: {role}")
    if (size := len(json.dumps(variables, separators=(",", ":")).encode())) > _LARGEST_ENVIRONMENT:
        raise ValueError(
            "Lambda was unable to configure your environment variables because the environment variables you have "
            f"provided exceeded the 4KB limit: {size} bytes"
        )
    _demand_memory(properties)
    _demand_code(properties)


def _demand_memory(properties: Properties) -> None:
    """Lambda's own schema allows more, for functions on instances of one's own."""
    megabytes = int(properties.get("MemorySize") or _LEAST_MEMORY)
    if not properties.get("CapacityProviderConfig") and not _LEAST_MEMORY <= megabytes <= _MOST_MEMORY:
        least = megabytes < _LEAST_MEMORY
        bound = f"greater than or equal to {_LEAST_MEMORY}" if least else f"less than or equal to {_MOST_MEMORY}"
        words = f"Member must have value {bound}, got {megabytes}"
        raise ValueError(f"'MemorySize' value failed to satisfy constraint: {words}")


def _demand_code(properties: Properties) -> None:
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
    if (size := lambda_svc._unzipped_size(found)) > _LARGEST_CODE:
        raise ValueError(f"Unzipped size must be smaller than {_LARGEST_CODE} bytes, got {size}")
