"""One deployment of an endpoint: a new fleet beside the old, traffic shifted, the one that loses ended."""

from __future__ import annotations

import time

from trainyard_emulator.sagemaker import capture_config, variant_summaries
from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.endpoint_life import EndpointLife
from trainyard_emulator.sagemaker.rollout import Rollout
from trainyard_emulator.sagemaker.shift import RolledBackError, Shift
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.deployment import DeploymentError
from trainyard_emulator.serving.fleet import Fleet
from trainyard_emulator.serving.traffic import Traffic


class EndpointDeployments:
    """Carries endpoints to other configurations."""

    def __init__(self, world: World, store: Store, life: EndpointLife) -> None:
        self._world = world
        self._rollout = Rollout(world, store)
        self._life = life

    def run(self, record: Record, config: Record, plan: Plan) -> None:
        """Bring the configuration up and traffic to it; whatever fails, what served before goes on serving."""
        started = time.time()

        def stage(status: str) -> None:
            record["PendingDeploymentSummary"] = variant_summaries.pending(config, status, started)
            self._life.announce(record, "Endpoint Deployment")

        stage("Creating")
        try:
            self._rollout.check_alarms(config, plan.alarms)
            summaries = self._rollout.summaries(config)
            fleet = self._rollout.start(record["EndpointName"], config)
        except DeploymentError as failed:
            self._end(record, "InService" if record["_traffic"] else "Failed", str(failed))
            return
        traffic: Traffic | None = record["_traffic"]
        try:
            if traffic is not None:
                Shift(plan, self._world.alarms, self._world.context.wait_scale, stage).run(traffic, fleet)
        except RolledBackError as back:
            self._roll_back(record, fleet, str(back))
            return
        except Exception:  # a fault of ours: nothing of the new fleet may go on answering, or running
            if traffic is not None:
                traffic.give_back()
            fleet.stop()
            raise
        self._accept(record, config, summaries, fleet)

    def _accept(self, record: Record, config: Record, summaries: list[Record], fleet: Fleet) -> None:
        record["ProductionVariants"] = summaries
        record["EndpointConfigName"] = config["EndpointConfigName"]
        record["_types"] = {v["VariantName"]: v.get("InstanceType") for v in config["ProductionVariants"]}
        record["DataCaptureConfig"] = capture_config.summary(config.get("DataCaptureConfig"))
        traffic: Traffic | None = record["_traffic"]
        old = traffic.accept() if traffic else None
        if traffic is None:
            record["_traffic"] = Traffic(fleet)
        record.pop("FailureReason", None)
        self._end(record, "InService", None)
        if old:
            old.stop()

    def _roll_back(self, record: Record, green: Fleet, reason: str) -> None:
        record["_traffic"].give_back()
        self._life.enter(record, "RollingBack")
        green.stop()
        self._end(record, "InService", reason)

    def _end(self, record: Record, status: str, reason: str | None) -> None:
        record.pop("PendingDeploymentSummary", None)
        if reason is not None:
            record["FailureReason"] = reason
        self._life.enter(record, status)
