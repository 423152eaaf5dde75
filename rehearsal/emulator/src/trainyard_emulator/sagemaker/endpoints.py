"""Endpoints: what may be asked in which state."""

from __future__ import annotations

import copy

from trainyard_emulator.sagemaker import deployment_config, retained, variant_rules
from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.endpoint_deployments import EndpointDeployments
from trainyard_emulator.sagemaker.endpoint_life import EndpointLife
from trainyard_emulator.sagemaker.endpoint_scaling import EndpointScaling
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import ENDPOINT, ENDPOINT_CONFIG
from trainyard_emulator.sagemaker.role_needs import check_volume
from trainyard_emulator.sagemaker.store import Record, Store, existing
from trainyard_emulator.sagemaker.variant_updates import VariantUpdates
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.traffic import Traffic

MOVING = ("Creating", "Updating", "SystemUpdating", "RollingBack", "Deleting")


class Endpoints:
    """Create, Describe, Update, UpdateWeightsAndCapacities, Delete of endpoints."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store
        self._life = EndpointLife(world)
        self._deployments = EndpointDeployments(world, store, self._life)
        self._variants = VariantUpdates(self._life)
        self._scaling = EndpointScaling(world)

    def create(self, request: Record) -> Record:
        """Start bringing a new endpoint up."""
        name = request["EndpointName"]
        with self._store.lock:
            if self._store.find(ENDPOINT, name):
                raise existing(ENDPOINT, name)
            config = copy.deepcopy(self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"]))
            check_volume(self._world, config.get("KmsKeyId"))
            plan = self._plan(request.get("DeploymentConfig"), config, None)
            given = {key: value for key, value in request.items() if key != "DeploymentConfig"}
            record = self._store.add(ENDPOINT, name, given)
            record |= {"EndpointStatus": "Creating", "_traffic": None, "_configs": [config["EndpointConfigName"]]}
        self._keep_plan(record, request.get("DeploymentConfig"))
        self._life.announce(record)
        self._life.in_background(record, lambda: self._deployments.run(record, config, plan))
        return record

    def update(self, request: Record) -> Record:
        """Start moving an endpoint to another configuration; the old one serves until the new is healthy."""
        with self._store.lock:
            record = self._store.need(ENDPOINT, request["EndpointName"])
            self._check_updatable(record)
            config = copy.deepcopy(self._store.need(ENDPOINT_CONFIG, request["EndpointConfigName"]))
            check_volume(self._world, config.get("KmsKeyId"))
            served = record["ProductionVariants"]
            variant_rules.check_conversion(served, config["ProductionVariants"])
            config["ProductionVariants"] = retained.variants(config["ProductionVariants"], served, request)
            self._scaling.check_update(record, config["ProductionVariants"])
            last = record.get("LastDeploymentConfig") if request.get("RetainDeploymentConfig") else None
            given = request.get("DeploymentConfig") or last
            plan = self._plan(given, config, served)
            record["_configs"] = [record["EndpointConfigName"], config["EndpointConfigName"]]
            self._keep_plan(record, given)
            self._life.enter(record, "Updating")
        self._life.in_background(record, lambda: self._deployments.run(record, config, plan))
        return record

    def update_weights_and_capacities(self, request: Record) -> Record:
        """Start giving variants other weights or counts."""
        with self._store.lock:
            record = self._store.need(ENDPOINT, request["EndpointName"])
            self._check_updatable(record)
            work = self._variants.begin(record, request["DesiredWeightsAndCapacities"])
            self._life.enter(record, "Updating")
        self._life.in_background(record, work)
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
            self._scaling.deregister(record["EndpointName"])
            self._life.enter(record, "Deleting")
        self._life.in_background(record, lambda: self._remove(record))
        return {}

    def traffic(self, name: str) -> Traffic | None:
        """Return what serves an endpoint now, if anything does."""
        record = self._store.find(ENDPOINT, name)
        return record["_traffic"] if record else None

    def _plan(self, given: Record | None, config: Record, served: list[Record] | None) -> Plan:
        names = None if served is None else [variant["VariantName"] for variant in served]
        plan = deployment_config.read(given or {}, config["ProductionVariants"], names)
        for alarm in plan.alarms:
            if self._world.alarms.state(alarm) is None:
                raise invalid(f"Invalid DeploymentConfig: could not find the alarm {alarm} to roll back on.")
        return plan

    def _keep_plan(self, record: Record, given: Record | None) -> None:
        if given:
            record["LastDeploymentConfig"] = given

    def _check_updatable(self, record: Record) -> None:
        arn, status = record["EndpointArn"], record["EndpointStatus"]
        if status in MOVING:
            raise invalid(f'Cannot update in-progress endpoint "{arn}".')
        if status != "InService":
            raise invalid(f'Cannot update endpoint "{arn}" in status {status}: it can only be deleted.')

    def _remove(self, record: Record) -> None:
        if record["_traffic"]:
            record["_traffic"].stop()
        self._store.remove(ENDPOINT, record["EndpointName"])
