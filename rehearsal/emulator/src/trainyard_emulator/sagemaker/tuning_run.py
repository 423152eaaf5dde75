"""A tuning job's life: its training jobs side by side, as many at once as it allows, until all have ended."""

from __future__ import annotations

import threading
import time
from contextvars import copy_context

from trainyard_emulator.jobs import search
from trainyard_emulator.jobs.search import Candidate
from trainyard_emulator.sagemaker import tuning_children
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.names import HYPER_PARAMETER_TUNING_JOB
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.training import TrainingJobs
from trainyard_emulator.sagemaker.tuning_children import Children
from trainyard_emulator.sagemaker.world import World

_POLL_SECONDS = 0.1
_ALL_FAILED = "All training jobs failed. Please take a look at the training jobs failures to get more details."
_NO_OBJECTIVE = (
    "No objective metrics found after running {count} training jobs. Please ensure that the custom algorithm is "
    "emitting the objective metric as defined by the regular expression provided."
)


class TuningJob(Job):
    """A job that runs nothing itself: it starts training jobs and waits for them."""

    def __init__(self, world: World, record: Record, trainings: TrainingJobs, tags: list[dict[str, str]]) -> None:
        super().__init__(world, HYPER_PARAMETER_TUNING_JOB, record)
        config = record["HyperParameterTuningJobConfig"]
        self.children = Children(config["HyperParameterTuningJobObjective"])
        self._trainings = trainings
        self._tags = tags
        self._limits = config["ResourceLimits"]
        self._began = time.monotonic()
        self._lock = threading.Lock()
        strategy, seed = config["Strategy"], config.get("RandomSeed", search.SEED)
        planned = search.candidates(
            config["ParameterRanges"], strategy, seed, self._limits.get("MaxNumberOfTrainingJobs")
        )
        self._planned = list(enumerate(planned, 1))
        self.substitution = _substitution(strategy, seed, config.get("TrainingJobEarlyStoppingType", "Off"))
        self.refresh()

    def refresh(self) -> None:
        """Bring the record up to date with the training jobs."""
        self.record |= {
            "TrainingJobStatusCounters": self.children.status_counters(),
            "ObjectiveStatusCounters": self.children.objective_counters(),
            "BestTrainingJob": self.children.best(),
        }

    def stop(self) -> None:
        """Start no more training jobs, and ask those that run to end."""
        super().stop()
        with self._lock:
            running = self.children.jobs()
        for job in running:
            _end(job)

    def work(self) -> None:
        """Run all training jobs to their ends."""
        slots = [
            threading.Thread(target=copy_context().run, args=(self._fill_slot,), daemon=True)
            for _ in range(min(self._limits["MaxParallelTrainingJobs"], len(self._planned)))
        ]
        for slot in slots:
            slot.start()
        for slot in slots:
            slot.join()
        self.refresh()
        self.record["HyperParameterTuningEndTime"] = time.time()
        self.record["ConsumedResources"] = {"RuntimeInSeconds": int(time.monotonic() - self._began)}
        self.end(*self._ending())

    def _fill_slot(self) -> None:
        while job := self._next():
            while not job.wait(_POLL_SECONDS):
                if self._is_out_of_time() and not self.stopping:
                    self.stop()
            self.refresh()

    def _next(self) -> Job | None:
        with self._lock:
            if self.stopping or not self._planned:
                return None
            number, candidate = self._planned.pop(0)
            job = self._start(number, candidate)
            self.children.add(job, candidate)
        self.refresh()
        return job

    def _start(self, number: int, candidate: Candidate) -> Job:
        return self._trainings.start(tuning_children.request(self.record, number, candidate, self._tags))

    def _is_out_of_time(self) -> bool:
        return time.monotonic() - self._began > float(self._limits.get("MaxRuntimeInSeconds", "inf"))

    def _ending(self) -> tuple[str, str | None]:
        if self.stopping:
            return "Stopped", None
        if self.record["BestTrainingJob"]:
            return "Completed", None
        summaries = self.children.summaries()
        failed = [each for each in summaries if each["TrainingJobStatus"] == "Failed"]
        if len(failed) == len(summaries):
            self.recorded = all(job.recorded for job in self.children.jobs())
            # What could not be run at all is no failure of AWS's: its own words are handed on.
            return "Failed", failed[0]["FailureReason"] if self.recorded else _ALL_FAILED
        return "Failed", _NO_OBJECTIVE.format(count=len(summaries))


def _end(job: Job) -> None:
    try:
        job.stop()
    except ApiError:  # it has ended by itself
        return


def _substitution(strategy: str, seed: int, early: str) -> str | None:
    """Return what a rehearsal played in place of what was asked for, if anything."""
    said = []
    if strategy in ("Bayesian", "Hyperband"):
        said.append(
            f"{strategy} search was played as random search (seed {seed}): every training job ran, but which "
            "hyperparameters are tried does not follow from what the others came to"
        )
    if early == "Auto":
        said.append("no training job was stopped early (TrainingJobEarlyStoppingType Auto)")
    return "; ".join(said) or None
