"""DataCaptureConfig of an endpoint's configuration.

Source: AWS's API reference of DataCaptureConfig and CaptureContentTypeHeader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record


def check(config: Mapping[str, Any] | None) -> None:
    """Refuse what AWS refuses: two of a mode, a type of two formats."""
    if config is None:
        return
    modes = [option["CaptureMode"] for option in config["CaptureOptions"]]
    if len(set(modes)) < len(modes):
        raise invalid(f"DataCaptureConfig.CaptureOptions must be unique, got {', '.join(modes)}.")
    header = config.get("CaptureContentTypeHeader") or {}
    both = set(header.get("CsvContentTypes", [])) & set(header.get("JsonContentTypes", []))
    if both:
        raise invalid(f"CaptureContentTypeHeader: {', '.join(sorted(both))} cannot be CSV and JSON at once.")


def is_on(config: Mapping[str, Any] | None) -> bool:
    """Tell whether anything is captured: EnableCapture is true where it is absent."""
    return config is not None and bool(config.get("EnableCapture", True))


def summary(config: Mapping[str, Any] | None) -> Record | None:
    """Return DataCaptureConfigSummary of DescribeEndpoint."""
    if config is None:
        return None
    on = is_on(config)
    return {
        "EnableCapture": on,
        "CaptureStatus": "Started" if on else "Stopped",
        "CurrentSamplingPercentage": config["InitialSamplingPercentage"],
        "DestinationS3Uri": config["DestinationS3Uri"],
        "KmsKeyId": config.get("KmsKeyId", ""),
    }
