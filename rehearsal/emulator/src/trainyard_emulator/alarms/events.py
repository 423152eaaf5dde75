"""Every change of an alarm's state is an event.

Source: AWS's CloudWatch user guide, "Alarm events and EventBridge": source aws.cloudwatch, "CloudWatch Alarm State
Change", with the state, the one before it, and the alarm's configuration.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from ministack.services import cloudwatch, eventbridge

from trainyard_emulator import seams

seams.require(eventbridge, "_put_events")
seams.require(cloudwatch, "_dims_from_list")

_before: dict[str, dict[str, Any]] = {}


def told(original: Any) -> Any:
    """Stand before an alarm's actions: the event comes whether there are any or not."""

    def dispatch(alarm: dict[str, Any], old: str, new: str, reason: str) -> Any:
        _publish(alarm, old, new, reason)
        return original(alarm, old, new, reason)

    return dispatch


def _publish(alarm: dict[str, Any], old: str, new: str, reason: str) -> None:
    now = datetime.now(UTC)
    state = {"value": new, "reason": reason, "timestamp": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03d}+0000"}
    if data := alarm.get("StateReasonData"):
        state["reasonData"] = data
    arn = str(alarm["AlarmArn"])
    previous = _before.get(arn, {})
    if previous.get("value") != old:
        previous = {"value": old}
    _before[arn] = state
    detail = {
        "alarmName": alarm["AlarmName"],
        "configuration": _configuration(alarm),
        "previousState": previous,
        "state": state,
    }
    entry = {
        "Source": "aws.cloudwatch",
        "DetailType": "CloudWatch Alarm State Change",
        "Resources": [arn],
        "Detail": json.dumps(detail),
    }
    eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


def _configuration(alarm: dict[str, Any]) -> dict[str, Any]:
    description = {"description": alarm["AlarmDescription"]} if alarm.get("AlarmDescription") else {}
    if rule := alarm.get("AlarmRule"):
        return description | {"alarmRule": rule}
    metric = {
        "namespace": alarm.get("Namespace"),
        "name": alarm.get("MetricName"),
        "dimensions": cloudwatch._dims_from_list(alarm.get("Dimensions") or []),
    }
    stat = {
        "metric": metric,
        "period": alarm.get("Period"),
        "stat": alarm.get("ExtendedStatistic") or alarm.get("Statistic"),
    }
    return description | {"metrics": [{"id": str(uuid.uuid4()), "metricStat": stat, "returnData": True}]}
