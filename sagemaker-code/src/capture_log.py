"""What an endpoint was asked and answered: SageMaker's data capture, JSON lines in files by the hour.

A line: {"captureData": {"endpointInput": {"observedContentType", "mode", "data", "encoding"}, "endpointOutput": {…}},
"eventMetadata": {"eventId", "inferenceId"?, "inferenceTime"}, "eventVersion": "0"}; encoding is JSON, CSV or BASE64.
(docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture.html)

A line that cannot be used is counted and named. A request that the model refused is counted by itself: its rows are not
such as the model sees.
"""

from __future__ import annotations

import base64
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import captured_rows
from captured_rows import BadLine, Content
from inference_request import CSV, JSON
from model_definition import ModelDefinition
from request_checks import Row

MOST_ROWS = 100_000
_NAMED = 20


@dataclass(frozen=True)
class LiveRow:
    """One row that was predicted: when, its place in its request, features in the definition's order, the answer."""

    time: datetime
    inference_id: str
    number: int
    features: Row
    predicted: float


@dataclass
class CaptureLog:
    """The newest rows (`MOST_ROWS` at most), and what could not be read."""

    rows: deque[LiveRow] = field(default_factory=lambda: deque(maxlen=MOST_ROWS))
    requests: int = 0
    refused: int = 0
    older: int = 0
    bad_lines: int = 0
    bad: list[dict[str, Any]] = field(default_factory=list)

    def note(self, file: Path, line: int, problem: str) -> None:
        """Count a bad line, and name the first ones."""
        self.bad_lines += 1
        if len(self.bad) < _NAMED:
            self.bad.append({"file": file.name, "line": line, "problem": problem[:200]})


def read(directory: Path, definition: ModelDefinition, since: datetime | None = None) -> CaptureLog:
    """Every *.jsonl below the directory; what was captured before `since` is only counted."""
    log = CaptureLog()
    for file in sorted(directory.rglob("*.jsonl")):
        for number, text in lines_of(file):
            try:
                _add(log, json.loads(text), definition, since)
            except (BadLine, ValueError, RecursionError) as problem:
                log.note(file.relative_to(directory), number, str(problem))
    log.rows = deque(sorted(log.rows, key=lambda row: (row.time, row.inference_id, row.number)))
    return log


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not blank; bytes that are no UTF-8 spoil their own line only."""
    with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, text in enumerate(lines, start=1):
            if text.strip():
                yield number, text


def _add(log: CaptureLog, event: Any, definition: ModelDefinition, since: datetime | None) -> None:
    captured, told = _member(event, "captureData"), _member(event, "eventMetadata")
    time = _time(told)
    request, answer = (_content(_member(captured, side)) for side in ("endpointInput", "endpointOutput"))
    if since is not None and time < since:
        log.older += 1
        return
    log.requests += 1
    rows = captured_rows.answered(request, answer, definition)
    if not rows:
        log.refused += 1
    name = str(told.get("inferenceId") or told.get("eventId") or "")
    log.rows.extend(LiveRow(time, name, number, row, value) for number, row, value in rows)


def _member(holder: Any, name: str) -> dict[str, Any]:
    found = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(found, dict):
        raise BadLine(f"no object {name}")
    return found


def _time(told: dict[str, Any]) -> datetime:
    text = told.get("inferenceTime")
    if not isinstance(text, str):
        raise BadLine("eventMetadata.inferenceTime is missing")
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _content(side: dict[str, Any]) -> Content:
    data, encoding = side.get("data"), side.get("encoding")
    if not isinstance(data, str):
        raise BadLine("data is not a text")
    if encoding == "BASE64":
        data = base64.b64decode(data, validate=True).decode("utf-8")
    elif encoding not in ("JSON", "CSV"):
        raise BadLine(f"encoding {encoding!r} is not JSON, CSV or BASE64")
    return Content(data, str(side.get("observedContentType") or (CSV if encoding == "CSV" else JSON)))
