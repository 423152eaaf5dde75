"""Models: an image, an archive and a role, checked when they are put together."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.names import MODEL
from trainyard_emulator.sagemaker.role_bucket import role_bucket
from trainyard_emulator.sagemaker.role_needs import check_passed
from trainyard_emulator.sagemaker.store import Record, Store, existing
from trainyard_emulator.sagemaker.world import World

_NOT_PLAYED = ("ModelDataSource", "MultiModelConfig", "ModelPackageName", "InferenceSpecificationName")


class Models:
    """Create, Describe, Delete of models with one container."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Check image, role and archive, then keep the model."""
        container = request.get("PrimaryContainer") or (request.get("Containers") or [{}])[0]
        if len(request.get("Containers", [])) > 1:
            raise invalid("Containers: an inference pipeline is not played in a rehearsal, only one container.")
        for member in _NOT_PLAYED:
            if container.get(member):
                raise invalid(f"PrimaryContainer.{member} is not played in a rehearsal: give Image and ModelDataUrl.")
        if not container.get("Image") or not container.get("ModelDataUrl"):
            raise invalid("PrimaryContainer.Image and ModelDataUrl are required.")
        images.check(container["Image"], names.region())
        if not request.get("ExecutionRoleArn"):
            raise invalid("ExecutionRoleArn is required to create a model.")
        name = request["ModelName"]
        check_passed(self._world, request["ExecutionRoleArn"], MODEL.arn(name))
        if self._store.find(MODEL, name):
            raise existing(MODEL, name)
        check_artifact(self._world, container["ModelDataUrl"], request["ExecutionRoleArn"], MODEL.arn(name))
        with self._store.lock:
            record = self._store.add(MODEL, name, request)
        record |= {
            "EnableNetworkIsolation": request.get("EnableNetworkIsolation", False),
            "_container": _isolated(container, request),
        }
        return record

    def describe(self, request: Record) -> Record:
        """Return a model's record."""
        return self._store.need(MODEL, request["ModelName"])

    def delete(self, request: Record) -> Record:
        """Forget a model; endpoints that serve it go on."""
        self._store.need(MODEL, request["ModelName"])
        self._store.remove(MODEL, request["ModelName"])
        return {}


def check_artifact(world: World, uri: str, role_arn: str, source: str) -> None:
    """Refuse an archive that is not there, or that the role may not read, in AWS's words."""
    try:
        role_bucket(world, role_arn, source).size(uri)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchBucket", "404"):
            raise invalid(f"Could not find model data at {uri}.") from None
        raise invalid(_UNREADABLE.format(uri=uri, role=role_arn, region=names.region(), answer=error)) from None
    except BotoCoreError as error:
        raise invalid(_UNREADABLE.format(uri=uri, role=role_arn, region=names.region(), answer=error)) from None


_UNREADABLE = (
    'Could not access model data at {uri}. Please ensure that the role "{role}" exists and that its trust relationship '
    'policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that '
    'the role has "s3:GetObject" permissions and that the object is located in {region}. '
    "Error message from S3: {answer}"
)


def _isolated(container: Record, request: Record) -> Record:
    """Return the container with what it is to know of its network."""
    return container | {"EnableNetworkIsolation": request.get("EnableNetworkIsolation", False)}
