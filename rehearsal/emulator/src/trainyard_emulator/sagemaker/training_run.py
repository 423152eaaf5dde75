"""A training job's life: one attempt after another where spot capacity is taken away, until it ends."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from trainyard_emulator.faults import capacity, max_runtime, spot_interruption
from trainyard_emulator.jobs.checkpoints import DEFAULT_PATH, Checkpoints
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.request import DEFAULT_RUNTIME
from trainyard_emulator.jobs.run import Outcome
from trainyard_emulator.jobs.training import TrainingJob
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.training_metrics import TrainingMetrics


def work(job: Job) -> None:
    """Run a job to its end."""
    TrainingRun(job).run()


class TrainingRun:
    """The states of one job.

    Source: developer guide, Managed Spot Training Lifecycle (Training, Interrupted, Starting, Downloading, Training;
    MaxWaitTimeExceeded). MaxRuntimeInSeconds holds for all attempts together. Billed are the seconds of the attempts;
    spot's lower price is not played.
    """

    def __init__(self, job: Job) -> None:
        limits = job.record["StoppingCondition"]
        self._job = job
        self._record = job.record
        self._on_line = TrainingMetrics(job.world, job.record).and_then(self._log)
        self._began = time.monotonic()
        self._run_seconds = float(limits.get("MaxRuntimeInSeconds", DEFAULT_RUNTIME))
        self._wait_seconds = float(limits.get("MaxWaitTimeInSeconds", float("inf")))
        self._used = 0.0
        self._is_spot = bool(self._record.get("EnableManagedSpotTraining"))

    def run(self) -> None:
        """Go through the attempts."""
        try:
            capacity.before_training(self._job.name)
            while (outcome := self._attempt()).ended == "interruption":
                enter(self._record, "Interrupted", "Training job interrupted: spot capacity was taken away")
                if self._waited_too_long():
                    break
                enter(self._record, "Starting", "Starting the training job")
        except JobFailure as failed:
            self._finish("Stopped" if self._job.stopping else "Failed", None if self._job.stopping else str(failed))
        else:
            self._finish(self._ending(outcome), None)

    def _attempt(self) -> Outcome:
        record = self._record
        with self._job.workspace() as folder:
            run = TrainingJob(record, folder / "ml", self._job.bucket(), self._job.child, self._on_line)
            image = record["AlgorithmSpecification"]["TrainingImage"]
            self._job.check_role(image, record.get("VpcConfig"))
            enter(record, "Downloading", "Downloading input data")
            run.download()
            checkpoints = self._checkpoints(run)
            if checkpoints:
                checkpoints.restore()
            outcome = self._train(run, image, checkpoints)
            if outcome.ended != "interruption":
                enter(record, "Uploading", "Uploading generated training model")
                record["ModelArtifacts"] = {"S3ModelArtifacts": run.upload()}
        return outcome

    def _train(self, run: TrainingJob, image: str, checkpoints: Checkpoints | None) -> Outcome:
        python, family = self._job.python(image), images.check(image, names.region())
        self._record.setdefault("TrainingStartTime", time.time())
        enter(self._record, "Training", "Training image download completed. Training in progress.")
        environment = self._job.environment(run.bucket, run.base.parent, python)
        waiting = self._wait_seconds - (time.monotonic() - self._began)
        began = time.monotonic()
        try:
            seconds = max(0.0, min(max_runtime.seconds_left(self._job.name, self._run_seconds - self._used), waiting))
            with checkpoints.kept() if checkpoints else contextlib.nullcontext():
                return run.train(python, environment, seconds, is_module=family is not None and family.starts_module)
        finally:
            self._used += time.monotonic() - began

    def _checkpoints(self, run: TrainingJob) -> Checkpoints | None:
        config = self._record.get("CheckpointConfig")
        if not config:
            return None
        folder = Path(run.here(config.get("LocalPath", DEFAULT_PATH)))
        return Checkpoints(run.bucket, folder, config["S3Uri"], self._interrupt, self._job.child.interrupt)

    def _log(self, line: str) -> None:
        self._job.log(line)
        if not self._record.get("CheckpointConfig"):  # nothing to wait for: the script has begun
            self._interrupt()

    def _interrupt(self) -> None:
        if self._is_spot:
            spot_interruption.interrupt(self._job.name, self._job.child.interrupt)

    def _waited_too_long(self) -> bool:
        return time.monotonic() - self._began >= self._wait_seconds

    def _ending(self, outcome: Outcome) -> str:
        if outcome.ended == "itself":
            return "Completed"
        if outcome.ended == "request":
            return "Stopped"
        return "MaxWaitTimeExceeded" if self._waited_too_long() else "MaxRuntimeExceeded"

    def _finish(self, secondary: str, reason: str | None) -> None:
        record = self._record
        record["TrainingEndTime"] = now = time.time()
        record["TrainingTimeInSeconds"] = int(now - record.get("TrainingStartTime", now))
        record["BillableTimeInSeconds"] = int(self._used)
        enter(record, secondary, reason or f"Training job {secondary[0].lower()}{secondary[1:]}")
        record["SecondaryStatusTransitions"][-1]["EndTime"] = now
        self._job.end("Stopped" if secondary.endswith("Exceeded") else secondary, reason)


def enter(record: Record, status: str, message: str) -> None:
    """Note a job's next secondary status."""
    now = time.time()
    transitions: list[dict[str, Any]] = record.setdefault("SecondaryStatusTransitions", [])
    if transitions and "EndTime" not in transitions[-1]:
        transitions[-1]["EndTime"] = now
    transitions.append({"Status": status, "StartTime": now, "StatusMessage": message})
    record |= {"SecondaryStatus": status, "LastModifiedTime": now}
