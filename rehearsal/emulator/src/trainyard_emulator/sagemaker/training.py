"""Training jobs."""

from __future__ import annotations

from trainyard_emulator.jobs import request as played
from trainyard_emulator.sagemaker import images, names, training_run
from trainyard_emulator.sagemaker.errors import in_use, invalid
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.names import TRAINING_JOB
from trainyard_emulator.sagemaker.role_needs import check_passed, check_volume
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.training_metrics import check_definitions
from trainyard_emulator.sagemaker.training_run import enter
from trainyard_emulator.sagemaker.world import World


class TrainingJobs:
    """Create, Describe, Stop of training jobs; each runs as a local process."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Start a job."""
        check(request)
        role = request["RoleArn"]
        check_passed(self._world, role, TRAINING_JOB.arn(request["TrainingJobName"]))
        check_volume(self._world, request["ResourceConfig"].get("VolumeKmsKeyId"), role)
        self.start(request)
        return self._store.need(TRAINING_JOB, request["TrainingJobName"])

    def start(self, request: Record) -> Job:
        """Start a job whose request and caller were judged."""
        name = request["TrainingJobName"]
        with self._store.lock:
            if self._store.find(TRAINING_JOB, name):
                raise in_use(
                    "Training job names must be unique within an AWS account and region, and a training job with "
                    f"this name already exists ({TRAINING_JOB.arn(name)})"
                )
            record = self._store.add(TRAINING_JOB, name, request)
        record["TrainingJobStatus"] = "InProgress"
        enter(record, "Starting", "Starting the training job")
        job: Job = Job(self._world, TRAINING_JOB, record)
        record["_job"] = job
        job.announce()
        job.start(training_run.work)
        return job

    def describe(self, request: Record) -> Record:
        """Return a job's record."""
        return self._store.need(TRAINING_JOB, request["TrainingJobName"])

    def stop(self, request: Record) -> Record:
        """Ask a job to end."""
        record = self._store.need(TRAINING_JOB, request["TrainingJobName"])
        record["_job"].stop()
        enter(record, "Stopping", "Stopping the training job")
        return {}


def check(request: Record) -> None:
    """Refuse what AWS refuses of a training job, and what does not exist here."""
    algorithm = request["AlgorithmSpecification"]
    if "TrainingImage" not in algorithm:
        raise invalid("AlgorithmSpecification.TrainingImage is required: a rehearsal has no algorithm resources.")
    family = images.check(algorithm["TrainingImage"], names.region())
    played.check_training(request, is_custom=family is None)
    check_definitions(algorithm.get("MetricDefinitions", []))
