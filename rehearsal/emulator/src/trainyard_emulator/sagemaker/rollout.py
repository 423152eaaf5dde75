"""From an endpoint's configuration to the instances that serve it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from trainyard_emulator.identity.sessions import NotTrustedError
from trainyard_emulator.sagemaker import role_needs
from trainyard_emulator.sagemaker.models import role_bucket
from trainyard_emulator.sagemaker.names import MODEL
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.world import World
from trainyard_emulator.serving.fleet import Deployment, DeploymentError, Fleet, Variant


class Rollout:
    """Starts all variants of a configuration, or none."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def start(self, name: str, config: Record) -> Fleet:
        """Return the fleet with every instance healthy; DeploymentError, and nothing left, otherwise."""
        started: dict[str, Variant] = {}
        try:
            for variant in config["ProductionVariants"]:
                started[variant["VariantName"]] = self._deployment(name, variant).start()
        except DeploymentError:
            Fleet(started).stop()
            raise
        return Fleet(started)

    def _deployment(self, name: str, variant: Record) -> Deployment:
        model = self._store.find(MODEL, variant["ModelName"])
        if model is None:
            raise DeploymentError(f'Could not find model "{MODEL.arn(variant["ModelName"])}".')
        role = model["ExecutionRoleArn"]
        try:
            role_needs.check_image(self._world.identity, role, model["_container"]["Image"])
            role_needs.check_network(self._world.identity, role, model.get("VpcConfig"))
            bucket = role_bucket(self._world, role)
        except role_needs.RoleNeedError as missing:
            raise DeploymentError(str(missing)) from missing
        except NotTrustedError as error:
            raise DeploymentError(f"Could not assume role {role}.") from error
        parent = self._world.context.state_dir / "endpoints"
        parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{name[:40]}-", dir=parent))
        return Deployment(self._world, name, variant, model["_container"], bucket, folder)


def summary(variant: Record) -> Record:
    """Return a variant as DescribeEndpoint shows it."""
    weight, count = float(variant.get("InitialVariantWeight", 1)), variant["InitialInstanceCount"]
    return {
        "VariantName": variant["VariantName"],
        "CurrentWeight": weight,
        "DesiredWeight": weight,
        "CurrentInstanceCount": count,
        "DesiredInstanceCount": count,
    }
