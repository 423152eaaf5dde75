"""ARNs of SageMaker's resources in the account and region of the current request."""

from __future__ import annotations

from dataclasses import dataclass

from ministack.core.responses import get_account_id, get_region


@dataclass(frozen=True)
class Kind:
    """A kind of resource: how the API, an ARN and a message call it."""

    name: str
    arn_type: str
    words: str

    @property
    def name_key(self) -> str:
        """The member that holds a resource's name."""
        return f"{self.name}Name"

    @property
    def arn_key(self) -> str:
        """The member that holds a resource's ARN."""
        return f"{self.name}Arn"

    @property
    def event(self) -> str:
        """What EventBridge calls a change of its state."""
        title = self.words.title().replace("Hyperparameter", "HyperParameter")
        return f"SageMaker {title} State Change"

    @property
    def status_key(self) -> str:
        """The member that holds a resource's status."""
        return f"{self.name}Status"

    def arn(self, name: str) -> str:
        """Return the ARN of the resource called `name`."""
        return f"arn:aws:sagemaker:{region()}:{account()}:{self.arn_type}/{name}"


TRAINING_JOB = Kind("TrainingJob", "training-job", "training job")
HYPER_PARAMETER_TUNING_JOB = Kind("HyperParameterTuningJob", "hyper-parameter-tuning-job", "hyperparameter tuning job")
TRANSFORM_JOB = Kind("TransformJob", "transform-job", "transform job")
PROCESSING_JOB = Kind("ProcessingJob", "processing-job", "processing job")
MODEL = Kind("Model", "model", "model")
ENDPOINT_CONFIG = Kind("EndpointConfig", "endpoint-config", "endpoint configuration")
ENDPOINT = Kind("Endpoint", "endpoint", "endpoint")
MODEL_PACKAGE_GROUP = Kind("ModelPackageGroup", "model-package-group", "model package group")
MODEL_PACKAGE = Kind("ModelPackage", "model-package", "model package")
KINDS = (
    TRAINING_JOB,
    PROCESSING_JOB,
    HYPER_PARAMETER_TUNING_JOB,
    TRANSFORM_JOB,
    MODEL,
    ENDPOINT_CONFIG,
    ENDPOINT,
    MODEL_PACKAGE_GROUP,
    MODEL_PACKAGE,
)


def account() -> str:
    """Return the account that the current request acts in."""
    return str(get_account_id())


def region() -> str:
    """Return the region that the current request acts in."""
    return str(get_region())


def short_name(name_or_arn: str) -> str:
    """Return the name in an ARN; a plain name is its own."""
    return name_or_arn.split("/", 1)[1] if name_or_arn.startswith("arn:") and "/" in name_or_arn else name_or_arn
