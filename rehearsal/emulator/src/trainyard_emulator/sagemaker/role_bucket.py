"""S3 as the role of a job or of a model sees it, from within its VPC."""

from __future__ import annotations

from trainyard_emulator.jobs.s3 import Bucket
from trainyard_emulator.network import placements
from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.world import World


def role_bucket(world: World, role_arn: str, source: str, vpc: Record | None = None) -> Bucket:
    """Return S3 in a session of the role for `source`, an ARN; NotTrustedError where it does not trust SageMaker."""
    credentials = dict(world.session(role_arn, "SageMaker", source))
    placements.place(credentials, vpc)
    return Bucket(world.context.endpoint, names.region(), world.context.ca_bundle, role_arn, credentials)
