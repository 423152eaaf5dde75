"""Brings one variant of an endpoint up: its files, its environment, its server processes."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from trainyard_emulator.faults import endpoint_ping
from trainyard_emulator.jobs import archive
from trainyard_emulator.jobs.environment import of_child, site_packages
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.images import NotRehearsedError
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.capacity import Instances
from trainyard_emulator.serving.fleet import Variant
from trainyard_emulator.serving.hosts import HEALTH_SECONDS, Host, UnhealthyError
from trainyard_emulator.serving.serverless import NOT_STOOD_UP, Serverless

MODEL_FOLDER = "/opt/ml/model"


class DeploymentError(Exception):
    """A variant could not be brought into service; the text is AWS's FailureReason."""


@dataclass(frozen=True)
class Deployment:
    """Brings one variant of an endpoint up. `bucket` is S3 as the model's role sees it."""

    world: World
    endpoint: str
    variant: Mapping[str, Any]
    container: Mapping[str, Any]
    bucket: Bucket
    folder: Path

    def start(self) -> Variant:
        """Fetch the model, start all instances, wait for their pings."""
        try:
            capacity = self._capacity(partial(self._host, self._environment()))
            if endpoint_ping.is_lost(self.endpoint, self.variant["VariantName"]):
                raise UnhealthyError("no ping was answered with 200")
            if isinstance(capacity, Serverless):
                capacity.try_once()
            else:
                capacity.resize(self.variant["InitialInstanceCount"])
        except (UnhealthyError, JobFailure, NotRehearsedError, OSError, archive.TarError) as error:
            self.log(f"{type(error).__name__}: {error}")
            shutil.rmtree(self.folder, ignore_errors=True)
            raise DeploymentError(self._reason(error)) from error
        weight = float(self.variant.get("InitialVariantWeight", 1))
        return Variant(self.variant["VariantName"], weight, self.folder, capacity)

    def _capacity(self, launch: Callable[[], Host]) -> Instances | Serverless:
        if serverless := self.variant.get("ServerlessConfig"):
            return Serverless(launch, serverless["MaxConcurrency"])
        limit = float(self.variant.get("ContainerStartupHealthCheckTimeoutInSeconds", HEALTH_SECONDS))
        return Instances(launch, limit)

    def log(self, line: str, instance: str = "deployment") -> None:
        """Append a line to the endpoint's log group."""
        stream = f"{self.variant['VariantName']}/{instance}"
        self.world.logs.write(f"/aws/sagemaker/Endpoints/{self.endpoint}", stream, [line])

    def _python(self) -> Path:
        return images.interpreter(self.world.context.environments, self.container["Image"], names.region())

    def _host(self, environment: Mapping[str, str]) -> Host:
        instance = f"i-{secrets.token_hex(8)}"
        return Host(self._python(), self.folder, environment, lambda line: self.log(line, instance))

    def _environment(self) -> dict[str, str]:
        model = self.folder / "model"
        self.bucket.fetch(self.container["ModelDataUrl"], self.folder / "model.tar.gz")
        archive.unpack(self.folder / "model.tar.gz", model)
        given = {
            name: value.replace(MODEL_FOLDER, str(model))
            for name, value in self.container.get("Environment", {}).items()
        }
        code = self._code_folder(given.get("SAGEMAKER_SUBMIT_DIRECTORY", ""))
        environment = {
            **of_child(
                self.world.context,
                names.region(),
                self.bucket.credentials,
                self.folder,
                self._python(),
                isolated=bool(self.container.get("EnableNetworkIsolation")),
            ),
            **given,
            "SM_MODEL_DIR": str(model),
            "SAGEMAKER_SUBMIT_DIRECTORY": code,
            "PYTHONPATH": str(site_packages(self.folder)),
        }
        self._install_requirements(Path(code), environment)
        return environment

    def _code_folder(self, submitted: str) -> str:
        if not submitted.startswith("s3://"):
            return submitted
        self.bucket.fetch_code(submitted, self.folder / "sourcedir.tar.gz")
        archive.unpack(self.folder / "sourcedir.tar.gz", self.folder / "code")
        return str(self.folder / "code")

    def _install_requirements(self, code: Path, environment: Mapping[str, str]) -> None:
        if not (code / "requirements.txt").is_file():
            return
        command = [str(self._python()), "-m", "pip", "install", "-r", "requirements.txt"]
        command += ["--target", str(site_packages(self.folder))]
        done = subprocess.run(command, cwd=code, env=dict(environment), capture_output=True, text=True, check=False)
        for line in (done.stdout + done.stderr).splitlines():
            self.log(line)
        if done.returncode:
            raise UnhealthyError("requirements.txt could not be installed")

    def _reason(self, error: Exception) -> str:
        if isinstance(error, JobFailure | NotRehearsedError):
            return str(error)
        if "ServerlessConfig" in self.variant:
            return NOT_STOOD_UP
        return (
            f"The primary container for production variant {self.variant['VariantName']} did not pass the ping health "
            "check. Please check CloudWatch logs for this endpoint."
        )
