"""From an endpoint's configuration to the instances that serve it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from trainyard_emulator.identity.sessions import NotTrustedError
from trainyard_emulator.sagemaker import capturing, names, role_needs, variant_summaries
from trainyard_emulator.sagemaker.names import ENDPOINT, MODEL
from trainyard_emulator.sagemaker.role_bucket import role_bucket
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.deployment import Deployment, DeploymentError
from trainyard_emulator.serving.fleet import Fleet, Variant


class Rollout:
    """Starts all variants of a configuration, or none."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def start(self, name: str, config: Record) -> Fleet:
        """Return the fleet with every instance healthy; DeploymentError, and nothing left, otherwise."""
        started: dict[str, Variant] = {}
        roles = {v["VariantName"]: self._model(v)["ExecutionRoleArn"] for v in config["ProductionVariants"]}
        try:
            for variant in config["ProductionVariants"]:
                started[variant["VariantName"]] = self._deployment(name, variant).start()
            return Fleet(config["EndpointConfigName"], started, capturing.of(self._world, name, config, roles))
        except Exception:
            for variant in started.values():
                variant.stop()
            raise

    def summaries(self, config: Record) -> list[Record]:
        """Return the variants of a configuration in service, as DescribeEndpoint shows them."""
        return [
            variant_summaries.in_service(variant, self._model(variant)["_container"]["Image"])
            for variant in config["ProductionVariants"]
        ]

    def check_alarms(self, config: Record, alarms: Sequence[str]) -> None:
        """Fail a deployment whose models' roles may not look at the alarms that would roll it back.

        Source: AWS's developer guide, "Auto-Rollback Configuration and Monitoring": the execution role needs
        cloudwatch:DescribeAlarms on them.
        """
        for variant in config["ProductionVariants"] if alarms else []:
            role = self._model(variant)["ExecutionRoleArn"]
            for alarm in alarms:
                arn = f"arn:aws:cloudwatch:{names.region()}:{names.account()}:alarm:{alarm}"
                decision = self._world.identity.judge(role, "cloudwatch:DescribeAlarms", arn, {})
                if not decision.allowed:
                    raise DeploymentError(decision.refusal)

    def _deployment(self, name: str, variant: Record) -> Deployment:
        model = self._model(variant)
        role = model["ExecutionRoleArn"]
        endpoint = "/aws/sagemaker/Endpoints"
        self._world.logs.tell_lost(ENDPOINT.arn(name), role, f"{endpoint}/{name}", endpoint)
        try:
            role_needs.check_image(self._world.identity, role, model["_container"]["Image"])
            role_needs.check_network(self._world.identity, role, model.get("VpcConfig"))
            bucket = role_bucket(self._world, role, ENDPOINT.arn(name), model.get("VpcConfig"))
        except role_needs.RoleNeedError as missing:
            raise DeploymentError(str(missing)) from missing
        except NotTrustedError as error:
            raise DeploymentError(f"Could not assume role {role}.") from error
        parent = self._world.context.state_dir / "endpoints"
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{name[:40]}-", dir=parent))
        return Deployment(self._world, name, variant, model["_container"], bucket, folder)

    def _model(self, variant: Record) -> Record:
        model = self._store.find(MODEL, variant["ModelName"])
        if model is None:
            raise DeploymentError(f'Could not find model "{MODEL.arn(variant["ModelName"])}".')
        return model
