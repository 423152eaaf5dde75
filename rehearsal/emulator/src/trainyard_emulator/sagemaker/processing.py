"""Processing jobs."""

from __future__ import annotations

import time

from trainyard_emulator.jobs import processing_request
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.processing import ProcessingJob
from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.errors import in_use
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.names import PROCESSING_JOB
from trainyard_emulator.sagemaker.role_needs import check_passed, check_volume
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.world import World


class ProcessingJobs:
    """Create, Describe, Stop of processing jobs; each runs as a local process."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Start a job."""
        name = request["ProcessingJobName"]
        family = images.check(request["AppSpecification"]["ImageUri"], names.region())
        processing_request.check(request, is_custom=family is None)
        check_passed(self._world, request["RoleArn"], PROCESSING_JOB.arn(name))
        cluster = request["ProcessingResources"]["ClusterConfig"]
        check_volume(self._world, cluster.get("VolumeKmsKeyId"), request["RoleArn"])
        with self._store.lock:
            if self._store.find(PROCESSING_JOB, name):
                raise in_use(
                    "Job name must be unique within an AWS account and region, and a job with this name already "
                    f"exists ({PROCESSING_JOB.arn(name)})"
                )
            record = self._store.add(PROCESSING_JOB, name, request)
        record["ProcessingJobStatus"] = "InProgress"
        job = record["_job"] = Job(self._world, PROCESSING_JOB, record)
        job.announce()
        job.start(_work)
        return record

    def describe(self, request: Record) -> Record:
        """Return a job's record."""
        return self._store.need(PROCESSING_JOB, request["ProcessingJobName"])

    def stop(self, request: Record) -> Record:
        """Ask a job to end."""
        self._store.need(PROCESSING_JOB, request["ProcessingJobName"])["_job"].stop()
        return {}


def _work(job: Job) -> None:
    record = job.record
    record["ProcessingStartTime"] = time.time()
    with job.workspace() as folder:
        run = ProcessingJob(record, folder / "ml", job.bucket(), job.child, job.log)
        status, reason = _run(job, run)
        if message := run.exit_message():
            record["ExitMessage"] = message
    record["ProcessingEndTime"] = time.time()
    job.end(status, reason)


def _run(job: Job, run: ProcessingJob) -> tuple[str, str | None]:
    try:
        network = job.record.get("NetworkConfig", {})
        image = job.record["AppSpecification"]["ImageUri"]
        job.check_role(image, network.get("VpcConfig"))
        run.download()
        isolated = bool(network.get("EnableNetworkIsolation"))
        outcome = run.process(job.environment(run.bucket, run.base.parent, job.python(image), isolated=isolated))
        if outcome.ended == "time limit":
            limit = job.record["StoppingCondition"]["MaxRuntimeInSeconds"]
            return "Stopped", f"ClientError: The job ran longer than MaxRuntimeInSeconds ({limit})"
        run.upload()
    except JobFailure as failed:
        return ("Stopped", None) if job.stopping else ("Failed", str(failed))
    return ("Stopped" if job.stopping else "Completed"), None
