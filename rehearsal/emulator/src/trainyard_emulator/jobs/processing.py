"""One processing job: /opt/ml in its command and environment stands for a folder of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.run import Child, Outcome
from trainyard_emulator.jobs.s3 import Bucket

LONGEST_MESSAGE = 1024
DEFAULT_SECONDS = 86400
FAILED = "AlgorithmError: See job logs for more information"


@dataclass(frozen=True)
class ProcessingJob:
    """What one run works with. `base` stands for /opt/ml."""

    request: Mapping[str, Any]
    base: Path
    bucket: Bucket
    child: Child
    on_line: Callable[[str], None]

    def here(self, text: str) -> str:
        """Return `text` with every path below /opt/ml led to our folder."""
        return text.replace("/opt/ml/", f"{self.base}/")

    def download(self) -> None:
        """Fetch every input, make every output's folder, write what the container reads about itself."""
        for given in self.request.get("ProcessingInputs", []):
            self.bucket.download(given["S3Input"]["S3Uri"], self._folder(given["S3Input"]))
        for output in self._outputs():
            self._folder(output["S3Output"]).mkdir(parents=True, exist_ok=True)
        for folder in ("processing", "output", "config"):
            (self.base / folder).mkdir(parents=True, exist_ok=True)
        documents = {"processingjobconfig.json": self._config(), "resourceconfig.json": _HOST}
        for name, document in documents.items():
            (self.base / "config" / name).write_text(json.dumps(document))

    def process(self, environment: Mapping[str, str]) -> Outcome:
        """Run the entry point with its arguments; JobFailure where it ends with another code than 0."""
        application = self.request["AppSpecification"]
        command = [*application["ContainerEntrypoint"], *application.get("ContainerArguments", [])]
        variables = {name: self.here(value) for name, value in self.request.get("Environment", {}).items()}
        limit = self.request.get("StoppingCondition", {}).get("MaxRuntimeInSeconds", DEFAULT_SECONDS)
        try:
            outcome = self.child.run(
                [self.here(part) for part in command],
                self.base,
                {**environment, **variables},
                seconds=limit,
                on_line=self.on_line,
            )
        except OSError as error:
            self.on_line(f"{command[0]}: {error.strerror}")
            raise JobFailure(FAILED) from error
        if outcome.ended == "itself" and outcome.exit_code:
            raise JobFailure(FAILED)
        return outcome

    def upload(self) -> None:
        """Put every output's files."""
        key = self.request.get("ProcessingOutputConfig", {}).get("KmsKeyId")
        for output in self._outputs():
            self.bucket.upload(self._folder(output["S3Output"]), output["S3Output"]["S3Uri"], key)

    def exit_message(self) -> str | None:
        """Return the first kilobyte of /opt/ml/output/message, where the script wrote one."""
        file = self.base / "output" / "message"
        return file.read_text(errors="replace")[:LONGEST_MESSAGE] if file.is_file() else None

    def _outputs(self) -> list[Mapping[str, Any]]:
        return list(self.request.get("ProcessingOutputConfig", {}).get("Outputs", []))

    def _folder(self, place: Mapping[str, Any]) -> Path:
        return Path(self.here(f"{place['LocalPath']}/"))

    def _config(self) -> dict[str, Any]:
        members = (
            "ProcessingJobArn",
            "ProcessingJobName",
            "AppSpecification",
            "ProcessingInputs",
            "ProcessingOutputConfig",
            "ProcessingResources",
            "RoleArn",
            "StoppingCondition",
            "Environment",
        )
        return {member: self.request[member] for member in members if member in self.request}


_HOST = {"current_host": "algo-1", "hosts": ["algo-1"]}
