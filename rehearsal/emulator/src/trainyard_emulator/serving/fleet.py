"""The instances behind an endpoint's configuration: all healthy, or none."""

from __future__ import annotations

import itertools
import random
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainyard_emulator.jobs import archive
from trainyard_emulator.jobs.environment import of_child, site_packages
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.images import NotRehearsedError
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.hosts import HEALTH_SECONDS, Host, UnhealthyError

MODEL_FOLDER = "/opt/ml/model"


class DeploymentError(Exception):
    """A variant could not be brought into service; the text is AWS's FailureReason."""


@dataclass
class Variant:
    """The instances of one production variant, asked in turn."""

    name: str
    weight: float
    folder: Path
    hosts: list[Host] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._turn = itertools.count()

    def next_host(self) -> Host:
        """Return the instance whose turn it is."""
        return self.hosts[next(self._turn) % len(self.hosts)]


@dataclass(frozen=True)
class Fleet:
    """The variants of one endpoint configuration in service."""

    variants: Mapping[str, Variant]

    def choose(self, wanted: str | None) -> Variant | None:
        """Return the variant that was asked for, else one by weight."""
        if wanted is not None:
            return self.variants.get(wanted)
        among = list(self.variants.values())
        return random.choices(among, weights=[variant.weight or 1e-9 for variant in among])[0]

    def stop(self) -> None:
        """End every instance and remove its files."""
        for variant in self.variants.values():
            for host in variant.hosts:
                host.stop()
            shutil.rmtree(variant.folder, ignore_errors=True)


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
        variant = Variant(self.variant["VariantName"], float(self.variant.get("InitialVariantWeight", 1)), self.folder)
        try:
            environment = self._environment()
            for _ in range(self.variant["InitialInstanceCount"]):
                variant.hosts.append(self._host(environment))
            limit = float(self.variant.get("ContainerStartupHealthCheckTimeoutInSeconds", HEALTH_SECONDS))
            for host in variant.hosts:
                host.wait_until_healthy(limit)
        except (UnhealthyError, JobFailure, NotRehearsedError, OSError, archive.TarError) as error:
            self.log(f"{type(error).__name__}: {error}")
            Fleet({variant.name: variant}).stop()
            raise DeploymentError(self._reason(error)) from error
        return variant

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
            **of_child(self.world.context, names.region(), self.bucket.credentials, self.folder, self._python()),
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
        self.bucket.fetch(submitted, self.folder / "sourcedir.tar.gz")
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
        return (
            f"The primary container for production variant {self.variant['VariantName']} did not pass the ping health "
            "check. Please check CloudWatch logs for this endpoint."
        )
