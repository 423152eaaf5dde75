"""Files as SageMaker's data capture writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = "AllTraffic/2026/11/21/12"


def event(request: Any, answer: Any, time: datetime = NOON, name: str = "order-1") -> dict[str, Any]:
    """One captured request in JSON, or in CSV where it is a text."""
    return {
        "captureData": {
            "endpointInput": _side(request, "INPUT"),
            "endpointOutput": _side(answer, "OUTPUT"),
        },
        "eventMetadata": {
            "eventId": "5e5f4d2c-0000-0000-0000-000000000000",
            "inferenceId": name,
            "inferenceTime": time.isoformat().replace("+00:00", "Z"),
        },
        "eventVersion": "0",
    }


def requests(
    rows: Iterable[dict[str, Any]], predictions: Iterable[float], start: datetime = NOON
) -> list[dict[str, Any]]:
    """One request a row, a second apart, with the inference ids row-0, row-1, …"""
    return [
        event({"instances": [row]}, {"predictions": [value]}, start + timedelta(seconds=place), f"row-{place}")
        for place, (row, value) in enumerate(zip(rows, predictions, strict=True))
    ]


def write(directory: Path, lines: Sequence[Any], name: str = "59-18-0001.jsonl") -> Path:
    """A file of lines; a text is written as it is."""
    file = directory / HOUR / name
    file.parent.mkdir(parents=True, exist_ok=True)
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return file


def _side(content: Any, mode: str) -> dict[str, Any]:
    text = isinstance(content, str)
    return {
        "observedContentType": "text/csv" if text else "application/json",
        "mode": mode,
        "data": content if text else json.dumps(content),
        "encoding": "CSV" if text else "JSON",
    }
