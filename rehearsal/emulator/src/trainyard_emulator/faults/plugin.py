"""Puts the faults in their places; those of jobs and endpoints are asked where those run."""

from __future__ import annotations

from trainyard_emulator.context import Context
from trainyard_emulator.faults import (
    event_twice,
    lambda_timeout,
    resource_limit,
    s3_503,
    tasks,
    throttling,
    update_failure,
    weather,
)


def install(context: Context) -> None:
    """Install them, last of all plugins: a fault strikes before anything of ours looks at a request."""
    weather.install(context)
    tasks.install()
    for fault in (resource_limit, throttling, lambda_timeout, s3_503, event_twice, update_failure):
        fault.install(context)
