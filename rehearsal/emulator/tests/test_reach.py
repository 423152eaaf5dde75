"""The reach of a run (contract `reach`): operations that were called, transitions that were taken."""

from __future__ import annotations

import uuid

from choosing import DEFINITION, skip
from records import reach
from roles import make_role, service
from stand_in import DEV, StandIn
from trainyard_emulator.reach.transitions import transitions


def calls(stand_in: StandIn, service_name: str, operation: str) -> int:
    found = reach(stand_in)["operations"]
    return sum(one["count"] for one in found if (one["service"], one["operation"]) == (service_name, operation))


def test_operations_are_counted_in_each_protocol(stand_in: StandIn) -> None:
    asked = [("s3", "ListBuckets"), ("sqs", "ListQueues"), ("sns", "ListTopics"), ("sagemaker", "ListModels")]
    before = [calls(stand_in, *one) for one in asked]

    stand_in.client("s3", DEV).list_buckets()
    stand_in.client("sqs", DEV).list_queues()
    stand_in.client("sns", DEV).list_topics()
    stand_in.client("sagemaker", DEV).list_models()

    assert [calls(stand_in, *one) for one in asked] == [count + 1 for count in before]


def test_transitions_are_counted_over_all_executions(stand_in: StandIn) -> None:
    client = stand_in.client("stepfunctions", DEV)
    role = make_role(stand_in, DEV, service("states"))
    name = f"m-{uuid.uuid4().hex}"
    machine = client.create_state_machine(name=name, definition=DEFINITION, roleArn=role)["stateMachineArn"]
    for _ in range(2):
        skip(stand_in, machine)

    (found,) = [one for one in reach(stand_in)["machines"] if one["machine"] == machine]
    assert found["transitions"] == [
        {"from": "Choose", "to": "End", "how": ["choice"], "taken": 2},
        {"from": "Choose", "to": "Work", "how": ["default"], "taken": 0},
        {"from": "Work", "to": "End", "how": ["next"], "taken": 0},
    ]


def test_a_caught_error_is_a_transition_too() -> None:
    task = {"Type": "Task", "Next": "End", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Mend"}]}

    assert list(transitions({"States": {"Do": task}})) == [(("Do", "End"), "next"), (("Do", "Mend"), "catch")]
