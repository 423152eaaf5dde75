"""How a run of a state machine ends is told: by metrics, an alarm on them, events, its history."""

from __future__ import annotations

from ml_account import until
from records import states
from stand_in import StandIn
from watched import Watched

FAIL = {"Type": "Fail", "Error": "Model.TooBad", "Cause": "below the gate"}
# Waits are scaled, limits are not: 20 s here.
LONG = {"Type": "Wait", "Seconds": 400, "Next": "End"}
PASS = {"Type": "Pass", "End": True}


def test_a_failed_run_raises_its_alarm_and_no_other(stand_in: StandIn) -> None:
    failing = Watched.deployed(stand_in, StartAt="No", States={"No": FAIL})
    other = Watched.deployed(stand_in, StartAt="No", States={"No": FAIL})

    failing.run()

    assert until(failing.alarm, lambda state: state == "ALARM")
    assert other.alarm() != "ALARM"
    assert failing.measured() == {"ExecutionsStarted", "ExecutionsFailed", "ExecutionTime"}
    told = failing.told(2)
    assert {message.get("NewStateValue") for message in told} == {"ALARM", None}
    assert {message.get("detail", {}).get("status") for message in told} == {"FAILED", None}
    assert states(stand_in, failing.stack.name)["Alarm"] == "executed"
    assert states(stand_in, other.stack.name)["Alarm"] == "untouched"


def test_a_good_run_raises_nothing(stand_in: StandIn) -> None:
    good = Watched.deployed(stand_in, StartAt="End", States={"End": PASS})

    good.run()

    assert good.measured() == {"ExecutionsStarted", "ExecutionsSucceeded", "ExecutionTime"}
    assert good.told(1) == []
    assert states(stand_in, good.stack.name)["Alarm"] == "untouched"


def test_a_run_out_of_time_ends_timed_out(stand_in: StandIn) -> None:
    slow = Watched.deployed(stand_in, TimeoutSeconds=1, StartAt="Wait", States={"Wait": LONG, "End": PASS})

    execution = slow.run()

    found = slow.client("stepfunctions").describe_execution(executionArn=execution)
    assert found["status"] == "TIMED_OUT"
    assert 1 <= (found["stopDate"] - found["startDate"]).total_seconds() < 10
    assert slow.history(execution) == ["ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut"]
    assert slow.measured() == {"ExecutionsStarted", "ExecutionsTimedOut", "ExecutionTime"}
    assert [message["detail"]["status"] for message in slow.told(1)] == ["TIMED_OUT"]


def test_a_run_within_its_time_ends_as_it_does(stand_in: StandIn) -> None:
    quick = Watched.deployed(stand_in, TimeoutSeconds=60, StartAt="End", States={"End": PASS})

    assert quick.history(quick.run())[-1] == "ExecutionSucceeded"


def test_no_state_catches_the_end_of_the_machines_time(stand_in: StandIn) -> None:
    late = {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage",
        "Arguments": {},
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 60, "MaxAttempts": 9, "BackoffRate": 1}],
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End"}],
        "End": True,
    }
    slow = Watched.deployed(stand_in, TimeoutSeconds=1, StartAt="Late", States={"Late": late, "End": PASS})

    execution = slow.run()

    assert slow.history(execution)[-1] == "ExecutionTimedOut"
