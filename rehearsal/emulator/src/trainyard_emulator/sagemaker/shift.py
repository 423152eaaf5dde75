"""Traffic goes over to a new fleet step by step, and back as soon as an alarm trips."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from trainyard_emulator.sagemaker.deployment_config import Plan
from trainyard_emulator.sagemaker.world import Alarms
from trainyard_emulator.serving.fleet import Fleet
from trainyard_emulator.serving.traffic import Traffic

_LOOK_SECONDS = 0.02


class RolledBackError(Exception):
    """The deployment is taken back; the text is the endpoint's FailureReason."""


@dataclass(frozen=True)
class Shift:
    """One deployment's way. `wait_scale` shortens its waits, never its time limit."""

    plan: Plan
    alarms: Alarms
    wait_scale: float
    entered: Callable[[str], None]
    """Is told each stage: ActivatingTraffic, Baking."""
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def run(self, traffic: Traffic, green: Fleet) -> None:
        """Return once all traffic is the new fleet's and the last wait is over; RolledBackError on the way."""
        ends = self.now() + self.plan.limit if self.plan.limit is not None else None
        for share in self.plan.shares:
            self.entered("ActivatingTraffic")
            traffic.shift(green, share)
            self.entered("Baking")
            self._watch(self.plan.bake, ends)
        self._watch(self.plan.termination_wait, ends)

    def _watch(self, seconds: float, ends: float | None) -> None:
        until = self.now() + seconds * self.wait_scale
        while True:
            self._look(ends)
            rest = until - self.now()
            if rest <= 0:
                return
            self.sleep(min(rest, _LOOK_SECONDS))

    def _look(self, ends: float | None) -> None:
        tripped = [name for name in self.plan.alarms if self.alarms.state(name) == "ALARM"]
        if tripped:
            raise RolledBackError(_TRIPPED.format(names=", ".join(tripped)))
        if ends is not None and self.now() > ends:
            raise RolledBackError(_TOO_LONG.format(limit=self.plan.limit))


# AWS's documentation gives no text of these two; the words are ours.
_TRIPPED = "One or more configured alarm(s) have been triggered during the deployment and it was rolled back: {names}."
_TOO_LONG = "The deployment took longer than its MaximumExecutionTimeoutInSeconds of {limit} s and was rolled back."
