"""What of a tuning job's request we play, and what AWS refuses. The rest is refused by name.

Sources: API reference of CreateHyperParameterTuningJob and of ParameterRanges; developer guide, Define Hyperparameter
Ranges (scales) and Grid Search (categorical only; its number of jobs).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainyard_emulator.jobs import search
from trainyard_emulator.jobs.request import refuse_members
from trainyard_emulator.sagemaker.errors import invalid

_NUMBERS = ("IntegerParameterRanges", "ContinuousParameterRanges")


def check(request: Mapping[str, Any]) -> None:
    """Refuse a tuning job that AWS refuses, or that asks for what does not exist here."""
    refuse_members(request, "TrainingJobDefinitions", "WarmStartConfig", "Autotune")
    config = request["HyperParameterTuningJobConfig"]
    refuse_members(config, "StrategyConfig", "TuningJobCompletionCriteria")
    definition = request.get("TrainingJobDefinition")
    if not definition:
        raise invalid("TrainingJobDefinition is required: a rehearsal tunes one algorithm.")
    refuse_members(
        definition, "HyperParameterRanges", "TuningObjective", "HyperParameterTuningResourceConfig", "RetryStrategy"
    )
    _check_objective(config, definition)
    ranges = config.get("ParameterRanges", {})
    refuse_members(ranges, "AutoParameters")
    _check_ranges(ranges, definition.get("StaticHyperParameters", {}))
    _check_count(config, ranges)


def _check_objective(config: Mapping[str, Any], definition: Mapping[str, Any]) -> None:
    objective = config.get("HyperParameterTuningJobObjective")
    if not objective:
        raise invalid("HyperParameterTuningJobObjective is required.")
    metrics = [each["Name"] for each in definition["AlgorithmSpecification"].get("MetricDefinitions", [])]
    if objective["MetricName"] not in metrics:
        raise invalid(
            "A metric is required for this hyperparameter tuning job objective. Provide a metric in the metric "
            f"definitions: {objective['MetricName']} is none of {metrics}."
        )


def _check_ranges(ranges: Mapping[str, Any], static: Mapping[str, str]) -> None:
    found = search.names(ranges)
    if not found:
        raise invalid("ParameterRanges must have at least one range.")
    if twice := sorted({name for name in found if found.count(name) > 1 or name in static}):
        raise invalid(f"A hyperparameter is given once, as a range or static; twice are {', '.join(twice)}.")
    for kind in _NUMBERS:
        for given in ranges.get(kind, []):
            _check_numbers(given, is_integer=kind == _NUMBERS[0])


def _check_numbers(given: Mapping[str, Any], *, is_integer: bool) -> None:
    name, scaling = given["Name"], given.get("ScalingType", "Auto")
    try:
        low, high = ((int if is_integer else float)(given[end]) for end in ("MinValue", "MaxValue"))
    except ValueError:
        kind, ends = "integers" if is_integer else "numbers", (given["MinValue"], given["MaxValue"])
        raise invalid(f"{name}: MinValue and MaxValue must be {kind}, got {' and '.join(ends)}.") from None
    if low > high:
        raise invalid(f"{name}: MinValue {low} must not be greater than MaxValue {high}.")
    if scaling == "Logarithmic" and low <= 0:
        raise invalid(f"{name}: logarithmic scaling works only for ranges of values greater than 0, got {low}.")
    if scaling == "ReverseLogarithmic" and (is_integer or not 0 <= low <= high < 1):
        raise invalid(f"{name}: reverse logarithmic scaling works only for continuous ranges within 0 <= x < 1.0.")


def _check_count(config: Mapping[str, Any], ranges: Mapping[str, Any]) -> None:
    wanted = config["ResourceLimits"].get("MaxNumberOfTrainingJobs")
    if config["Strategy"] != "Grid":
        if wanted is None:
            raise invalid("ResourceLimits.MaxNumberOfTrainingJobs is required in a rehearsal: it has to end.")
        return
    if any(ranges.get(kind) for kind in _NUMBERS):
        raise invalid("Grid search supports categorical parameters only.")
    if wanted not in (None, search.combinations(ranges)):
        raise invalid(
            f"Grid search: MaxNumberOfTrainingJobs must be the number of combinations, {search.combinations(ranges)}, "
            f"or absent, got {wanted}."
        )
