"""CapacityError: the first training job of each run finds no machine.

Source of the FailureReason: https://github.com/DIAGNijmegen/rse-grand-challenge/issues/2631
"""

from __future__ import annotations

from trainyard_emulator.faults import tasks, weather
from trainyard_emulator.jobs.failure import JobFailure

NAME = "capacity"
REASON = (
    "CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type."
)


def before_training(job: str) -> None:
    """Fail the job, before anything of it runs, where the fault strikes."""
    if weather.current().strikes(NAME, tasks.current_run(), f"training job {job}"):
        raise JobFailure(REASON)
