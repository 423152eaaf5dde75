"""Batch transform's handling of records: split, put together into requests, and the answers into an output file.

Sources: API reference of CreateTransformJob, TransformInput, TransformOutput and DataProcessing; developer guide,
Associate Prediction Results with Input Records. A blank line within a file is a record like any other.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

MEGABYTE = 1024 * 1024
CSV, JSON, JSON_LINES = "text/csv", "application/json", "application/jsonlines"
JOINED = (CSV, JSON, JSON_LINES)
"""Content types whose records can be joined with their answers."""


class RecordError(Exception):
    """A file that cannot be transformed; the text is a line of the job's data log."""


def requests(content: bytes, *, by_line: bool, one_each: bool, limit: int) -> Iterator[bytes]:
    """Return the bodies that a file is sent as, none longer than `limit` bytes (0: any length)."""
    if not by_line:
        yield _fitting(content, limit)
        return
    gathered: list[bytes] = []
    size = 0
    for line in records(content):
        record = _fitting(line, limit)
        if gathered and (one_each or (limit and size + len(record) + 1 > limit)):
            yield b"\n".join(gathered)
            gathered, size = [], 0
        gathered.append(record)
        size += len(record) + 1
    if gathered:
        yield b"\n".join(gathered)


def records(content: bytes) -> list[bytes]:
    """Return the lines of a file; the end of the last line begins no other."""
    return [line.removesuffix(b"\r") for line in content.removesuffix(b"\n").split(b"\n")] if content else []


def assembled(answers: Sequence[bytes], *, by_line: bool) -> bytes:
    """Return the output file: the answers one behind the other, each ending a line if asked for."""
    if not by_line:
        return b"".join(answers)
    return b"".join(answer if answer.endswith(b"\n") else answer + b"\n" for answer in answers)


def joined(sent: bytes, answer: bytes, content_type: str) -> bytes:
    """Return a request's records, each with its part of the answer."""
    if content_type == JSON:
        return _object(_parsed(sent), _parsed(answer))
    given, found = records(sent), records(answer)
    if len(given) != len(found):
        raise RecordError(
            f"Fail to join data: mismatched line count between the input and the output ({len(given)} and {len(found)})"
        )
    if content_type == CSV:
        return b"\n".join(_row(*pair) for pair in zip(given, found, strict=True))
    return b"\n".join(_object(_parsed(one), _parsed(other)) for one, other in zip(given, found, strict=True))


def _fitting(record: bytes, limit: int) -> bytes:
    if limit and len(record) > limit:
        raise RecordError(f"a record of {len(record)} bytes is longer than MaxPayloadInMB allows ({limit} bytes)")
    return record


def _row(given: bytes, found: bytes) -> bytes:
    cells = [cell for line in (given, found) for cell in next(csv.reader([line.decode()]), [])]
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue().encode()


def _object(given: Any, found: Any) -> bytes:
    held = given if isinstance(given, dict) else {"SageMakerInput": given}
    return json.dumps(held | {"SageMakerOutput": found}, ensure_ascii=False).encode()


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise RecordError(f"Fail to join data: {text[:80]!r} is not JSON: {error}") from error
