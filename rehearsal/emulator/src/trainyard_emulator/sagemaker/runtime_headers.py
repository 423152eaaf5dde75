"""InvokeEndpoint's headers reach the client as the model set them.

MiniStack knows sagemaker-runtime (REST) as SageMaker (JSON 1.1), whose content type it gives to every answer.
"""

from __future__ import annotations

from typing import Any

from ministack import app

from trainyard_emulator import seams, wire
from trainyard_emulator.context import Context

_OF_THE_RUNTIME = {"x-amzn-invoked-production-variant", "x-amzn-errortype"}


def install(_context: Context) -> None:
    """Stand before MiniStack's correction of content types."""
    for name in ("fix_success_content_type", "fix_error_content_type"):
        seams.replace(app, name, _leaving_the_runtime_alone)


def _leaving_the_runtime_alone(original: Any) -> Any:
    def fix(service: str, status: int, headers: dict[str, str]) -> None:
        if service != "sagemaker" or not _OF_THE_RUNTIME & set(wire.lower(headers)):
            original(service, status, headers)

    return fix
