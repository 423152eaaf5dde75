"""A bucket's events go to its owner's bus, whoever wrote the object; MiniStack 1.5.33 sends them to the writer's."""

from __future__ import annotations

from typing import Any

from ministack.core import responses
from ministack.services import s3

from trainyard_emulator import seams
from trainyard_emulator.context import Context


def install(_context: Context) -> None:
    """Have events fired in the owner's account."""
    seams.require(s3, "_bucket_owner_account")
    seams.replace(s3, "_fire_s3_event", _as_the_owner)


def _as_the_owner(original: Any) -> Any:
    def fire(bucket: str, *what: Any, **more: Any) -> Any:
        owner = s3._bucket_owner_account(bucket) or responses.get_account_id()
        with responses.request_scope(owner, responses.get_region()):
            return original(bucket, *what, **more)

    return fire
