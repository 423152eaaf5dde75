"""What exists, apart for each account and region."""

from __future__ import annotations

import threading
import time
from collections.abc import MutableMapping
from typing import Any

from ministack.core.responses import AccountRegionScopedDict

from trainyard_emulator.sagemaker.errors import ApiError, invalid
from trainyard_emulator.sagemaker.names import KINDS, Kind, short_name

type Record = dict[str, Any]


class Store:
    """Records by kind and name, and tags by ARN; only those of the current request's account and region are seen."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._records: dict[str, Any] = {kind.name: AccountRegionScopedDict() for kind in KINDS}
        self.tags: MutableMapping[str, dict[str, str]] = AccountRegionScopedDict()

    def of(self, kind: Kind) -> MutableMapping[str, Record]:
        """Return the records of one kind by name."""
        found: MutableMapping[str, Record] = self._records[kind.name]
        return found

    def find(self, kind: Kind, name_or_arn: str) -> Record | None:
        """Return a record by name or ARN."""
        return self.of(kind).get(short_name(name_or_arn))

    def need(self, kind: Kind, name_or_arn: str) -> Record:
        """Return a record, or refuse in AWS's words."""
        found = self.find(kind, name_or_arn)
        if found is None:
            raise missing(kind, short_name(name_or_arn))
        return found

    def add(self, kind: Kind, name: str, request: Record) -> Record:
        """Keep a new record made of the request, with its ARN, times and tags."""
        now = time.time()
        record = {key: value for key, value in request.items() if key != "Tags"}
        record |= {kind.arn_key: kind.arn(name), "CreationTime": now, "LastModifiedTime": now}
        self.of(kind)[name] = record
        self.tags[kind.arn(name)] = {tag["Key"]: tag["Value"] for tag in request.get("Tags", [])}
        return record

    def remove(self, kind: Kind, name_or_arn: str) -> None:
        """Forget a record and its tags."""
        name = short_name(name_or_arn)
        self.of(kind).pop(name, None)
        self.tags.pop(kind.arn(name), None)

    def clear(self) -> None:
        """Forget everything of every account."""
        for records in (*self._records.values(), self.tags):
            records.clear()


def missing(kind: Kind, name: str) -> ApiError:
    """Return AWS's words for a resource that does not exist; they differ by kind."""
    arn = kind.arn(name)
    special = {
        "TrainingJob": "Requested resource not found.",
        "ProcessingJob": f"Could not find requested job with name: {name}",
        "TransformJob": f"Could not find requested job with name: {name}",
        "HyperParameterTuningJob": f"Could not find requested resource: {arn}",
        "ModelPackage": f"ModelPackage {arn} does not exist.",
        "ModelPackageGroup": f"ModelPackageGroup {arn} does not exist.",
    }
    return invalid(special.get(kind.name, f'Could not find {kind.words} "{arn}".'))


def existing(kind: Kind, name: str) -> ApiError:
    """Return the refusal to create a resource a second time."""
    return invalid(f'Cannot create already existing {kind.words} "{kind.arn(name)}".')
