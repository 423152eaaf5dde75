"""Alarms look at their own metric, at every new point and as time goes by."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from ministack.core import responses
from ministack.services import cloudwatch

from trainyard_emulator import acts, seams
from trainyard_emulator.alarms import evaluation, events, periods
from trainyard_emulator.context import Context

_TICK_SECONDS = 20.0
"""AWS evaluates every minute; times the time scale."""
_LEAST_TICK_SECONDS = 0.2
_log = logging.getLogger(__name__)
_changing = threading.Lock()


def install(context: Context) -> None:
    """Take the place of MiniStack 1.5.33's evaluation: it mixes a metric's dimensions, periods and missing data."""
    seams.require(cloudwatch, "_dims_key", "_dims_from_list", "_evaluate_all_alarms", "_alarms", "_metrics")
    seams.require(cloudwatch, "_record_history", "_evaluate_parent_alarms")
    seams.replace(cloudwatch, "_evaluate_alarm", lambda _original: lambda alarm: evaluate(alarm, context.wait_scale))
    seams.replace(cloudwatch, "record_metric", _then_evaluating)
    seams.replace(cloudwatch, "_dispatch_alarm_actions", events.told)
    tick = max(_LEAST_TICK_SECONDS, _TICK_SECONDS * context.wait_scale)
    threading.Thread(target=_keep_evaluating, args=(tick,), name="alarms", daemon=True).start()


def evaluate(alarm: dict[str, Any], scale: float) -> None:
    """Judge one alarm and, where its state changes, tell everybody. An alarm on metric math is never judged."""
    if not alarm.get("Namespace") or not alarm.get("MetricName"):
        return
    dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))
    points = list(cloudwatch._metrics.get((alarm["Namespace"], alarm["MetricName"], dimensions)) or [])
    if points:
        acts.note(alarm["AlarmArn"])  # it has something to look at
    with _changing:
        judged = evaluation.judge(alarm, periods.values(alarm, points, time.time(), scale))
        old = alarm["StateValue"]
        if judged.state is None or judged.state == old:
            return
        alarm |= {"StateValue": judged.state, "StateReason": judged.reason, "StateUpdatedTimestamp": int(time.time())}
    # Not under the lock: what is told may put metrics of its own, on another thread.
    cloudwatch._record_history(alarm["AlarmName"], old, judged.state, judged.reason)
    cloudwatch._dispatch_alarm_actions(alarm, old, judged.state, judged.reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def _then_evaluating(original: Any) -> Any:
    def record(*metric: Any, **more: Any) -> Any:
        answer = original(*metric, **more)
        cloudwatch._evaluate_all_alarms()
        return answer

    return record


def _keep_evaluating(tick: float) -> None:
    while True:
        time.sleep(tick)
        try:
            for account, region in {key[:2] for key in list(cloudwatch._alarms._data)}:
                with responses.request_scope(account, region):
                    cloudwatch._evaluate_all_alarms()
        except Exception:  # a fault of ours must not end the evaluation for ever
            _log.exception("alarms")
