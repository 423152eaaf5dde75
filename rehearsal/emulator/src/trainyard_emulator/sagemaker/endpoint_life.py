"""An endpoint's statuses: entered, announced, and never left in the middle."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context

from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.validation import answer
from trainyard_emulator.sagemaker.world import World

_log = logging.getLogger(__name__)


class EndpointLife:
    """Moves endpoints from status to status."""

    def __init__(self, world: World) -> None:
        self._world = world

    def enter(self, record: Record, status: str) -> None:
        """Set the status and tell EventBridge."""
        record |= {"EndpointStatus": status, "LastModifiedTime": time.time()}
        self.announce(record)

    def announce(self, record: Record, what: str = "Endpoint") -> None:
        """Publish the endpoint as it is."""
        detail = answer("DescribeEndpoint", record)
        self._world.events.publish(f"SageMaker {what} State Change", [record["EndpointArn"]], detail)

    def in_background(self, record: Record, work: Callable[[], None]) -> None:
        """Run `work` on a thread of its own, in the account and region of the current request."""

        def guarded() -> None:
            try:
                work()
            except Exception as error:  # a fault of ours must not leave the endpoint moving for ever
                _log.exception("endpoint %s", record["EndpointName"])
                record["FailureReason"] = f"{type(error).__name__}: {error}"
                record.pop("PendingDeploymentSummary", None)
                self.enter(record, "InService" if record["_traffic"] else "Failed")

        threading.Thread(target=copy_context().run, args=(guarded,), daemon=True).start()
