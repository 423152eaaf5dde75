"""List operations: AWS's filters, order, page size and tokens."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import Kind
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.validation import service_model

DEFAULT_PAGE = 10
"""What AWS returns where MaxResults is absent: a caller that does not page sees no more."""

_ASCENDING = {
    "ListTrainingJobs",
    "ListProcessingJobs",
    "ListHyperParameterTuningJobs",
    "ListModelPackageGroups",
    "ListModelPackages",
}
_SORTED_BY = {"ListHyperParameterTuningJobs": "Name"}


def page(operation: str, kind: Kind, records: Iterable[Record], request: Record) -> Record:
    """Return one page of summaries, and the token of the next where there is one."""
    chosen = [record for record in records if _matches(record, kind, request)]
    descending = request.get("SortOrder") == "Descending" or (
        "SortOrder" not in request and operation not in _ASCENDING
    )
    chosen.sort(
        key=lambda record: _order(record, kind, request.get("SortBy", _SORTED_BY.get(operation, "CreationTime"))),
        reverse=descending,
    )
    start = _offset(request.get("NextToken"))
    end = start + int(request.get("MaxResults", DEFAULT_PAGE))
    member, fields = _summary(operation)
    found: Record = {member: [{f: r[f] for f in fields if r.get(f) is not None} for r in chosen[start:end]]}
    return found | ({"NextToken": base64.b64encode(str(end).encode()).decode()} if end < len(chosen) else {})


def _summary(operation: str) -> tuple[str, list[str]]:
    members = service_model().operation_model(operation).output_shape.members
    return next((name, list(shape.member.members)) for name, shape in members.items() if shape.type_name == "list")


def _matches(record: Record, kind: Kind, request: Record) -> bool:
    name = str(record.get(kind.name_key, record.get("ModelPackageGroupName", "")))
    wanted = {
        kind.status_key: request.get("StatusEquals"),
        "ModelApprovalStatus": request.get("ModelApprovalStatus"),
        "ModelPackageGroupName": request.get("ModelPackageGroupName"),
    }
    return (
        request.get("NameContains", "") in name
        and all(value is None or record.get(key) == value for key, value in wanted.items())
        and all(_in_time(record, request, key) for key in ("CreationTime", "LastModifiedTime"))
    )


def _in_time(record: Record, request: Record, key: str) -> bool:
    after, before = request.get(f"{key}After"), request.get(f"{key}Before")
    return (after is None or record[key] > float(after)) and (before is None or record[key] < float(before))


def _order(record: Record, kind: Kind, by: str) -> tuple[Any, ...]:
    key = {"Name": kind.name_key, "Status": kind.status_key}.get(by, by)
    return (record.get(key, ""), record["CreationTime"])


def _offset(token: str | None) -> int:
    try:
        return int(base64.b64decode(token, validate=True)) if token else 0
    except (binascii.Error, ValueError):
        raise invalid(f"Invalid NextToken: {token}") from None
