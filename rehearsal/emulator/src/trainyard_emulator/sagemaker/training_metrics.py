"""A training job's metrics: numbers found in the lines of its log."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from trainyard_emulator.sagemaker.errors import invalid
from trainyard_emulator.sagemaker.store import Record
from trainyard_emulator.sagemaker.world import World

NAMESPACE = "/aws/sagemaker/TrainingJobs"


class TrainingMetrics:
    """FinalMetricDataList from the lines of the log (the last value of each metric), and each value in CloudWatch.

    Source: developer guide, SageMaker metrics in CloudWatch (training jobs' namespace and dimension). A role that
    may not put metrics has none there, and its job runs on.
    """

    def __init__(self, world: World, record: Record) -> None:
        self._world = world
        definitions = record["AlgorithmSpecification"].get("MetricDefinitions", [])
        self._patterns = {given["Name"]: re.compile(given["Regex"]) for given in definitions}
        self._record = record

    def read(self, line: str) -> None:
        """Look for every metric in a line."""
        for name, pattern in self._patterns.items():
            for match in pattern.finditer(line):
                self._keep(name, match.group(1) if pattern.groups else match.group())

    def and_then(self, on_line: Callable[[str], None]) -> Callable[[str], None]:
        """Return what gives each line to `on_line` and looks for metrics in it."""

        def both(line: str) -> None:
            on_line(line)
            self.read(line)

        return both

    def _keep(self, name: str, text: str) -> None:
        try:
            value = float(text)
        except ValueError:
            return
        kept: list[dict[str, Any]] = self._record.setdefault("FinalMetricDataList", [])
        kept[:] = [metric for metric in kept if metric["MetricName"] != name]
        kept.append({"MetricName": name, "Value": value, "Timestamp": time.time()})
        self._put(name, value)

    def _put(self, name: str, value: float) -> None:
        told = {"cloudwatch:namespace": NAMESPACE}
        if self._world.identity.judge(self._record["RoleArn"], "cloudwatch:PutMetricData", "*", told).allowed:
            dimensions = {"TrainingJobName": self._record["TrainingJobName"]}
            self._world.metrics.put(NAMESPACE, dimensions, {name: value})


def check_definitions(definitions: Iterable[Record]) -> None:
    """Refuse an expression that is none."""
    for definition in definitions:
        try:
            re.compile(definition["Regex"])
        except re.error as error:
            raise invalid(
                f"MetricDefinitions {definition['Name']}: {definition['Regex']} is not valid: {error}"
            ) from None
