"""What of a processing job's request we play, and what AWS refuses. The rest is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainyard_emulator.jobs.request import one_host, one_of, refuse_members, s3_only
from trainyard_emulator.sagemaker.errors import invalid

_ROOT = "/opt/ml/processing/"


def check(request: Mapping[str, Any], *, is_custom: bool) -> None:
    """Refuse a processing job that asks for what does not exist here, or whose paths AWS refuses."""
    refuse_members(request, "ExperimentConfig")
    one_host(request["ProcessingResources"]["ClusterConfig"], "ProcessingResources.ClusterConfig")
    if not is_custom and not request["AppSpecification"].get("ContainerEntrypoint"):
        raise invalid("AppSpecification.ContainerEntrypoint is required here: a rehearsal has no image with its own.")
    _each_once(request)
    for given in request.get("ProcessingInputs", []):
        where = f"ProcessingInputs {given['InputName']}"
        s3_only(given, "S3Input", where)
        _local_path(given["S3Input"], where)
        one_of(given["S3Input"], "S3DataType", ("S3Prefix",), where)
        one_of(given["S3Input"], "S3CompressionType", ("None",), where)
        one_of(given["S3Input"], "S3InputMode", ("File",), where)
    for output in request.get("ProcessingOutputConfig", {}).get("Outputs", []):
        where = f"ProcessingOutputConfig {output['OutputName']}"
        s3_only(output, "S3Output", where)
        _local_path(output["S3Output"], where)
        one_of(output["S3Output"], "S3UploadMode", ("EndOfJob",), where)


def _each_once(request: Mapping[str, Any]) -> None:
    """Refuse two inputs or outputs of one name or one place.

    Source: https://github.com/aws/sagemaker-python-sdk/issues/4939 (each input needs a destination of its own).
    """
    outputs = request.get("ProcessingOutputConfig", {}).get("Outputs", [])
    for kind, given in (("Input", request.get("ProcessingInputs", [])), ("Output", outputs)):
        names = [each[f"{kind}Name"] for each in given]
        places = [each.get(f"S3{kind}", {}).get("LocalPath", each[f"{kind}Name"]).rstrip("/") for each in given]
        for member, values in ((f"{kind}Name", names), ("LocalPath", places)):
            if twice := sorted({value for value in values if values.count(value) > 1}):
                raise invalid(f"Processing{kind}s: each needs {member} of its own, twice is {', '.join(twice)}.")


def _local_path(place: Mapping[str, Any], where: str) -> None:
    path = place.get("LocalPath") or ""
    if not f"{path}/".startswith(_ROOT):
        raise invalid(f"{where}: LocalPath must begin with {_ROOT}, got {path!r}.")
