"""Endpoints: what may be asked in which state, and what serves meanwhile."""

from __future__ import annotations

import copy
import logging
import threading
import time
from collections.abc import Callable
from contextvars import copy_context

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import ENDPOINT, ENDPOINT_CONFIG
from trainyard_emulator.sagemaker.rollout import Rollout, summary
from trainyard_emulator.sagemaker.store import Record, Store, existing
from trainyard_emulator.sagemaker.validation import answer
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.fleet import DeploymentError, Fleet

MOVING = ("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting")
_log = logging.getLogger(__name__)


class Endpoints:
    """Create, Describe, Update, Delete of endpoints."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store
        self._rollout = Rollout(world, store)

    def create(self, request: Record) -> Record:
        """Start bringing a new endpoint up."""
        name = request["EndpointName"]
        if request.get("DeploymentConfig"):
            raise invalid("DeploymentConfig is not played in a rehearsal: an endpoint moves all at once.")
        with self._store.lock:
            if self._store.find(ENDPOINT, name):
                raise existing(ENDPOINT, name)
            config = self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"])
            record = self._store.add(ENDPOINT, name, request)
            record |= {"EndpointStatus": "Creating", "_fleet": None, "_configs": [config["EndpointConfigName"]]}
        self._announce(record)
        self._in_background(record, lambda: self._deploy(record, copy.deepcopy(config), "Failed"))
        return record

    def update(self, request: Record) -> Record:
        """Start moving an endpoint to another configuration; the old one serves until the new is healthy."""
        if request.get("DeploymentConfig"):
            raise invalid("DeploymentConfig is not played in a rehearsal: an endpoint moves all at once.")
        with self._store.lock:
            record = self._store.need(ENDPOINT, request["EndpointName"])
            self._check_updatable(record)
            config = self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"])
            record["_configs"] = [record["EndpointConfigName"], config["EndpointConfigName"]]
            self._enter(record, "Updating")
        self._in_background(record, lambda: self._deploy(record, copy.deepcopy(config), "InService"))
        return record

    def describe(self, request: Record) -> Record:
        """Return an endpoint's record."""
        return self._store.need(ENDPOINT, request["EndpointName"])

    def delete(self, request: Record) -> Record:
        """Start taking an endpoint down."""
        with self._store.lock:
            record = self._store.need(ENDPOINT, request["EndpointName"])
            if record["EndpointStatus"] in MOVING:
                raise invalid(f'Cannot update in-progress endpoint "{record["EndpointArn"]}".')
            self._enter(record, "Deleting")
        self._in_background(record, lambda: self._remove(record))
        return {}

    def fleet(self, name: str) -> Fleet | None:
        """Return what serves an endpoint now, if anything does."""
        record = self._store.find(ENDPOINT, name)
        return record["_fleet"] if record else None

    def _check_updatable(self, record: Record) -> None:
        arn, status = record["EndpointArn"], record["EndpointStatus"]
        if status in MOVING:
            raise invalid(f'Cannot update in-progress endpoint "{arn}".')
        if status != "InService":
            raise invalid(f'Cannot update endpoint "{arn}" in status {status}: it can only be deleted.')

    def _deploy(self, record: Record, config: Record, after_failure: str) -> None:
        try:
            fleet = self._rollout.start(record["EndpointName"], config)
        except DeploymentError as failed:
            record["FailureReason"] = str(failed)
            self._enter(record, after_failure)
            return
        old, record["_fleet"] = record["_fleet"], fleet
        record.pop("FailureReason", None)
        record["EndpointConfigName"] = config["EndpointConfigName"]
        record["ProductionVariants"] = [summary(variant) for variant in config["ProductionVariants"]]
        self._enter(record, "InService")
        if old:
            old.stop()

    def _remove(self, record: Record) -> None:
        if record["_fleet"]:
            record["_fleet"].stop()
        self._store.remove(ENDPOINT, record["EndpointName"])

    def _enter(self, record: Record, status: str) -> None:
        record |= {"EndpointStatus": status, "LastModifiedTime": time.time()}
        self._announce(record)

    def _announce(self, record: Record) -> None:
        detail = answer("DescribeEndpoint", record)
        self._world.events.publish("SageMaker Endpoint State Change", [record["EndpointArn"]], detail)

    def _in_background(self, record: Record, work: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception as error:  # a fault of ours must not leave the endpoint moving for ever
                _log.exception("endpoint %s", record["EndpointName"])
                record["FailureReason"] = f"{type(error).__name__}: {error}"
                self._enter(record, "InService" if record["_fleet"] else "Failed")

        threading.Thread(target=copy_context().run, args=(guarded,), daemon=True).start()
