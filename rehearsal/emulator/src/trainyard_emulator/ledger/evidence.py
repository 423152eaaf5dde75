"""Did this resource of a stack act? Each type has its own sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ministack.services import cloudwatch_logs

from trainyard_emulator import acts, seams
from trainyard_emulator.sagemaker import plugin as sagemaker

seams.require(cloudwatch_logs, "_log_groups")


@dataclass(frozen=True)
class Resource:
    """A resource of a deployed stack; asked about in its own account and region."""

    account: str
    region: str
    type: str
    physical_id: str
    properties: Mapping[str, Any]
    attributes: Mapping[str, Any]

    def arn(self, service: str, path: str = "") -> str:
        """Return the ARN that a resource with this physical id has in a service."""
        if self.physical_id.startswith("arn:"):
            return self.physical_id
        return f"arn:aws:{service}:{self.region}:{self.account}:{path}{self.physical_id}"


def acted(resource: Resource) -> bool:
    """Tell whether the resource did something in this run that could have gone wrong."""
    if resource.type.startswith("Custom::"):
        return True  # its function answered, or its stack would have failed
    sign = _SIGNS.get(resource.type)
    return sign(resource) if sign else acts.noted(str(resource.attributes.get("Arn") or resource.physical_id))


def _role(resource: Resource) -> bool:
    return acts.noted(acts.role_key(resource.account, resource.physical_id))


def _policy(resource: Resource) -> bool:
    roles = resource.properties.get("Roles") or []
    return any(acts.noted(acts.role_key(resource.account, str(role).rsplit("/", 1)[-1])) for role in roles)


def _bucket(resource: Resource) -> bool:
    return acts.noted(f"arn:aws:s3:::{resource.properties.get('Bucket') or resource.physical_id}")


def _own_bucket(resource: Resource) -> bool:
    return acts.noted(f"arn:aws:s3:::{resource.physical_id}")


def _key(resource: Resource) -> bool:
    return acts.noted(resource.arn("kms", "key/"))


def _function(resource: Resource) -> bool:
    return acts.noted(resource.arn("lambda", "function:"))


def _topic_policy(resource: Resource) -> bool:
    return any(acts.noted(str(topic)) for topic in resource.properties.get("Topics") or [])


def _log_group(resource: Resource) -> bool:
    group = cloudwatch_logs._log_groups.get(resource.physical_id) or {}
    return any(stream.get("events") for stream in (group.get("streams") or {}).values())


def _alarm(resource: Resource) -> bool:
    """A green run gives an alarm on failures nothing to look at: it was not reached, whatever it waits for."""
    return acts.noted(resource.arn("cloudwatch", "alarm:"))


def _rule(resource: Resource) -> bool:
    return acts.noted(str(resource.attributes.get("Arn"))) or acts.noted(resource.arn("events", "rule/"))


def _project(resource: Resource) -> bool:
    """A build starts by taking its project's role."""
    return acts.noted(f"codebuild.amazonaws.com as {resource.properties.get('ServiceRole')}")


def _pipeline(resource: Resource) -> bool:
    return acts.noted(resource.arn("codepipeline"))


def _parameter(resource: Resource) -> bool:
    return acts.noted(resource.arn("ssm", "parameter/").replace("parameter//", "parameter/"))


def _package_group(resource: Resource) -> bool:
    name = resource.physical_id.rsplit("/", 1)[-1]
    found = sagemaker.api().call("ListModelPackages", {"ModelPackageGroupName": name})
    return bool(found.get("ModelPackageSummaryList"))


_SIGNS: dict[str, Callable[[Resource], bool]] = {
    "AWS::IAM::Role": _role,
    "AWS::IAM::Policy": _policy,
    "AWS::IAM::ManagedPolicy": _policy,
    "AWS::S3::Bucket": _own_bucket,
    "AWS::S3::BucketPolicy": _bucket,
    "AWS::KMS::Key": _key,
    "AWS::Lambda::Function": _function,
    "AWS::SNS::TopicPolicy": _topic_policy,
    "AWS::Logs::LogGroup": _log_group,
    "AWS::CloudWatch::Alarm": _alarm,
    "AWS::Events::Rule": _rule,
    "AWS::CodeBuild::Project": _project,
    "AWS::CodePipeline::Pipeline": _pipeline,
    "AWS::SSM::Parameter": _parameter,
    "AWS::SageMaker::ModelPackageGroup": _package_group,
}
