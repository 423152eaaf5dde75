"""Data capture: what was asked and answered, as lines of JSON in S3.

Source: AWS's developer guide, "Capture data from real-time endpoint" (the record's members, the folders
<endpoint>/<variant>/yyyy/mm/dd/hh) and its API reference of DataCaptureConfig (encodings). Only answers below 300 are
captured, and each n-th of them is, not a random one: both are this stand-in's choice.
"""

from __future__ import annotations

import base64
import json
import threading
import uuid
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trainyard_emulator.serving.turns import WeightedTurns, exactly

LINES = 25
"""So many lines of a variant are written at once, those of less after `seconds`."""

type Write = Callable[[str, str, bytes], None]
"""Writes an object for a variant: its name, the object's URI, its content."""


@dataclass(frozen=True)
class Exchange:
    """One invocation that was answered."""

    asked: bytes
    asked_type: str
    answered: bytes
    answered_type: str
    inference_id: str | None


class Capture:
    """Keeps lines until there are enough of them, or until they are old enough."""

    def __init__(self, endpoint: str, config: Mapping[str, Any], write: Write, seconds: float) -> None:
        self._folder = f"{config['DestinationS3Uri'].rstrip('/')}/{endpoint}"
        self._config = config
        self._write = write
        self._seconds = seconds
        self._turns = WeightedTurns()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._lines: dict[str, list[str]] = {}
        self._closed = False

    def note(self, variant: str, exchange: Exchange) -> None:
        """Keep one exchange, if it is its turn."""
        percent = self._config["InitialSamplingPercentage"]
        if self._turns.next({"kept": exactly(percent), "left": exactly(100 - percent)}) == "left":
            return
        with self._lock:
            lines = self._lines.setdefault(variant, [])
            lines.append(json.dumps(self._record(exchange)))
            count, closed = len(lines), self._closed
        if closed:
            self._flush(variant)
        elif count >= LINES:
            self._later(variant, 0)
        elif count == 1:
            self._later(variant, self._seconds)

    def close(self) -> None:
        """Write what is left."""
        with self._lock:
            self._closed = True
            variants = list(self._lines)
        for variant in variants:
            self._flush(variant)
        with self._writing:
            return

    def _later(self, variant: str, seconds: float) -> None:
        timer = threading.Timer(seconds, copy_context().run, (self._flush, variant))
        timer.daemon = True
        timer.start()

    def _flush(self, variant: str) -> None:
        with self._writing:  # so that `close` waits for what a timer has begun
            with self._lock:
                lines = self._lines.pop(variant, [])
            if lines:
                now = datetime.now(UTC)
                name = f"{now:%M-%S}-{now.microsecond // 1000:03d}-{uuid.uuid4()}.jsonl"
                uri = f"{self._folder}/{variant}/{now:%Y/%m/%d/%H}/{name}"
                self._write(variant, uri, "".join(f"{line}\n" for line in lines).encode())

    def _record(self, exchange: Exchange) -> dict[str, Any]:
        modes = {option["CaptureMode"] for option in self._config["CaptureOptions"]}
        data = {}
        if modes & {"Input", "InputAndOutput"}:
            data["endpointInput"] = self._side("INPUT", exchange.asked, exchange.asked_type)
        if modes & {"Output", "InputAndOutput"}:
            data["endpointOutput"] = self._side("OUTPUT", exchange.answered, exchange.answered_type)
        event = {"eventId": str(uuid.uuid4())}
        if exchange.inference_id is not None:
            event["inferenceId"] = exchange.inference_id
        event["inferenceTime"] = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return {"captureData": data, "eventMetadata": event, "eventVersion": "0"}

    def _side(self, mode: str, body: bytes, content_type: str) -> dict[str, str]:
        encoding = self._encoding(content_type.partition(";")[0].strip().lower())
        text = base64.b64encode(body).decode() if encoding == "BASE64" else body.decode(errors="replace")
        return {"observedContentType": content_type, "mode": mode, "data": text, "encoding": encoding}

    def _encoding(self, content_type: str) -> str:
        """Return how a body is written: only types that the configuration names are written as they are."""
        header = self._config.get("CaptureContentTypeHeader") or {}
        for encoding, member in (("CSV", "CsvContentTypes"), ("JSON", "JsonContentTypes")):
            if content_type in (given.lower() for given in header.get(member, [])):
                return encoding
        return "BASE64"
