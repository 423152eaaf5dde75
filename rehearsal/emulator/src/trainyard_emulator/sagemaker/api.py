"""Every operation we have, by name; any other is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from trainyard_emulator.sagemaker import listing, names, validation
from trainyard_emulator.sagemaker.endpoint_configs import EndpointConfigs
from trainyard_emulator.sagemaker.endpoints import Endpoints
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.models import Models
from trainyard_emulator.sagemaker.names import Kind
from trainyard_emulator.sagemaker.packages import ModelPackageGroups, ModelPackages
from trainyard_emulator.sagemaker.processing import ProcessingJobs
from trainyard_emulator.sagemaker.resources import also_judged, resource_arn
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.tags import Tags
from trainyard_emulator.sagemaker.training import TrainingJobs
from trainyard_emulator.sagemaker.transform import TransformJobs
from trainyard_emulator.sagemaker.tuning import TuningJobs
from trainyard_emulator.sagemaker.world import World

type Operation = Callable[[Record], Record]


class Api:
    """SageMaker's control plane in the account and region of the current request."""

    def __init__(self, world: World, store: Store) -> None:
        self.world = world
        self.store = store
        self.endpoints = Endpoints(world, store)
        self._operations = self._all()

    def call(self, operation: str, request: Record) -> Record:
        """Validate a request, do it, and return what AWS's answer holds. Raises ApiError."""
        work = self._operations.get(operation)
        if work is None:
            raise _unknown(operation)
        validation.check(operation, request)
        for resource in also_judged(operation, request):
            self.world.authorize(f"sagemaker:{operation}", resource)
        if operation.startswith("Create") and request.get("Tags"):
            self.world.authorize("sagemaker:AddTags", resource_arn(operation, request))
        return validation.answer(operation, work(request))

    def _all(self) -> dict[str, Operation]:
        world, store = self.world, self.store
        training, processing, models = TrainingJobs(world, store), ProcessingJobs(world, store), Models(world, store)
        configs, groups, packages = EndpointConfigs(store), ModelPackageGroups(store), ModelPackages(world, store)
        tuning, transform, tags = TuningJobs(world, store, training), TransformJobs(world, store), Tags(store)
        return {
            "CreateTrainingJob": training.create,
            "DescribeTrainingJob": training.describe,
            "StopTrainingJob": training.stop,
            "ListTrainingJobs": self._list(names.TRAINING_JOB),
            "CreateProcessingJob": processing.create,
            "DescribeProcessingJob": processing.describe,
            "StopProcessingJob": processing.stop,
            "ListProcessingJobs": self._list(names.PROCESSING_JOB),
            "CreateHyperParameterTuningJob": tuning.create,
            "DescribeHyperParameterTuningJob": tuning.describe,
            "StopHyperParameterTuningJob": tuning.stop,
            "ListHyperParameterTuningJobs": self._list(names.HYPER_PARAMETER_TUNING_JOB),
            "ListTrainingJobsForHyperParameterTuningJob": tuning.list_training_jobs,
            "CreateTransformJob": transform.create,
            "DescribeTransformJob": transform.describe,
            "StopTransformJob": transform.stop,
            "ListTransformJobs": self._list(names.TRANSFORM_JOB),
            "CreateModel": models.create,
            "DescribeModel": models.describe,
            "DeleteModel": models.delete,
            "ListModels": self._list(names.MODEL),
            "CreateEndpointConfig": configs.create,
            "DescribeEndpointConfig": configs.describe,
            "DeleteEndpointConfig": configs.delete,
            "ListEndpointConfigs": self._list(names.ENDPOINT_CONFIG),
            "CreateEndpoint": self.endpoints.create,
            "DescribeEndpoint": self.endpoints.describe,
            "UpdateEndpoint": self.endpoints.update,
            "UpdateEndpointWeightsAndCapacities": self.endpoints.update_weights_and_capacities,
            "DeleteEndpoint": self.endpoints.delete,
            "ListEndpoints": self._list(names.ENDPOINT),
            "CreateModelPackageGroup": groups.create,
            "DescribeModelPackageGroup": groups.describe,
            "DeleteModelPackageGroup": groups.delete,
            "ListModelPackageGroups": self._list(names.MODEL_PACKAGE_GROUP),
            "CreateModelPackage": packages.create,
            "DescribeModelPackage": packages.describe,
            "UpdateModelPackage": packages.update,
            "DeleteModelPackage": packages.delete,
            "ListModelPackages": self._list(names.MODEL_PACKAGE),
            "AddTags": tags.add,
            "ListTags": tags.list,
            "DeleteTags": tags.delete,
        }

    def _list(self, kind: Kind) -> Operation:
        return partial(self._page, f"List{kind.name}s", kind)

    def _page(self, operation: str, kind: Kind, request: Record) -> Record:
        return listing.page(operation, kind, self.store.of(kind).values(), request)


def _unknown(operation: str) -> ApiError:
    if validation.exists(operation):
        return ApiError("UnknownOperationException", f"SageMaker {operation} is not played in a rehearsal.")
    return ApiError("UnknownOperationException", f"SageMaker has no operation {operation!r}.")
