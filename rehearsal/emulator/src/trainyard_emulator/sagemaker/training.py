"""Training jobs."""

from __future__ import annotations

import time
from typing import Any

from trainyard_emulator.jobs import request as played
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.run import Outcome
from trainyard_emulator.jobs.training import TrainingJob
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.errors import in_use, invalid
from trainyard_emulator.sagemaker.job import Job, check_role
from trainyard_emulator.sagemaker.names import TRAINING_JOB
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.training_metrics import TrainingMetrics, check_definitions
from trainyard_emulator.sagemaker.world import World


class TrainingJobs:
    """Create, Describe, Stop of training jobs; each runs as a local process."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Start a job."""
        name = request["TrainingJobName"]
        algorithm = request["AlgorithmSpecification"]
        if "TrainingImage" not in algorithm:
            raise invalid("AlgorithmSpecification.TrainingImage is required: a rehearsal has no algorithm resources.")
        family = images.check(algorithm["TrainingImage"], names.region())
        played.check_training(request, is_custom=family is None)
        check_definitions(algorithm.get("MetricDefinitions", []))
        check_role(self._world, request["RoleArn"])
        with self._store.lock:
            if self._store.find(TRAINING_JOB, name):
                raise in_use(
                    "Training job names must be unique within an AWS account and region, and a training job with "
                    f"this name already exists ({TRAINING_JOB.arn(name)})"
                )
            record = self._store.add(TRAINING_JOB, name, request)
        record |= {"TrainingJobStatus": "InProgress", "SecondaryStatusTransitions": []}
        _enter(record, "Starting", "Starting the training job")
        job = record["_job"] = Job(self._world, TRAINING_JOB, record)
        job.announce()
        job.start(_work)
        return record

    def describe(self, request: Record) -> Record:
        """Return a job's record."""
        return self._store.need(TRAINING_JOB, request["TrainingJobName"])

    def stop(self, request: Record) -> Record:
        """Ask a job to end."""
        record = self._store.need(TRAINING_JOB, request["TrainingJobName"])
        record["_job"].stop()
        _enter(record, "Stopping", "Stopping the training job")
        return {}


def _work(job: Job) -> None:
    record = job.record
    metrics = TrainingMetrics(record)
    with job.workspace() as folder:
        run = TrainingJob(record, folder / "ml", job.bucket(), job.child, metrics.and_then(job.log))
        try:
            outcome = _steps(job, run)
        except JobFailure as failed:
            _finish(job, "Stopped" if job.stopping else "Failed", None if job.stopping else str(failed))
            return
    if outcome.ended == "itself":
        _finish(job, "Completed", None)
    else:
        _finish(job, "MaxRuntimeExceeded" if outcome.ended == "time limit" else "Stopped", None)


def _steps(job: Job, run: TrainingJob) -> Outcome:
    record = job.record
    image = record["AlgorithmSpecification"]["TrainingImage"]
    job.check_role(image, record.get("VpcConfig"))
    _enter(record, "Downloading", "Downloading input data")
    run.download()
    python = job.python(image)
    record["TrainingStartTime"] = time.time()
    _enter(record, "Training", "Training image download completed. Training in progress.")
    outcome = run.train(python, job.environment(run.bucket, run.base.parent, python))
    _enter(record, "Uploading", "Uploading generated training model")
    record["ModelArtifacts"] = {"S3ModelArtifacts": run.upload()}
    return outcome


def _finish(job: Job, secondary: str, reason: str | None) -> None:
    record = job.record
    record["TrainingEndTime"] = now = time.time()
    record["TrainingTimeInSeconds"] = record["BillableTimeInSeconds"] = int(now - record.get("TrainingStartTime", now))
    _enter(record, secondary, reason or f"Training job {secondary[0].lower()}{secondary[1:]}")
    record["SecondaryStatusTransitions"][-1]["EndTime"] = now
    job.end("Stopped" if secondary == "MaxRuntimeExceeded" else secondary, reason)


def _enter(record: Record, status: str, message: str) -> None:
    now = time.time()
    transitions: list[dict[str, Any]] = record["SecondaryStatusTransitions"]
    if transitions and "EndTime" not in transitions[-1]:
        transitions[-1]["EndTime"] = now
    transitions.append({"Status": status, "StartTime": now, "StatusMessage": message})
    record |= {"SecondaryStatus": status, "LastModifiedTime": now}
