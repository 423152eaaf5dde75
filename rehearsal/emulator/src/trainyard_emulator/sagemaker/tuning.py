"""Hyperparameter tuning jobs."""

from __future__ import annotations

from trainyard_emulator.jobs import tuning_request
from trainyard_emulator.sagemaker import listing, training
from trainyard_emulator.sagemaker.errors import in_use
from trainyard_emulator.sagemaker.names import HYPER_PARAMETER_TUNING_JOB, TRAINING_JOB
from trainyard_emulator.sagemaker.role_needs import check_passed, check_volume
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.training import TrainingJobs
from trainyard_emulator.sagemaker.tuning_children import OBJECTIVE
from trainyard_emulator.sagemaker.tuning_run import TuningJob
from trainyard_emulator.sagemaker.world import World

_BY_VALUE = "FinalObjectiveMetricValue"


class TuningJobs:
    """Create, Describe, Stop of tuning jobs, and the list of a tuning job's training jobs."""

    def __init__(self, world: World, store: Store, trainings: TrainingJobs) -> None:
        self._world = world
        self._store = store
        self._trainings = trainings

    def create(self, request: Record) -> Record:
        """Start a job."""
        name = request["HyperParameterTuningJobName"]
        tuning_request.check(request)
        definition = request["TrainingJobDefinition"]
        training.check(definition)
        role = definition["RoleArn"]
        check_passed(self._world, role, HYPER_PARAMETER_TUNING_JOB.arn(name))
        check_volume(self._world, definition.get("ResourceConfig", {}).get("VolumeKmsKeyId"), role)
        objective = request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]
        static = definition.get("StaticHyperParameters", {}) | {OBJECTIVE: objective["MetricName"]}
        with self._store.lock:
            if self._store.find(HYPER_PARAMETER_TUNING_JOB, name):
                raise in_use(
                    "Tuning job name must be unique within an AWS account and region, and a tuning job with this name "
                    f"already exists ({HYPER_PARAMETER_TUNING_JOB.arn(name)})"
                )
            record = self._store.add(HYPER_PARAMETER_TUNING_JOB, name, request)
        record["TrainingJobDefinition"] = definition | {"StaticHyperParameters": static}
        config = record["HyperParameterTuningJobConfig"]
        # A summary shows these two, which a description has further down.
        record |= {"Strategy": config["Strategy"], "ResourceLimits": config["ResourceLimits"]}
        record["HyperParameterTuningJobStatus"] = "InProgress"
        job = record["_job"] = TuningJob(self._world, record, self._trainings, list(request.get("Tags", [])))
        job.announce()
        job.start(lambda _job: job.work())
        return record

    def describe(self, request: Record) -> Record:
        """Return a job's record."""
        return self._need(request)

    def stop(self, request: Record) -> Record:
        """Ask a job and its training jobs to end."""
        self._need(request)["_job"].stop()
        return {}

    def list_training_jobs(self, request: Record) -> Record:
        """Return one page of a job's training jobs; by value, those without one are left out (API reference)."""
        job: TuningJob = self._need(request)["_job"]
        found = job.children.summaries()
        if request.get("SortBy") == _BY_VALUE:
            found = [
                each | {_BY_VALUE: each["FinalHyperParameterTuningJobObjectiveMetric"]["Value"]}
                for each in found
                if "FinalHyperParameterTuningJobObjectiveMetric" in each
            ]
        asked = {"SortBy": "Name", "SortOrder": "Ascending"} | request
        return listing.page("ListTrainingJobsForHyperParameterTuningJob", TRAINING_JOB, found, asked)

    def _need(self, request: Record) -> Record:
        return self._store.need(HYPER_PARAMETER_TUNING_JOB, request["HyperParameterTuningJobName"])
