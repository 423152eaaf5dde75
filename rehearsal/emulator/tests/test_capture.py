"""Captured answers are lines in AWS's format, as many as are to be."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from ml_account import until
from trainyard_emulator.serving.capture import LINES, Capture, Exchange

ASKED = Exchange(b"1,2\n", "text/csv", b"[3.0]", "application/json; charset=utf-8", "mine")
CONFIG = {
    "InitialSamplingPercentage": 100,
    "DestinationS3Uri": "s3://bucket/capture/",
    "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
    "CaptureContentTypeHeader": {"CsvContentTypes": ["text/csv"], "JsonContentTypes": ["application/json"]},
}


class Written:
    """What was written, and a capture that never writes because of its age."""

    def __init__(self, **changes: Any) -> None:
        self.objects: list[tuple[str, str, bytes]] = []
        self.capture = Capture("endpoint", {**CONFIG, **changes}, lambda *given: self.objects.append(given), 1e6)

    def after(self, count: int, exchange: Exchange = ASKED) -> list[dict[str, Any]]:
        for _ in range(count):
            self.capture.note("Variant", exchange)
        self.capture.close()
        return [json.loads(line) for _, _, content in self.objects for line in content.splitlines()]


def test_a_line_is_awss() -> None:
    written = Written()
    (line,) = written.after(1)
    event = line.pop("eventMetadata")
    assert line == {
        "captureData": {
            "endpointInput": {
                "observedContentType": "text/csv",
                "mode": "INPUT",
                "data": "1,2\n",
                "encoding": "CSV",
            },
            "endpointOutput": {
                "observedContentType": "application/json; charset=utf-8",
                "mode": "OUTPUT",
                "data": "[3.0]",
                "encoding": "JSON",
            },
        },
        "eventVersion": "0",
    }
    assert event["inferenceId"] == "mine"
    assert re.fullmatch(r"[0-9a-f-]{36}", event["eventId"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event["inferenceTime"])


def test_a_file_lies_below_endpoint_variant_and_hour() -> None:
    written = Written()
    written.after(1)
    ((variant, uri, _),) = written.objects
    assert variant == "Variant"
    folder = r"s3://bucket/capture/endpoint/Variant/\d{4}/\d\d/\d\d/\d\d"
    assert re.fullmatch(rf"{folder}/\d\d-\d\d-\d\d\d-[0-9a-f-]{{36}}\.jsonl", uri)


def test_types_that_are_not_named_are_encoded() -> None:
    (line,) = Written(CaptureContentTypeHeader={}).after(1)
    side = line["captureData"]["endpointInput"]
    assert (side["encoding"], base64.b64decode(side["data"])) == ("BASE64", b"1,2\n")


def test_only_what_is_wished_is_captured() -> None:
    (line,) = Written(CaptureOptions=[{"CaptureMode": "Output"}]).after(1, Exchange(b"", "", b"x", "text/csv", None))
    assert list(line["captureData"]) == ["endpointOutput"]
    assert "inferenceId" not in line["eventMetadata"]


def test_the_share_is_exact() -> None:
    assert len(Written(InitialSamplingPercentage=30).after(50)) == 15
    assert Written(InitialSamplingPercentage=0).after(10) == []


def test_many_lines_are_written_before_they_are_old() -> None:
    written = Written()
    for _ in range(LINES):
        written.capture.note("Variant", ASKED)
    until(lambda: written.objects, lambda found: bool(found))


def test_nothing_is_lost_after_the_end() -> None:
    written = Written()
    written.capture.close()
    written.capture.note("Variant", ASKED)
    assert len(written.objects) == 1
