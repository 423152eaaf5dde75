"""Data capture writes as the role of the variant's model."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from trainyard_emulator.identity.sessions import NotTrustedError
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.sagemaker import capture_config
from trainyard_emulator.sagemaker.names import ENDPOINT
from trainyard_emulator.sagemaker.role_bucket import role_bucket
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.capture import Capture

_FLUSH_SECONDS = 20.0
"""How long the first line of a file waits for others; times the time scale."""
_SESSION_SECONDS = 1800.0


class CaptureWriter:
    """Writes objects, as each variant's role; what may not be written is told to the endpoint's log alone.

    AWS documents no sign of a role that may not write but files that do not come.
    """

    def __init__(self, world: World, endpoint: str, roles: Mapping[str, str], key_id: str | None) -> None:
        self._world = world
        self._endpoint = endpoint
        self._roles = roles
        self._key_id = key_id
        self._buckets: dict[str, tuple[float, Bucket]] = {}

    def write(self, variant: str, uri: str, content: bytes) -> None:
        """Write one object."""
        try:
            with tempfile.NamedTemporaryFile(dir=self._world.context.state_dir) as file:
                Path(file.name).write_bytes(content)
                self._bucket(self._roles[variant]).put(Path(file.name), uri, self._key_id)
        except (JobFailure, NotTrustedError) as error:
            line = f"Data capture could not write {uri}: {error}"
            self._world.logs.write(f"/aws/sagemaker/Endpoints/{self._endpoint}", f"{variant}/data-capture", [line])

    def _bucket(self, role: str) -> Bucket:
        made, bucket = self._buckets.get(role, (0.0, None))
        if bucket is None or time.monotonic() - made > _SESSION_SECONDS:
            bucket = role_bucket(self._world, role, ENDPOINT.arn(self._endpoint))
            self._buckets[role] = (time.monotonic(), bucket)
        return bucket


def of(world: World, endpoint: str, config: Record, roles: Mapping[str, str]) -> Capture | None:
    """Return what captures the answers of a configuration; `roles` by the name of their variant."""
    capture = config.get("DataCaptureConfig")
    if capture is None or not capture_config.is_on(capture):
        return None
    writer = CaptureWriter(world, endpoint, roles, capture.get("KmsKeyId"))
    return Capture(endpoint, capture, writer.write, _FLUSH_SECONDS * world.context.wait_scale)
