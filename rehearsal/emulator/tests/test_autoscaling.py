"""Application Auto Scaling on a running stand-in: who may register what, and what an endpoint may do then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import MlAccount, unique, until
from records import states
from roles import Session, allow, make_role, root_of, service
from served import Endpoint
from stand_in import DEV, StandIn

TARGET = {"ServiceNamespace": "sagemaker", "ScalableDimension": "sagemaker:variant:DesiredInstanceCount"}
ROLE = "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
SLR = allow("iam:CreateServiceLinkedRole")
OF_VARIANTS = {
    "application-autoscaling:service-namespace": TARGET["ServiceNamespace"],
    "application-autoscaling:scalable-dimension": TARGET["ScalableDimension"],
}
REGISTER = allow("application-autoscaling:*", Condition={"StringEquals": OF_VARIANTS})
ON_ENDPOINT = allow(
    [
        "sagemaker:DescribeEndpoint",
        "sagemaker:DescribeEndpointConfig",
        "sagemaker:UpdateEndpointWeightsAndCapacities",
    ]
)
ON_ALARMS = allow(["cloudwatch:PutMetricAlarm", "cloudwatch:DescribeAlarms", "cloudwatch:DeleteAlarms"])


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose models may read all of S3."""
    return MlAccount.made(stand_in, DEV)


@pytest.fixture(scope="module")
def served(account: MlAccount) -> Iterator[Endpoint]:
    """An endpoint with one instance."""
    endpoint = Endpoint(account)
    endpoint.create(endpoint.config("one"))
    yield endpoint
    endpoint.delete()


@pytest.fixture
def scaling(account: MlAccount) -> Any:
    """The account's root."""
    return account.client("application-autoscaling")


def variant(endpoint: Endpoint, name: str = "AllTraffic") -> dict[str, str]:
    return TARGET | {"ResourceId": f"endpoint/{endpoint.name}/variant/{name}"}


def policy(target: float = 100, metric: str = "SageMakerVariantInvocationsPerInstance") -> dict[str, Any]:
    tracking = {"TargetValue": target, "PredefinedMetricSpecification": {"PredefinedMetricType": metric}}
    return {
        "PolicyName": "by-invocations",
        "PolicyType": "TargetTrackingScaling",
        "TargetTrackingScalingPolicyConfiguration": tracking,
    }


def acting(stand_in: StandIn, *statements: dict[str, Any]) -> Any:
    role = make_role(stand_in, DEV, root_of(DEV), *statements)
    return Session.of(stand_in, DEV, role).client("application-autoscaling")


def test_a_variant_is_registered_moved_into_its_range_and_given_a_policy(account: MlAccount, scaling: Any) -> None:
    endpoint = Endpoint(account)
    endpoint.create(endpoint.config("one"))
    scaling.register_scalable_target(**variant(endpoint), MinCapacity=2, MaxCapacity=4)
    assert endpoint.settled()["ProductionVariants"][0]["CurrentInstanceCount"] == 2
    answer = scaling.put_scaling_policy(**variant(endpoint), **policy())
    assert answer["PolicyARN"].endswith(":policyName/by-invocations")
    (target,) = scaling.describe_scalable_targets(
        ServiceNamespace="sagemaker", ResourceIds=[variant(endpoint)["ResourceId"]]
    )["ScalableTargets"]
    assert (target["MinCapacity"], target["MaxCapacity"]) == (2, 4)
    assert target["RoleARN"].endswith(f"/{ROLE}")
    found = scaling.describe_scaling_policies(**variant(endpoint))["ScalingPolicies"]
    assert [kept["PolicyName"] for kept in found] == ["by-invocations"]
    endpoint.delete()
    assert not scaling.describe_scaling_policies(**variant(endpoint))["ScalingPolicies"]


def test_another_instance_type_of_a_registered_variant_is_refused(account: MlAccount, scaling: Any) -> None:
    endpoint = Endpoint(account)
    endpoint.create(endpoint.config("one"))
    scaling.register_scalable_target(**variant(endpoint), MinCapacity=1, MaxCapacity=2)
    larger = endpoint.config("two", kind="ml.m5.xlarge")
    with pytest.raises(ClientError, match=r"from ml\.m5\.large to ml\.m5\.xlarge: it is registered as a scalable"):
        endpoint.update(larger)
    assert endpoint.update(endpoint.config("two"))["EndpointStatus"] == "InService"
    scaling.deregister_scalable_target(**variant(endpoint))
    assert endpoint.update(larger)["EndpointConfigName"] == larger
    endpoint.delete()


@pytest.mark.parametrize(
    ("lacking", "missing"),
    [
        (REGISTER, "application-autoscaling:RegisterScalableTarget"),
        (ON_ENDPOINT, "sagemaker:DescribeEndpoint"),
    ],
)
def test_the_caller_needs_rights_on_both(
    stand_in: StandIn, served: Endpoint, lacking: dict[str, Any], missing: str
) -> None:
    client = acting(stand_in, *[given for given in (REGISTER, ON_ENDPOINT, SLR) if given is not lacking])
    with pytest.raises(ClientError, match=f"is not authorized to perform: {missing} (on|because)"):
        client.register_scalable_target(**variant(served), MinCapacity=1, MaxCapacity=2)


