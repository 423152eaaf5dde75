"""Batch transform jobs."""

from __future__ import annotations

from trainyard_emulator.jobs import transform_request
from trainyard_emulator.sagemaker.errors import in_use
from trainyard_emulator.sagemaker.names import MODEL, TRANSFORM_JOB
from trainyard_emulator.sagemaker.role_needs import check_volume
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.transform_run import TransformJob
from trainyard_emulator.sagemaker.world import World


class TransformJobs:
    """Create, Describe, Stop of transform jobs; each asks a server process of its own, as the model's role."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Start a job."""
        name = request["TransformJobName"]
        transform_request.check(request)
        with self._store.lock:
            model = dict(self._store.need(MODEL, request["ModelName"]))
            check_volume(self._world, request["TransformResources"].get("VolumeKmsKeyId"), model["ExecutionRoleArn"])
            if self._store.find(TRANSFORM_JOB, name):
                raise in_use(
                    "Job name must be unique within an AWS account and region, and a job with this name already "
                    f"exists ({TRANSFORM_JOB.arn(name)})"
                )
            record = self._store.add(TRANSFORM_JOB, name, request)
        record |= {"TransformJobStatus": "InProgress", "RoleArn": model["ExecutionRoleArn"]}
        job = record["_job"] = TransformJob(self._world, record, model)
        job.announce()
        job.start(lambda _job: job.work())
        return record

    def describe(self, request: Record) -> Record:
        """Return a job's record."""
        return self._store.need(TRANSFORM_JOB, request["TransformJobName"])

    def stop(self, request: Record) -> Record:
        """Ask a job to end."""
        self._store.need(TRANSFORM_JOB, request["TransformJobName"])["_job"].stop()
        return {}
