"""Variants and deployments on a running stand-in: who answers, before, during and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_account import MlAccount, unique, until
from roles import allow
from served import ANSWERING, Endpoint
from stand_in import DEV, StandIn

FAILING = 'def model_fn(folder): return 1\ndef transform_fn(*_): raise ValueError("broken")\n'
# Long enough, scaled, for what a test does meanwhile; a rollback or the next step ends it sooner.
WAIT = 100


@pytest.fixture(scope="module")
def account(stand_in: StandIn) -> MlAccount:
    """An account whose models may read all of S3 and look at alarms."""
    return MlAccount.made(stand_in, DEV, allow(["s3:*", "cloudwatch:DescribeAlarms"]))


@pytest.fixture
def endpoint(account: MlAccount) -> Iterator[Endpoint]:
    with Endpoint.named(account) as endpoint:
        yield endpoint


def share(endpoint: Endpoint, count: int = 40) -> Counter[str]:
    """Return how many of `count` answers each model gives; a failed one counts as `failed`."""
    return Counter(_who(endpoint) for _ in range(count))


def _who(endpoint: Endpoint) -> str:
    try:
        return endpoint.ask().split("|")[0]
    except ClientError:
        return "failed"


def alarm_on(endpoint: Endpoint, metric: str = "Invocation5XXErrors") -> str:
    name = unique("alarm")
    endpoint.account.client("cloudwatch").put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/SageMaker",
        MetricName=metric,
        Dimensions=[
            {"Name": "EndpointName", "Value": endpoint.name},
            {"Name": "VariantName", "Value": "AllTraffic"},
        ],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
    return name


def canary(percent: int = 25, *alarms: str, wait: int = WAIT) -> dict[str, Any]:
    size = {"Type": "CAPACITY_PERCENT", "Value": percent}
    routing = {"Type": "CANARY", "WaitIntervalInSeconds": wait, "CanarySize": size}
    config: dict[str, Any] = {"BlueGreenUpdatePolicy": {"TrafficRoutingConfiguration": routing}}
    if alarms:
        config["AutoRollbackConfiguration"] = {"Alarms": [{"AlarmName": name} for name in alarms]}
    return config


def baking(endpoint: Endpoint) -> dict[str, Any]:
    """Wait until the canary has its share; returns the summary of the deployment."""

    def summary() -> dict[str, Any]:
        found = endpoint.sagemaker.describe_endpoint(EndpointName=endpoint.name)
        return dict(found.get("PendingDeploymentSummary", {}))

    def stages(found: dict[str, Any]) -> set[str]:
        return {stage["Status"] for variant in found["ProductionVariants"] for stage in variant["VariantStatus"]}

    return until(summary, lambda found: not found or stages(found) == {"Baking"})


class TestVariants:
    def test_each_has_its_share_of_the_answers(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config_of(Champion=("one", 0.9), Challenger=("two", 0.1)))
        assert share(endpoint) == {"one": 36, "two": 4}

    def test_the_answer_names_the_variant_and_a_variant_can_be_asked_for(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config_of(Champion=("one", 1), Challenger=("two", 1)))
        answer = endpoint.runtime.invoke_endpoint(EndpointName=endpoint.name, Body="b", TargetVariant="Challenger")
        assert answer["InvokedProductionVariant"] == "Challenger"
        assert answer["Body"].read().decode().startswith("two|")

    def test_other_weights_hold_at_once(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config_of(Champion=("one", 0.9), Challenger=("two", 0.1)))
        endpoint.sagemaker.update_endpoint_weights_and_capacities(
            EndpointName=endpoint.name,
            DesiredWeightsAndCapacities=[
                {"VariantName": "Champion", "DesiredWeight": 1},
                {"VariantName": "Challenger", "DesiredWeight": 3},
            ],
        )
        found = {v["VariantName"]: v["CurrentWeight"] for v in endpoint.settled()["ProductionVariants"]}
        assert found == {"Champion": 1, "Challenger": 3}
        assert share(endpoint) == {"one": 10, "two": 30}

    def test_a_higher_count_brings_more_processes_and_an_update_may_keep_them(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config("one"))
        endpoint.sagemaker.update_endpoint_weights_and_capacities(
            EndpointName=endpoint.name,
            DesiredWeightsAndCapacities=[{"VariantName": "AllTraffic", "DesiredInstanceCount": 3}],
        )
        assert endpoint.settled()["ProductionVariants"][0]["CurrentInstanceCount"] == 3
        assert len({endpoint.ask("pid") for _ in range(6)}) == 3
        found = endpoint.update(endpoint.config("two"), RetainAllVariantProperties=True)
        assert found["ProductionVariants"][0]["CurrentInstanceCount"] == 3
        assert endpoint.update(endpoint.config("three"))["ProductionVariants"][0]["CurrentInstanceCount"] == 1

    def test_an_unknown_variant_has_no_weight(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config("one"))
        with pytest.raises(ClientError, match='Could not find variant "Other"'):
            endpoint.sagemaker.update_endpoint_weights_and_capacities(
                EndpointName=endpoint.name,
                DesiredWeightsAndCapacities=[{"VariantName": "Other", "DesiredWeight": 1}],
            )


class TestCanary:
    def test_the_canary_has_its_share_and_then_all(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config("one", count=2))
        second = endpoint.config("two", count=2)
        endpoint.begin_update(second, DeploymentConfig=canary(25))
        pending = baking(endpoint)
        assert pending["EndpointConfigName"] == second
        assert share(endpoint) == {"one": 30, "two": 10}
        found = endpoint.settled()
        assert (found["EndpointConfigName"], "PendingDeploymentSummary" in found) == (second, False)
        assert share(endpoint) == {"two": 40}

    def test_errors_of_the_new_model_roll_it_back(self, endpoint: Endpoint) -> None:
        first = endpoint.config("one", count=2)
        endpoint.create(first)
        alarm = alarm_on(endpoint)
        endpoint.begin_update(endpoint.config("two", FAILING, count=2), DeploymentConfig=canary(50, alarm))
        baking(endpoint)
        answers = share(endpoint, 2)
        found = endpoint.settled()
        assert answers["failed"] == 1
        assert (found["EndpointStatus"], found["EndpointConfigName"]) == ("InService", first)
        assert alarm in found["FailureReason"]
        assert share(endpoint) == {"one": 40}

    def test_an_alarm_needs_to_exist(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config("one", count=2))
        with pytest.raises(ClientError, match="could not find the alarm nothing"):
            endpoint.begin_update(endpoint.config("two", count=2), DeploymentConfig=canary(25, "nothing"))

    def test_the_models_role_needs_to_see_the_alarm(self, stand_in: StandIn) -> None:
        blind = Endpoint(MlAccount.made(stand_in, DEV))
        first = blind.config("one", count=2)
        blind.create(first)
        found = blind.update(blind.config("two", count=2), DeploymentConfig=canary(25, alarm_on(blind)))
        assert found["EndpointConfigName"] == first
        assert "is not authorized to perform: cloudwatch:DescribeAlarms" in found["FailureReason"]
        blind.delete()

    def test_the_last_deployment_can_be_repeated(self, endpoint: Endpoint) -> None:
        endpoint.create(endpoint.config("one", count=2))
        endpoint.update(endpoint.config("two", count=2), DeploymentConfig=canary(25, wait=0))
        endpoint.begin_update(endpoint.config("three", ANSWERING, count=2), RetainDeploymentConfig=True)
        assert endpoint.settled()["LastDeploymentConfig"] == canary(25, wait=0)


def test_the_content_type_is_the_models(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    answer = endpoint.runtime.invoke_endpoint(EndpointName=endpoint.name, Body="b", Accept="application/json")
    assert answer["ContentType"] == "application/json"


def test_every_metric_of_an_invocation_is_kept(endpoint: Endpoint) -> None:
    endpoint.create(endpoint.config("one"))
    endpoint.ask()
    found = endpoint.account.client("cloudwatch").list_metrics(
        Namespace="AWS/SageMaker", Dimensions=[{"Name": "EndpointName", "Value": endpoint.name}]
    )
    assert {(metric["MetricName"], len(metric["Dimensions"])) for metric in found["Metrics"]} == {
        (name, dimensions)
        for dimensions in (2, 3)
        for name in (
            "Invocations",
            "InvocationsPerInstance",
            "Invocation4XXErrors",
            "Invocation5XXErrors",
            "InvocationModelErrors",
            "ModelLatency",
            "OverheadLatency",
        )
    }
