"""The training jobs of a tuning job: their requests, how the API sums them up, and which of them is the best."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from typing import Any

from trainyard_emulator.jobs.search import Candidate
from trainyard_emulator.sagemaker.job import Job
from trainyard_emulator.sagemaker.store import Record

OBJECTIVE = "_tuning_objective_metric"
"""The hyperparameter by which AWS tells a script what is searched by."""
_FAILED_STATUS = {"Completed": "Completed", "InProgress": "InProgress", "Stopping": "InProgress", "Stopped": "Stopped"}


def request(tuning: Record, number: int, candidate: Candidate, tags: list[dict[str, str]]) -> Record:
    """Return the request of the `number`th training job, with a name as AWS makes them: `<tuning job>-001-<8 hex>`."""
    definition = tuning["TrainingJobDefinition"]
    name = tuning["HyperParameterTuningJobName"]
    distinct = hashlib.sha256(f"{tuning['HyperParameterTuningJobArn']} {number}".encode()).hexdigest()[:8]
    kept = {key: value for key, value in definition.items() if key not in ("StaticHyperParameters", "DefinitionName")}
    return kept | {
        "TrainingJobName": f"{name}-{number:03d}-{distinct}",
        "HyperParameters": definition["StaticHyperParameters"] | candidate,
        "TuningJobArn": tuning["HyperParameterTuningJobArn"],
        "Tags": tags,
    }


class Children:
    """What became of the training jobs so far, in the order in which they were started."""

    def __init__(self, objective: dict[str, str]) -> None:
        self._objective = objective
        self._jobs: list[tuple[Job, Candidate]] = []

    def add(self, job: Job, candidate: Candidate) -> None:
        """Take one that was started."""
        self._jobs.append((job, candidate))

    def jobs(self) -> list[Job]:
        """Return all of them."""
        return [job for job, _ in self._jobs]

    def summaries(self) -> list[Record]:
        """Return each as HyperParameterTrainingJobSummary, by name."""
        return sorted((self._summary(*each) for each in self._jobs), key=lambda each: str(each["TrainingJobName"]))

    def best(self) -> Record | None:
        """Return the summary of the best so far; of two alike the one that was planned first."""
        able = [each for each in self.summaries() if each.get("ObjectiveStatus") == "Succeeded"]
        return min(able, key=self._rank, default=None)

    def status_counters(self) -> dict[str, int]:
        """Return TrainingJobStatusCounters."""
        statuses = [_FAILED_STATUS.get(job.status, "NonRetryableError") for job in self.jobs()]
        return _counted(statuses, ("Completed", "InProgress", "RetryableError", "NonRetryableError", "Stopped"))

    def objective_counters(self) -> dict[str, int]:
        """Return ObjectiveStatusCounters."""
        return _counted([each["ObjectiveStatus"] for each in self.summaries()], ("Succeeded", "Pending", "Failed"))

    def _rank(self, summary: Record) -> float:
        value = float(summary["FinalHyperParameterTuningJobObjectiveMetric"]["Value"])
        return -value if self._objective["Type"] == "Maximize" else value

    def _summary(self, job: Job, candidate: Candidate) -> Record:
        record = job.record
        shown = ("TrainingJobName", "TrainingJobArn", "CreationTime", "TrainingStartTime", "TrainingEndTime")
        found = {key: record[key] for key in (*shown, "TrainingJobStatus", "FailureReason") if key in record}
        found |= {"TunedHyperParameters": candidate, "ObjectiveStatus": "Pending"}
        if job.status in ("Completed", "Failed", "Stopped"):
            value = self._value(record)
            found["ObjectiveStatus"] = "Failed" if value is None or job.status == "Failed" else "Succeeded"
            if value is not None:
                found["FinalHyperParameterTuningJobObjectiveMetric"] = self._objective | {"Value": value}
        return found

    def _value(self, record: Record) -> float | None:
        metrics: Iterable[dict[str, Any]] = record.get("FinalMetricDataList", [])
        values = [each["Value"] for each in metrics if each["MetricName"] == self._objective["MetricName"]]
        return values[-1] if values and math.isfinite(values[-1]) else None


def _counted(found: list[str], kinds: tuple[str, ...]) -> dict[str, int]:
    return {kind: found.count(kind) for kind in kinds}
