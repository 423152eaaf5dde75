"""What of a transform job's request we play, and what AWS refuses. The rest is refused by name.

Source: API reference of CreateTransformJob (payload limits) and DataProcessing (content types).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainyard_emulator.jobs import batch
from trainyard_emulator.jobs.request import one_host, one_of, refuse_members
from trainyard_emulator.sagemaker.errors import invalid

DEFAULT_PAYLOAD_MB = 6
_MOST_MB = 100


def check(request: Mapping[str, Any]) -> None:
    """Refuse a transform job that AWS refuses, or that asks for what does not exist here."""
    refuse_members(request, "DataCaptureConfig", "ExperimentConfig")
    refuse_members(request["TransformResources"], "TransformAmiVersion")
    one_host(request["TransformResources"], "TransformResources")
    given, output = request["TransformInput"], request["TransformOutput"]
    one_of(given["DataSource"]["S3DataSource"], "S3DataType", ("S3Prefix",), "TransformInput")
    one_of(given, "CompressionType", ("None",), "TransformInput")
    one_of(given, "SplitType", ("None", "Line"), "TransformInput")
    _check_payload(request)
    processing = request.get("DataProcessing", {})
    for member in ("InputFilter", "OutputFilter"):
        one_of(processing, member, ("$",), "DataProcessing")
    if processing.get("JoinSource") == "Input":
        _check_join(given, output)


def _check_payload(request: Mapping[str, Any]) -> None:
    payload, parallel = request.get("MaxPayloadInMB", DEFAULT_PAYLOAD_MB), request.get("MaxConcurrentTransforms", 1)
    if payload * max(parallel, 1) > _MOST_MB:
        raise invalid(
            f"MaxConcurrentTransforms * MaxPayloadInMB must not exceed {_MOST_MB} MB, got {parallel} * {payload}."
        )


def _check_join(given: Mapping[str, Any], output: Mapping[str, Any]) -> None:
    content_type, accept = given.get("ContentType"), output.get("Accept")
    if content_type not in batch.JOINED or accept != content_type:
        raise invalid(
            "DataProcessing.JoinSource Input needs ContentType and Accept to be the same, one of "
            f"{', '.join(batch.JOINED)}; got {content_type} and {accept}."
        )
    by_line = given.get("SplitType") == "Line"
    if by_line == (content_type == batch.JSON) or (by_line and output.get("AssembleWith") != "Line"):
        raise invalid(
            f"DataProcessing.JoinSource Input of {content_type} needs SplitType and AssembleWith "
            f"{'None' if content_type == batch.JSON else 'Line'}, got {given.get('SplitType')} and "
            f"{output.get('AssembleWith')}."
        )
