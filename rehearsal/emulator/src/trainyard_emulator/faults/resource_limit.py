"""ResourceLimitExceeded: the first two starts of a job, creations or updates of an endpoint, in each run.

Sources: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html (an error
of status 400); the message: https://github.com/aws/amazon-sagemaker-feedback/issues/157 and
https://github.com/aws-samples/sagemaker-custom-project-templates/issues/51.
"""

from __future__ import annotations

from typing import Any

from trainyard_emulator.context import Context
from trainyard_emulator.faults import tasks, weather
from trainyard_emulator.faults.tasks import SAGEMAKER, SDK, Task
from trainyard_emulator.sagemaker import plugin
from trainyard_emulator.sagemaker.errors import ApiError
from trainyard_emulator.sagemaker.names import ENDPOINT_CONFIG
from trainyard_emulator.step_functions import errors

NAME = "resource-limit"
TIMES = 2


def install(_context: Context) -> None:
    """Stand before tasks of state machines."""
    tasks.before_each(_strike)


def _strike(task: Task, resource: str, arguments: dict[str, Any]) -> None:
    operation = tasks.operation(resource)
    if not resource.startswith((SAGEMAKER, f"{SDK}sagemaker:")) or operation not in _LIMITED:
        return
    if weather.current().strikes(NAME, str(task), f"{operation} in {task}", TIMES):
        refused = ApiError("ResourceLimitExceeded", message(_LIMITED[operation](arguments)))
        raise errors.optimized(refused) if resource.startswith(SAGEMAKER) else errors.sdk(refused)


def message(quota: str) -> str:
    """Return SageMaker's words about a quota that is used up."""
    return (
        f"The account-level service limit '{quota}' is 1 Instances, with current utilization of 1 Instances and a "
        "request delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS "
        "Service Quotas is not available, contact AWS support to request an increase for this quota."
    )


def _endpoint(arguments: dict[str, Any]) -> str:
    config = plugin.api().store.find(ENDPOINT_CONFIG, str(arguments.get("EndpointConfigName"))) or {}
    variant = (config.get("ProductionVariants") or [{}])[0]
    if "ServerlessConfig" in variant:
        return "Maximum total concurrency that can be allocated across all serverless endpoints"
    return f"{variant.get('InstanceType', 'ml.m5.large')} for endpoint usage"


def _machine(arguments: dict[str, Any], kind: str) -> str:
    holder = arguments.get("TrainingJobDefinition") or arguments
    cluster = (holder.get("ProcessingResources") or {}).get("ClusterConfig")
    resources = cluster or holder.get("ResourceConfig") or holder.get("TransformResources") or {}
    return f"{resources.get('InstanceType')} for {kind} job usage"


_LIMITED = {
    "CreateTrainingJob": lambda arguments: _machine(arguments, "training"),
    "CreateProcessingJob": lambda arguments: _machine(arguments, "processing"),
    "CreateTransformJob": lambda arguments: _machine(arguments, "transform"),
    "CreateHyperParameterTuningJob": lambda arguments: _machine(arguments, "training"),
    "CreateEndpoint": _endpoint,
    "UpdateEndpoint": _endpoint,
}
