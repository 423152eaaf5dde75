"""What of a job's request we play. The rest is refused by name: a job that ignored it would prove nothing."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from trainyard_emulator.jobs.checkpoints import DEFAULT_PATH
from trainyard_emulator.sagemaker.errors import invalid

DEFAULT_RUNTIME = 86400
"""MaxRuntimeInSeconds where a request has none: a day."""
PROCESSING_ROOT = "/opt/ml/processing/"
# Of a training job, and of what a tuning job's training jobs are made of.
_TRAINING = {
    "TrainingJobName",
    "DefinitionName",
    "HyperParameters",
    "StaticHyperParameters",
    "AlgorithmSpecification",
    "RoleArn",
    "InputDataConfig",
    "OutputDataConfig",
    "ResourceConfig",
    "VpcConfig",
    "StoppingCondition",
    "Tags",
    "EnableNetworkIsolation",
    "EnableInterContainerTrafficEncryption",  # one instance: there is no such traffic on AWS either
    "EnableManagedSpotTraining",
    "CheckpointConfig",
    "Environment",
}
_ALGORITHM = {
    "TrainingImage",
    "TrainingInputMode",
    "MetricDefinitions",
    "ContainerEntrypoint",
    "ContainerArguments",
}
_RESOURCES = {"InstanceType", "InstanceCount", "InstanceGroups", "VolumeSizeInGB", "VolumeKmsKeyId"}


def check_training(request: Mapping[str, Any], *, is_custom: bool) -> None:
    """Refuse a training job that asks for what does not exist here."""
    if not is_custom:
        _refuse_entry_point(request["AlgorithmSpecification"])
    refuse_others(request, _TRAINING)
    refuse_others(request["AlgorithmSpecification"], _ALGORITHM)
    refuse_others(request["OutputDataConfig"], {"S3OutputPath", "KmsKeyId"})
    refuse_others(request.get("ResourceConfig", {}), _RESOURCES)
    refuse_others(request["StoppingCondition"], {"MaxRuntimeInSeconds", "MaxWaitTimeInSeconds"})
    _spot(request)
    one_host(request.get("ResourceConfig", {}), "ResourceConfig")
    channels = [channel["ChannelName"] for channel in request.get("InputDataConfig", [])]
    if len(set(channels)) < len(channels):
        raise invalid(f"InputDataConfig: channel names must be unique, got {', '.join(channels)}.")
    for channel in request.get("InputDataConfig", []):
        where = f"InputDataConfig channel {channel['ChannelName']}"
        _s3_only(channel.get("DataSource", {}), "S3DataSource", where)
        one_of(channel["DataSource"]["S3DataSource"], "S3DataType", ("S3Prefix",), where)
        one_of(channel, "CompressionType", ("None",), where)
        one_of(channel, "RecordWrapperType", ("None",), where)
        one_of(channel, "InputMode", ("File", "FastFile"), where)
    one_of(request["AlgorithmSpecification"], "TrainingInputMode", ("File", "FastFile"), "AlgorithmSpecification")


def _spot(request: Mapping[str, Any]) -> None:
    """Check the limits of managed spot training, and the checkpoints' place.

    Sources: API reference, StoppingCondition (MaxWaitTimeInSeconds "must be equal to or greater than
    MaxRuntimeInSeconds"); the refusal without spot is told in Kenza-AI/sagify#111.
    """
    limits = request.get("StoppingCondition", {})
    run, wait = limits.get("MaxRuntimeInSeconds", DEFAULT_RUNTIME), limits.get("MaxWaitTimeInSeconds")
    if not request.get("EnableManagedSpotTraining"):
        if wait is not None:
            raise invalid(
                "Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true"
            )
    elif wait is None or wait < run:
        raise invalid(
            f"Invalid MaxWaitTimeInSeconds. With EnableManagedSpotTraining it must be present and be greater than or "
            f"equal to MaxRuntimeInSeconds ({run}), got {wait}."
        )
    path = request.get("CheckpointConfig", {}).get("LocalPath", DEFAULT_PATH)
    if not path.startswith("/opt/ml/"):
        raise invalid(f"CheckpointConfig.LocalPath: a rehearsal leads paths below /opt/ml/ only, got {path}.")


def check_processing(request: Mapping[str, Any], *, is_custom: bool) -> None:
    """Refuse a processing job that asks for what does not exist here, or whose paths AWS refuses."""
    refuse_members(request, "ExperimentConfig")
    one_host(request["ProcessingResources"]["ClusterConfig"], "ProcessingResources.ClusterConfig")
    if not is_custom and not request["AppSpecification"].get("ContainerEntrypoint"):
        raise invalid("AppSpecification.ContainerEntrypoint is required here: a rehearsal has no image with its own.")
    _each_once(request)
    for given in request.get("ProcessingInputs", []):
        where = f"ProcessingInputs {given['InputName']}"
        _s3_only(given, "S3Input", where)
        _local_path(given["S3Input"], where)
        one_of(given["S3Input"], "S3DataType", ("S3Prefix",), where)
        one_of(given["S3Input"], "S3CompressionType", ("None",), where)
        one_of(given["S3Input"], "S3InputMode", ("File",), where)
    for output in request.get("ProcessingOutputConfig", {}).get("Outputs", []):
        where = f"ProcessingOutputConfig {output['OutputName']}"
        _s3_only(output, "S3Output", where)
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


def _refuse_entry_point(algorithm: Mapping[str, Any]) -> None:
    for member in ("ContainerEntrypoint", "ContainerArguments"):
        if algorithm.get(member):
            raise invalid(
                f"AlgorithmSpecification.{member} is for a container of your own: AWS's framework image starts the "
                "script that the hyperparameter sagemaker_program names, and a rehearsal starts no other."
            )


def refuse_members(request: Mapping[str, Any], *members: str) -> None:
    """Refuse members that are given and that nothing here would heed."""
    for member in members:
        if request.get(member):
            raise invalid(f"{member} is not played in a rehearsal: leave it out, or rehearse without this job.")


def refuse_others(request: Mapping[str, Any], known: Set[str]) -> None:
    """Refuse whatever is given and is not `known`."""
    refuse_members(request, *sorted(request.keys() - known))


def one_host(resources: Mapping[str, Any], where: str) -> None:
    """Refuse more than one instance."""
    if resources.get("InstanceGroups") or int(resources.get("InstanceCount", 1)) != 1:
        raise invalid(f"{where}.InstanceCount must be 1 in a rehearsal, got {resources.get('InstanceCount')}.")


def _s3_only(source: Mapping[str, Any], member: str, where: str) -> None:
    if not source.get(member):
        raise invalid(f"{where}: only {member} is played in a rehearsal, got {sorted(source)}.")


def one_of(given: Mapping[str, Any], member: str, allowed: tuple[str, ...], where: str) -> None:
    """Refuse a value that is not played."""
    value = given.get(member)
    if value is not None and value not in allowed:
        raise invalid(f"{where}: {member} {value} is not played in a rehearsal, only {' and '.join(allowed)}.")


def _local_path(place: Mapping[str, Any], where: str) -> None:
    path = place.get("LocalPath") or ""
    if not f"{path}/".startswith(PROCESSING_ROOT):
        raise invalid(f"{where}: LocalPath must begin with {PROCESSING_ROOT}, got {path!r}.")
