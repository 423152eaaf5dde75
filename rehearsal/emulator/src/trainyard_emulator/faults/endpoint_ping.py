"""The first deployment of an endpoint in each run never passes its ping.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html (the container has to answer
pings with 200; the deployment fails otherwise).
"""

from __future__ import annotations

from trainyard_emulator.faults import tasks, weather

NAME = "endpoint-ping"


def is_lost(endpoint: str, variant: str) -> bool:
    """Tell whether the answers to a new deployment's pings are not to count."""
    return weather.current().strikes(NAME, tasks.current_run(), f"endpoint {endpoint}, variant {variant}")
