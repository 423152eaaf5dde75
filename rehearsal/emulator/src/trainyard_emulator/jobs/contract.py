"""What a training script is told: environment and arguments, equal to AWS's sagemaker-training toolkit."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainyard_emulator.jobs.hyperparameters import arguments, as_variable, decode

HOST = "algo-1"
GROUP = "homogeneousCluster"
NETWORK_INTERFACE = "eth0"
_OWN_PREFIX = "sagemaker_"
_OWN_NAMES = {"_tuning_objective_metric", "default_user_module_name"}


@dataclass(frozen=True)
class TrainingInput:
    """One training run: the folder that stands for /opt/ml, and what the job's request says."""

    base: Path
    job_name: str
    hyperparameters: Mapping[str, str]
    channels: Mapping[str, Mapping[str, str]]
    instance_type: str

    @property
    def program(self) -> str:
        """The script's name, as the framework hyperparameter gives it."""
        return str(decode(self.hyperparameters).get("sagemaker_program", ""))

    @property
    def submit_directory(self) -> str:
        """Where the source archive is."""
        return str(decode(self.hyperparameters).get("sagemaker_submit_directory", ""))

    @property
    def user_hyperparameters(self) -> dict[str, Any]:
        """The script's own hyperparameters, decoded."""
        decoded = decode(self.hyperparameters).items()
        return {name: value for name, value in decoded if not name.startswith(_OWN_PREFIX) and name not in _OWN_NAMES}

    @property
    def resources(self) -> dict[str, Any]:
        """What resourceconfig.json says: one host, always."""
        group = {"instance_group_name": GROUP, "instance_type": self.instance_type, "hosts": [HOST]}
        return {
            "current_host": HOST,
            "current_instance_type": self.instance_type,
            "current_group_name": GROUP,
            "hosts": [HOST],
            "instance_groups": [group],
            "network_interface_name": NETWORK_INTERFACE,
        }


def write_config(run: TrainingInput) -> None:
    """Write input/config as SageMaker does before it starts the container."""
    folder = run.base / "input" / "config"
    folder.mkdir(parents=True, exist_ok=True)
    documents = {
        "hyperparameters.json": dict(run.hyperparameters),
        "inputdataconfig.json": {name: dict(channel) for name, channel in run.channels.items()},
        "resourceconfig.json": run.resources,
    }
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document))


def environment(run: TrainingInput) -> dict[str, str]:
    """Return every SM_ variable that the toolkit sets, and the few SAGEMAKER_ ones."""
    user = run.user_hyperparameters
    told = _told(run, user)
    framework = decode(run.hyperparameters)
    channel_folders = {name: str(run.base / "input" / "data" / name) for name in run.channels}
    summary = told | {
        "channel_input_dirs": channel_folders,
        "hyperparameters": user,
        "job_name": run.job_name,
        "master_hostname": HOST,
        "is_master": True,
    }
    return {
        **{f"SM_{name.upper()}": as_variable(value) for name, value in told.items()},
        **{f"SM_CHANNEL_{name.upper()}": folder for name, folder in channel_folders.items()},
        **{f"SM_HP_{name.upper()}": as_variable(value) for name, value in user.items()},
        "SM_TRAINING_ENV": as_variable(summary),
        "SAGEMAKER_BASE_DIR": str(run.base),
        "SAGEMAKER_JOB_NAME": str(framework.get("sagemaker_job_name", "")),
        "SAGEMAKER_REGION": str(framework.get("sagemaker_region", "")),
        "CURRENT_HOST": HOST,
        "TRAINING_JOB_NAME": run.job_name,
    }


def _told(run: TrainingInput, user: Mapping[str, Any]) -> dict[str, Any]:
    group = run.resources["instance_groups"][0]
    return {
        "channels": sorted(run.channels),
        "current_host": HOST,
        "current_instance_group": GROUP,
        "current_instance_group_hosts": [HOST],
        "current_instance_type": run.instance_type,
        "distribution_instance_groups": [],
        "framework_module": None,
        "framework_params": {},
        "hosts": [HOST],
        "hps": user,
        "input_config_dir": str(run.base / "input" / "config"),
        "input_data_config": {name: dict(channel) for name, channel in run.channels.items()},
        "input_dir": str(run.base / "input"),
        "instance_groups": [GROUP],
        "instance_groups_dict": {GROUP: group},
        "is_hetero": False,
        "log_level": decode(run.hyperparameters).get("sagemaker_container_log_level", 20),
        "model_dir": str(run.base / "model"),
        "module_dir": run.submit_directory,
        "module_name": run.program.removesuffix(".py"),
        "network_interface_name": NETWORK_INTERFACE,
        "num_cpus": os.cpu_count(),
        "num_gpus": 0,
        "num_neurons": 0,
        "output_data_dir": str(run.base / "output" / "data"),
        "output_dir": str(run.base / "output"),
        "output_intermediate_dir": str(run.base / "output" / "intermediate"),
        "resource_config": run.resources,
        "user_args": arguments(user),
        "user_entry_point": run.program,
    }
