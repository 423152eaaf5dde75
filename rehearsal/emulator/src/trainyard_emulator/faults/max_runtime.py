"""The first training job of each run meets its MaxRuntimeInSeconds as it starts its script.

Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html
"""

from __future__ import annotations

from trainyard_emulator.faults import tasks, weather

NAME = "max-runtime"


def seconds_left(job: str, seconds: float) -> float:
    """Return what is left of a job's time, in seconds: none where the fault strikes."""
    return 0.0 if weather.current().strikes(NAME, tasks.current_run(), f"training job {job}") else seconds
