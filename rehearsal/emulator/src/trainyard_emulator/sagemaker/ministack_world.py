"""MiniStack's own services and the stand-in's shared parts as what SageMaker needs around it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from ministack.services import cloudwatch, cloudwatch_logs, eventbridge

from trainyard_emulator.autoscaling.scaling import Scaling
from trainyard_emulator.context import Context
from trainyard_emulator.identity import judge, lost_logs, sessions
from trainyard_emulator.ledger import entries
from trainyard_emulator.sagemaker import names
from trainyard_emulator.sagemaker.world import JobState, World
from trainyard_emulator.seams import require
from trainyard_emulator.step_functions import execution


def world(context: Context) -> World:
    """Return the world of a stand-in."""
    require(eventbridge, "_put_events")
    require(cloudwatch, "_put_metric_data", "_alarms", "_composite_alarms")
    require(cloudwatch_logs, "_log_groups", "_create_log_group", "_create_log_stream", "_put_log_events")
    return World(context, _Identity(), _Logs(), _Events(), _Metrics(), _Ledger(), _Alarms(), Scaling())


class _Events:
    def publish(self, detail_type: str, resources: Sequence[str], detail: Mapping[str, Any]) -> None:
        entry = {
            "Source": "aws.sagemaker",
            "DetailType": detail_type,
            "Resources": list(resources),
            "Detail": json.dumps(detail, default=str),
        }
        eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


class _Logs:
    def tell_lost(self, source: str, role: str, group: str, metrics: str) -> None:
        lost_logs.tell(source, role, group, metrics)

    def write(self, group: str, stream: str, lines: Sequence[str]) -> None:
        if group not in cloudwatch_logs._log_groups:
            cloudwatch_logs._create_log_group({"logGroupName": group})
        if stream not in cloudwatch_logs._log_groups[group]["streams"]:
            cloudwatch_logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
        now = int(time.time() * 1000)
        events = [{"timestamp": now, "message": line} for line in lines]
        cloudwatch_logs._put_log_events({"logGroupName": group, "logStreamName": stream, "logEvents": events})


class _Identity:
    def caller(self) -> str:
        return judge.caller()

    def judge(self, principal: str, action: str, resource: str, context: Mapping[str, str]) -> judge.Verdict:
        return judge.judge(principal, action, resource, context)

    def session(self, asked: sessions.Asked, role_arn: str, name: str) -> Mapping[str, str]:
        return sessions.service_session(asked, role_arn, name)


class _Metrics:
    def put(
        self, namespace: str, dimensions: Mapping[str, str], values: Mapping[str, float], *further: Mapping[str, str]
    ) -> None:
        data = [
            {"MetricName": name, "Value": value, "Dimensions": of}
            for of in [[{"Name": n, "Value": v} for n, v in each.items()] for each in (dimensions, *further)]
            for name, value in values.items()
        ]
        cloudwatch._put_metric_data({}, {"Namespace": namespace, "MetricData": data}, False, is_json=True)


class _Alarms:
    def state(self, name: str) -> str | None:
        alarm = cloudwatch._alarms.get(name) or cloudwatch._composite_alarms.get(name)
        return str(alarm["StateValue"]) if alarm else None


class _Ledger:
    def job(self, name: str, kind: str, state: JobState, reason: str | None) -> None:
        scope = execution.current_arn() or "no workflow"
        entries.bring(entries.Entry(names.account(), names.region(), "job", scope, name, kind, state, reason))
