"""One training job from its inputs to its model archive."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainyard_emulator.jobs import archive, contract, failure, hyperparameters
from trainyard_emulator.jobs.environment import site_packages
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.run import Child, Outcome
from trainyard_emulator.jobs.s3 import Bucket


@dataclass(frozen=True)
class TrainingJob:
    """What one run works with. `base` stands for /opt/ml."""

    request: Mapping[str, Any]
    base: Path
    bucket: Bucket
    child: Child
    on_line: Callable[[str], None]

    @property
    def told(self) -> contract.TrainingInput:
        """What the script is told."""
        channels = {channel["ChannelName"]: _channel(channel, self.request) for channel in self._channels()}
        return contract.TrainingInput(
            self.base,
            self.request["TrainingJobName"],
            self.request.get("HyperParameters", {}),
            channels,
            self.request["ResourceConfig"].get("InstanceType", "local"),
        )

    def here(self, text: str) -> str:
        """Return `text` with every path below /opt/ml led to our folder."""
        return text.replace("/opt/ml/", f"{self.base}/")

    def download(self) -> None:
        """Fetch every channel."""
        for folder in ("code", "model", "output/data", "checkpoints"):
            (self.base / folder).mkdir(parents=True, exist_ok=True)
        for channel in self._channels():
            source = channel["DataSource"]["S3DataSource"]["S3Uri"]
            self.bucket.download(source, self.base / "input" / "data" / channel["ChannelName"])

    def train(self, python: Path, environment: Mapping[str, str], seconds: float, *, is_module: bool) -> Outcome:
        """Run the script on the image's interpreter, `seconds` at most; JobFailure where it ends with a code but 0.

        sagemaker-training starts the script beside its code; sagemaker-containers (XGBoost's image) starts it as a
        module from somewhere else.
        """
        told = self.told
        contract.write_config(told)
        self._fetch_code(told)
        deadline = time.monotonic() + seconds
        variables = {
            **environment,
            **{name: self.here(value) for name, value in self.request.get("Environment", {}).items()},
            **contract.environment(told),
            "TRAINING_JOB_ARN": self.request["TrainingJobArn"],
            "PYTHONPATH": f"{self.base / 'code'}:{site_packages(self.base)}",
        }
        self._install_requirements(python, variables, deadline)
        program = ["-m", told.program.removesuffix(".py")] if is_module else [told.program]
        command = [str(python), *program, *hyperparameters.arguments(told.user_hyperparameters)]
        outcome = self._run(command, variables, deadline, self.base if is_module else self.base / "code")
        if outcome.ended == "itself" and outcome.exit_code:
            self._fail(failure.script_error(command, outcome.exit_code), outcome.exit_code)
        return outcome

    def upload(self) -> str:
        """Put the model archive, and the output data where there is any; returns the model's URI."""
        output = self.request["OutputDataConfig"]
        prefix = f"{output['S3OutputPath'].rstrip('/')}/{self.request['TrainingJobName']}/output"
        packed = archive.pack(self.base / "model", self.base / "model.tar.gz")
        self.bucket.put(packed, f"{prefix}/model.tar.gz", output.get("KmsKeyId"))
        if any((self.base / "output" / "data").iterdir()):
            data = archive.pack(self.base / "output" / "data", self.base / "output.tar.gz")
            self.bucket.put(data, f"{prefix}/output.tar.gz", output.get("KmsKeyId"))
        return f"{prefix}/model.tar.gz"

    def _channels(self) -> list[Mapping[str, Any]]:
        return list(self.request.get("InputDataConfig", []))

    def _fetch_code(self, told: contract.TrainingInput) -> None:
        if not told.program or not told.submit_directory.startswith("s3://"):
            raise JobFailure(failure.framework_error(_NO_PROGRAM))
        if self.request.get("EnableNetworkIsolation"):
            raise JobFailure(failure.framework_error(_ISOLATED.format(code=told.submit_directory)))
        try:
            self.bucket.fetch_code(told.submit_directory, self.base / "sourcedir.tar.gz")
            archive.unpack(self.base / "sourcedir.tar.gz", self.base / "code")
        except (JobFailure, OSError, archive.TarError) as error:
            where = f"sagemaker_submit_directory {told.submit_directory}"
            raise JobFailure(failure.framework_error(f"{where}: {error}")) from error

    def _install_requirements(self, python: Path, variables: Mapping[str, str], deadline: float) -> None:
        if not (self.base / "code" / "requirements.txt").exists():
            return
        command = [str(python), "-m", "pip", "install", "-r", "requirements.txt"]
        install = [*command, "--target", str(site_packages(self.base))]
        outcome = self._run(install, variables, deadline, self.base / "code")
        if outcome.ended == "itself" and outcome.exit_code:
            self._fail(failure.install_error(command, outcome.exit_code), outcome.exit_code)

    def _run(self, command: list[str], variables: Mapping[str, str], deadline: float, folder: Path) -> Outcome:
        seconds = max(0.0, deadline - time.monotonic())
        return self.child.run(command, folder, variables, seconds=seconds, on_line=self.on_line)

    def _fail(self, text: str, exit_code: int) -> None:
        (self.base / "output" / "failure").write_text(text)
        raise JobFailure(failure.algorithm_error(text, exit_code))


_ISOLATED = (
    "EnableNetworkIsolation: the container itself fetches its code from S3 (sagemaker_submit_directory, {code}), which "
    "is out of reach without a network"
)
_NO_PROGRAM = (
    "script mode needs the hyperparameters sagemaker_program (a file in the archive) and sagemaker_submit_directory "
    "(s3://…/sourcedir.tar.gz)"
)


def _channel(channel: Mapping[str, Any], request: Mapping[str, Any]) -> dict[str, str]:
    source = channel["DataSource"]["S3DataSource"]
    mode = channel.get("InputMode") or request["AlgorithmSpecification"]["TrainingInputMode"]
    kind = {"ContentType": channel["ContentType"]} if "ContentType" in channel else {}
    return kind | {
        "TrainingInputMode": mode,
        "S3DistributionType": source.get("S3DataDistributionType", "FullyReplicated"),
        "RecordWrapperType": channel.get("RecordWrapperType", "None"),
    }
