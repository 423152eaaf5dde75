"""AWS::SageMaker::ModelPackageGroup over our own SageMaker API."""

from __future__ import annotations

from trainyard_emulator.cloudformation.registry import Adapter, Made, Properties, physical_name, register
from trainyard_emulator.context import Context
from trainyard_emulator.sagemaker import plugin

_NAME = "ModelPackageGroupName"


def install(_context: Context) -> None:
    """Register the type."""
    register(
        "AWS::SageMaker::ModelPackageGroup",
        Adapter(_create, _update, _delete, (_NAME, "ModelPackageGroupDescription")),
    )


def _create(logical_id: str, properties: Properties, stack: str) -> Made:
    name = properties.get(_NAME) or physical_name(stack, logical_id, 63)
    answer = plugin.api().call("CreateModelPackageGroup", {**properties, _NAME: name})
    arn = str(answer["ModelPackageGroupArn"])
    return Made(arn, {"ModelPackageGroupArn": arn, _NAME: name, "ModelPackageGroupStatus": "Completed"})


def _update(arn: str, _old: Properties, new: Properties) -> Made:
    api = plugin.api()
    wanted = list(new.get("Tags") or [])
    kept = {tag["Key"] for tag in wanted}
    tags = api.call("ListTags", {"ResourceArn": arn}).get("Tags", [])
    if gone := [tag["Key"] for tag in tags if tag["Key"] not in kept]:
        api.call("DeleteTags", {"ResourceArn": arn, "TagKeys": gone})
    if wanted:
        api.call("AddTags", {"ResourceArn": arn, "Tags": wanted})
    return Made(arn)


def _delete(arn: str, _properties: Properties) -> None:
    plugin.api().call("DeleteModelPackageGroup", {_NAME: arn.rsplit("/", 1)[-1]})
