"""What of a training job's request we play, and the checks that all jobs share.

The rest is refused by name: a job that ignored it would prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from trainyard_emulator.jobs.checkpoints import DEFAULT_PATH
from trainyard_emulator.sagemaker.errors import invalid

DEFAULT_RUNTIME = 86400
"""MaxRuntimeInSeconds where a request has none: a day."""
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
        s3_only(channel.get("DataSource", {}), "S3DataSource", where)
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


def s3_only(source: Mapping[str, Any], member: str, where: str) -> None:
    """Refuse a source or a place of another kind than S3."""
    if not source.get(member):
        raise invalid(f"{where}: only {member} is played in a rehearsal, got {sorted(source)}.")


def one_of(given: Mapping[str, Any], member: str, allowed: tuple[str, ...], where: str) -> None:
    """Refuse a value that is not played."""
    value = given.get(member)
    if value is not None and value not in allowed:
        raise invalid(f"{where}: {member} {value} is not played in a rehearsal, only {' and '.join(allowed)}.")
