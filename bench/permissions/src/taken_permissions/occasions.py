"""What comes of itself: a model is rejected, a schedule's time comes, a run fails, an alarm rings.

The schedule is the bench's own (a stage's config has one where it says so), made as StageTriggers makes it: its role
may start one state machine, here the one for batches, which refuses an empty input. So its run fails, and is told of.
"""

from __future__ import annotations

import datetime
import json
import time
import uuid
from typing import Any

from taken_permissions.kept import Kept

SCHEDULE_ROLE = "bench-schedule"
_LIMIT_SECONDS = 60
_SETTLING_SECONDS = 2


class Occasions:
    """Of one stage."""

    def __init__(self, kept: Kept, app: str, stage: str) -> None:
        self._kept = kept
        self._name = f"{app}-{stage}"

    def run(self) -> tuple[bool, str]:
        """Have all of them come; returns whether each was followed as it should be, and what is known of it."""
        dropped = len(self._kept.undelivered())
        begun = time.time()
        self._reject()
        self._schedule()
        self._ring()
        withdrawn = self._ended("withdrawal", begun, dropped)
        refused = self._ended("batch", begun, dropped)
        time.sleep(_SETTLING_SECONDS)
        said = self._kept.undelivered()[dropped:]
        good = not said and withdrawn.get("status") == "SUCCEEDED" and refused.get("status") == "FAILED"
        return good, json.dumps([said, withdrawn, refused], default=str)

    def _reject(self) -> None:
        sagemaker = self._kept.client("sagemaker", self._kept.stage)
        packages = sagemaker.list_model_packages(ModelPackageGroupName=self._name)["ModelPackageSummaryList"]
        for status in ("Approved", "Rejected"):
            sagemaker.update_model_package(ModelPackageArn=packages[-1]["ModelPackageArn"], ModelApprovalStatus=status)

    def _schedule(self) -> None:
        account = self._kept.stage
        role = f"arn:aws:iam::{account}:role/{SCHEDULE_ROLE}"
        machine = self._machine("batch")
        self._make_role(role, machine)
        soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=1)
        self._kept.client("scheduler", account).create_schedule(
            Name=f"bench-{uuid.uuid4().hex[:12]}",
            ScheduleExpression=f"at({soon:%Y-%m-%dT%H:%M:%S})",
            FlexibleTimeWindow={"Mode": "OFF"},
            ActionAfterCompletion="DELETE",
            Target={"Arn": machine, "RoleArn": role, "Input": "{}"},
        )

    def _make_role(self, role: str, machine: str) -> None:
        iam, account = self._kept.client("iam", self._kept.stage), self._kept.stage
        group = f"arn:aws:scheduler:us-east-1:{account}:schedule-group/default"
        own = {"StringEquals": {"aws:SourceAccount": account, "aws:SourceArn": group}}
        trust = _policy(Principal={"Service": "scheduler.amazonaws.com"}, Action="sts:AssumeRole", Condition=own)
        if SCHEDULE_ROLE in {known["RoleName"] for known in iam.list_roles()["Roles"]}:
            return
        iam.create_role(RoleName=role.rsplit("/", 1)[-1], AssumeRolePolicyDocument=trust)
        leave = _policy(Action="states:StartExecution", Resource=machine)
        iam.put_role_policy(RoleName=SCHEDULE_ROLE, PolicyName="start", PolicyDocument=leave)

    def _ring(self) -> None:
        cloudwatch = self._kept.client("cloudwatch", self._kept.stage)
        alarm = next(one for one in cloudwatch.describe_alarms()["MetricAlarms"] if one["AlarmActions"])
        for state in ("OK", "ALARM", "OK"):
            cloudwatch.set_alarm_state(AlarmName=alarm["AlarmName"], StateValue=state, StateReason="the bench's")

    def _machine(self, name: str) -> str:
        machines = self._kept.client("stepfunctions", self._kept.stage).list_state_machines()["stateMachines"]
        return next(str(one["stateMachineArn"]) for one in machines if one["name"] == f"{self._name}-{name}")

    def _ended(self, name: str, begun: float, dropped: int) -> dict[str, Any]:
        """Return the machine's first run since then, when it has ended; nothing where what starts it was dropped."""
        states, machine = self._kept.client("stepfunctions", self._kept.stage), self._machine(name)
        deadline = time.monotonic() + _LIMIT_SECONDS
        while time.monotonic() < deadline:
            lost = len(self._kept.undelivered()) > dropped
            runs = states.list_executions(stateMachineArn=machine)["executions"]
            new = [run for run in runs if run["startDate"].timestamp() >= begun - 1]
            if new and new[0]["status"] != "RUNNING":
                history = states.get_execution_history(executionArn=new[0]["executionArn"], maxResults=1000)
                return {"status": new[0]["status"], "history": history["events"]}
            if lost and not new:  # the other occasions may still be on their way
                deadline = min(deadline, time.monotonic() + 2 * _SETTLING_SECONDS)
            time.sleep(0.2)
        return {}


def _policy(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})