def test_a_policy_needs_rights_on_its_alarms(stand_in: StandIn, served: Endpoint) -> None:
    client = acting(stand_in, REGISTER, ON_ENDPOINT, SLR)
    client.register_scalable_target(**variant(served), MinCapacity=1, MaxCapacity=2)
    with pytest.raises(ClientError, match="cloudwatch:PutMetricAlarm on resource"):
        client.put_scaling_policy(**variant(served), **policy())
    client = acting(stand_in, REGISTER, ON_ENDPOINT, ON_ALARMS)
    client.put_scaling_policy(**variant(served), **policy())


def test_what_aws_refuses_is_refused(served: Endpoint, scaling: Any) -> None:
    unknown = variant(served, "Other")
    with pytest.raises(ClientError, match="variant with instances does not exist"):
        scaling.register_scalable_target(**unknown, MinCapacity=1, MaxCapacity=2)
    with pytest.raises(ClientError, match="Maximum capacity cannot be less than minimum capacity"):
        scaling.register_scalable_target(**variant(served), MinCapacity=3, MaxCapacity=2)
    with pytest.raises(scaling.exceptions.ObjectNotFoundException, match="No scalable target found for service"):
        scaling.put_scaling_policy(**unknown, **policy())
    scaling.register_scalable_target(**variant(served), MinCapacity=1, MaxCapacity=2)
    with pytest.raises(ClientError, match="PredefinedMetricType of sagemaker:variant:DesiredInstanceCount is one of"):
        scaling.put_scaling_policy(**variant(served), **policy(metric="ECSServiceAverageCPUUtilization"))


def test_lasting_traffic_brings_instances(stand_in: StandIn, account: MlAccount, scaling: Any) -> None:
    endpoint = Endpoint(account)
    endpoint.create(endpoint.config("one"))
    scaling.register_scalable_target(**variant(endpoint), MinCapacity=1, MaxCapacity=2)
    alarms = scaling.put_scaling_policy(**variant(endpoint), **policy(target=1))["Alarms"]

    def asked() -> int:
        endpoint.ask()
        found = endpoint.sagemaker.describe_endpoint(EndpointName=endpoint.name)
        return int(found["ProductionVariants"][0]["CurrentInstanceCount"])

    assert until(asked, lambda count: count == 2) == 2
    kept = f"{variant(endpoint)['ResourceId']}/by-invocations"
    assert states(stand_in, "no workflow")[kept] == "executed"
    endpoint.delete()
    found = account.client("cloudwatch").describe_alarms(AlarmNames=[alarm["AlarmName"] for alarm in alarms])
    assert len(alarms) == 2
    assert not found["MetricAlarms"]


def test_who_deletes_an_endpoint_takes_its_targets_off(stand_in: StandIn, account: MlAccount, scaling: Any) -> None:
    endpoint = Endpoint(account)
    endpoint.create(endpoint.config("one"))
    scaling.register_scalable_target(**variant(endpoint), MinCapacity=1, MaxCapacity=2)
    delete = allow("sagemaker:DeleteEndpoint")
    for statements, refused in (([delete], True), ([delete, REGISTER], False)):
        sagemaker = Session.of(stand_in, DEV, make_role(stand_in, DEV, root_of(DEV), *statements)).client("sagemaker")
        if refused:
            with pytest.raises(ClientError, match="application-autoscaling:DeregisterScalableTarget on resource"):
                sagemaker.delete_endpoint(EndpointName=endpoint.name)
        else:
            sagemaker.delete_endpoint(EndpointName=endpoint.name)
    with pytest.raises(scaling.exceptions.ObjectNotFoundException):
        scaling.deregister_scalable_target(**variant(endpoint))


def test_a_state_machine_registers_as_its_role_and_the_ledger_is_honest(stand_in: StandIn, served: Endpoint) -> None:
    client, name = stand_in.client("stepfunctions", DEV), unique("scales")
    call = "arn:aws:states:::aws-sdk:applicationautoscaling"
    definition = {
        "QueryLanguage": "JSONata",
        "StartAt": "Register",
        "States": {
            "Register": {
                "Type": "Task",
                "Resource": f"{call}:registerScalableTarget",
                "Arguments": variant(served) | {"MinCapacity": 1, "MaxCapacity": 3},
                "Next": "Put",
            },
            "Put": {
                "Type": "Task",
                "Resource": f"{call}:putScalingPolicy",
                "Arguments": variant(served) | policy(),
                "End": True,
            },
        },
    }
    role = make_role(stand_in, DEV, service("states"), REGISTER, ON_ENDPOINT, SLR, ON_ALARMS)
    arn = client.create_state_machine(name=name, roleArn=role, definition=json.dumps(definition))["stateMachineArn"]
    execution = client.start_execution(stateMachineArn=arn)["executionArn"]
    ended = until(lambda: client.describe_execution(executionArn=execution), lambda found: found["status"] != "RUNNING")
    assert ended["status"] == "SUCCEEDED", ended.get("cause")
    kept = f"endpoint/{served.name}/variant/AllTraffic/by-invocations"
    assert states(stand_in, execution) == {"Register": "executed", "Put": "executed", kept: "recorded"}
