"""What target tracking does: another count while one of a policy's alarms rings.

Source: AWS's user guide of Application Auto Scaling, "How target tracking works": out in proportion to the metric, in
only slowly (here by one), never out of the range. The cooldown of 300 s is AWS's for SageMaker's variants; it is under
the time scale, as the alarms' periods are.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ministack.services import cloudwatch

from trainyard_emulator import seams
from trainyard_emulator.alarms import periods
from trainyard_emulator.autoscaling.registry import Record, Resource
from trainyard_emulator.autoscaling.target_alarms import HIGH, KINDS, LOW

seams.require(cloudwatch, "_alarms", "_metrics", "_dims_key", "_dims_from_list")

COOLDOWN = 300


@dataclass(frozen=True)
class Tracking:
    """Looks at the alarms of policies. `resize` gives a variant another count; false where it cannot now."""

    wait_scale: float
    resize: Callable[[Resource, int], bool]
    count: Callable[[Resource], int | None]

    def look(self, policy: Record, target: Record, now: float) -> bool:
        """Scale the variant of a policy, if an alarm rings and the last change is long enough ago."""
        ringing = next((kind for kind in KINDS for alarm in policy["Alarms"] if _rings(alarm, kind)), None)
        if ringing is None:
            return False
        resource = Resource.of(policy)
        current = self.count(resource)
        if current is None or now - policy.get("_scaled", 0) < _cooldown(policy, ringing) * self.wait_scale:
            return False
        wished = self._wished(policy, ringing, current)
        wished = min(max(wished, target["MinCapacity"]), target["MaxCapacity"])
        if wished == current or _suspended(policy, target, ringing) or not self.resize(resource, wished):
            return False
        policy["_scaled"] = now
        return True

    def _wished(self, policy: Record, ringing: str, current: int) -> int:
        alarm = next(found for found in map(_alarm, policy["Alarms"]) if found and f"-{ringing}-" in found["AlarmName"])
        dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm["Dimensions"]))
        points = list(cloudwatch._metrics.get((alarm["Namespace"], alarm["MetricName"], dimensions)) or [])
        known = [value for value in periods.values(alarm, points, time.time(), self.wait_scale) if value is not None]
        share = (max(known) if known else 0.0) / policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"]
        wished: int = math.ceil(current * share)
        return max(wished, current + 1) if ringing == HIGH else max(wished, current - 1)


def _alarm(named: Record) -> dict[str, Any] | None:
    found: dict[str, Any] | None = cloudwatch._alarms.get(named["AlarmName"])
    return found


def _rings(named: Record, kind: str) -> bool:
    alarm = _alarm(named)
    return alarm is not None and f"-{kind}-" in named["AlarmName"] and alarm["StateValue"] == "ALARM"


def _cooldown(policy: Record, ringing: str) -> float:
    member = "ScaleOutCooldown" if ringing == HIGH else "ScaleInCooldown"
    return float(policy["TargetTrackingScalingPolicyConfiguration"].get(member, COOLDOWN))


def _suspended(policy: Record, target: Record, ringing: str) -> bool:
    if ringing == LOW and policy["TargetTrackingScalingPolicyConfiguration"].get("DisableScaleIn"):
        return True
    member = "DynamicScalingOutSuspended" if ringing == HIGH else "DynamicScalingInSuspended"
    return bool((target.get("SuspendedState") or {}).get(member))
