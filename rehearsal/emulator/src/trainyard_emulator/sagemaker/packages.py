"""Model package groups and the packages in them."""

from __future__ import annotations

import time

from trainyard_emulator.sagemaker import images, names
from trainyard_emulator.sagemaker.errors import ApiError, invalid
from trainyard_emulator.sagemaker.names import MODEL_PACKAGE, MODEL_PACKAGE_GROUP, short_name
from trainyard_emulator.sagemaker.store import Record, Store
from trainyard_emulator.sagemaker.world import World

_IMMUTABLE = ("ModelPackageArn",)


class ModelPackageGroups:
    """Create, Describe, Delete of model package groups."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, request: Record) -> Record:
        """Make an empty group."""
        name = request["ModelPackageGroupName"]
        with self._store.lock:
            if self._store.find(MODEL_PACKAGE_GROUP, name):
                raise invalid(f"Model Package Group already exists: {MODEL_PACKAGE_GROUP.arn(name)}")
            record = self._store.add(MODEL_PACKAGE_GROUP, name, request)
        record |= {"ModelPackageGroupStatus": "Completed", "CreatedBy": {}, "_versions": 0}
        return record

    def describe(self, request: Record) -> Record:
        """Return a group's record."""
        return self._store.need(MODEL_PACKAGE_GROUP, request["ModelPackageGroupName"])

    def delete(self, request: Record) -> Record:
        """Forget a group; one with packages is refused."""
        name = short_name(request["ModelPackageGroupName"])
        self._store.need(MODEL_PACKAGE_GROUP, name)
        if any(package["ModelPackageGroupName"] == name for package in self._store.of(MODEL_PACKAGE).values()):
            raise ApiError("ConflictException", f"Model Package Group {name} still contains model packages.")
        self._store.remove(MODEL_PACKAGE_GROUP, name)
        return {}


class ModelPackages:
    """Create, Describe, Update, Delete of versioned model packages."""

    def __init__(self, world: World, store: Store) -> None:
        self._world = world
        self._store = store

    def create(self, request: Record) -> Record:
        """Register the next version of a group."""
        if "ModelPackageGroupName" not in request:
            raise invalid("ModelPackageGroupName is required: a rehearsal keeps versioned packages only.")
        if "InferenceSpecification" not in request:
            raise invalid("InferenceSpecification is required to create a versioned model package.")
        if request.get("Tags"):
            # "you cannot supply a tag argument": API reference of CreateModelPackage, Tags.
            raise invalid("Tags: a versioned model package uses the tags of its group; leave them out.")
        for container in request["InferenceSpecification"]["Containers"]:
            if "Image" in container:
                images.check(container["Image"], names.region())
        with self._store.lock:
            group = self._store.need(MODEL_PACKAGE_GROUP, request["ModelPackageGroupName"])
            group["_versions"] += 1
            group_name, version = group["ModelPackageGroupName"], group["_versions"]
            record = self._store.add(MODEL_PACKAGE, f"{group_name}/{version}", request)
        record |= {
            "ModelPackageGroupName": group_name,
            "ModelPackageVersion": version,
            "ModelPackageStatus": "Completed",
            "ModelPackageStatusDetails": {"ValidationStatuses": [], "ImageScanStatuses": []},
            "ModelApprovalStatus": request.get("ModelApprovalStatus", "PendingManualApproval"),
        }
        self._announce(record)
        return record

    def describe(self, request: Record) -> Record:
        """Return a package's record, by ARN."""
        return self._store.need(MODEL_PACKAGE, request["ModelPackageName"])

    def update(self, request: Record) -> Record:
        """Approve, reject, or change a package's metadata."""
        record = self._store.need(MODEL_PACKAGE, request["ModelPackageArn"])
        metadata = {**record.get("CustomerMetadataProperties", {}), **request.get("CustomerMetadataProperties", {})}
        for key in request.get("CustomerMetadataPropertiesToRemove", []):
            metadata.pop(key, None)
        record |= {key: value for key, value in request.items() if key not in _IMMUTABLE}
        record |= {"CustomerMetadataProperties": metadata, "LastModifiedTime": time.time()}
        self._announce(record)
        return record

    def delete(self, request: Record) -> Record:
        """Forget a package; its version number is not given again."""
        self._store.need(MODEL_PACKAGE, request["ModelPackageName"])
        self._store.remove(MODEL_PACKAGE, request["ModelPackageName"])
        return {}

    def _announce(self, record: Record) -> None:
        detail = {key: value for key, value in record.items() if not key.startswith("_")}
        self._world.events.publish("SageMaker Model Package State Change", [record["ModelPackageArn"]], detail)
