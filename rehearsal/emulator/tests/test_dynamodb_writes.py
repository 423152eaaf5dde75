"""Of many who write on the same condition at once, one succeeds."""

from __future__ import annotations

import json
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from roles import allow, make_role, service
from stand_in import DEV, StandIn
from test_identity_services import eventually
from trainyard_emulator import dynamodb_writes

PUT = "arn:aws:states:::dynamodb:putItem"
STARTS = 12


def table(stand_in: StandIn) -> str:
    name = f"t-{uuid.uuid4().hex[:8]}"
    described = stand_in.client("dynamodb", DEV).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return str(described["TableDescription"]["TableArn"])


def run_all(stand_in: StandIn, role: str, arn: str) -> Counter[str]:
    """Run as many executions as STARTS of a machine that takes a lock; count how they ended."""
    client = stand_in.client("stepfunctions", DEV)
    arguments = {
        "TableName": arn.rsplit("/", 1)[-1],
        "Item": {"id": {"S": "lock"}, "holder": {"S": "{% $states.context.Execution.Id %}"}},
        "ConditionExpression": "attribute_not_exists(id)",
    }
    state = {"Type": "Task", "Resource": PUT, "Arguments": arguments, "End": True}
    definition = {"QueryLanguage": "JSONata", "StartAt": "X", "States": {"X": state}}
    machine = client.create_state_machine(
        name=f"m-{uuid.uuid4().hex[:8]}", roleArn=role, definition=json.dumps(definition)
    )["stateMachineArn"]
    started = [client.start_execution(stateMachineArn=machine)["executionArn"] for _ in range(STARTS)]
    ended = [
        eventually(
            lambda execution=execution: client.describe_execution(executionArn=execution),
            lambda described: described["status"] != "RUNNING",
        )
        for execution in started
    ]
    return Counter(str(described.get("error", described["status"])) for described in ended)


def test_writes_wait_for_each_other() -> None:
    together = threading.Barrier(2)

    def write() -> bool:
        try:
            together.wait(timeout=0.1)
        except threading.BrokenBarrierError:
            return False
        return True

    with ThreadPoolExecutor() as threads:
        met = [threads.submit(dynamodb_writes._alone(write)) for _ in range(2)]

    assert not any(both.result() for both in met)


def test_one_of_many_takes_the_lock(stand_in: StandIn) -> None:
    arn = table(stand_in)
    role = make_role(stand_in, DEV, service("states"), allow("dynamodb:PutItem", arn))

    ended = run_all(stand_in, role, arn)

    assert ended == {"SUCCEEDED": 1, "DynamoDB.ConditionalCheckFailedException": STARTS - 1}


@pytest.mark.parametrize("allowed", ["dynamodb:GetItem", "dynamodb:DeleteItem"])
def test_a_machine_writes_only_what_its_role_allows(stand_in: StandIn, allowed: str) -> None:
    arn = table(stand_in)
    role = make_role(stand_in, DEV, service("states"), allow(allowed, arn))

    assert run_all(stand_in, role, arn)["SUCCEEDED"] == 0
