"""A job on spot capacity loses its machine once.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html
"""

from __future__ import annotations

from collections.abc import Callable

from trainyard_emulator.faults import weather

NAME = "spot-interruption"


def interrupt(job: str, end: Callable[[], bool]) -> None:
    """End the process of a job on spot capacity where the fault strikes: once each job.

    `end` tells whether there was one to end.
    """
    if weather.current().is_due(NAME, job) and end():
        weather.current().strikes(NAME, job, f"training job {job}")
