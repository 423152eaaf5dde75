"""Which hyperparameters a tuning job tries: drawn before the first one runs, so no order of ends changes them."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from typing import Any

SEED = 20240601
"""The seed of a tuning job without RandomSeed. AWS draws another each time; a rehearsal is to be repeatable."""
_TRIES = 100

type Candidate = dict[str, str]


def candidates(ranges: Mapping[str, Any], strategy: str, seed: int, count: int | None) -> list[Candidate]:
    """Return the hyperparameters of each training job, in the order in which they start.

    `Grid` is the product of all categorical values, in the order of the names. Any other strategy is drawn at random:
    a Bayesian search learns from the jobs that have ended, so which those are would decide what is tried.
    """
    if strategy == "Grid":
        return list(_grid(ranges))
    draw = random.Random(seed)
    found: list[Candidate] = []
    for _ in range(count or 1):
        found.append(_new(ranges, draw, found))
    return found


def combinations(ranges: Mapping[str, Any]) -> int:
    """Return how many jobs a grid search runs."""
    return math.prod(len(each["Values"]) for each in ranges.get("CategoricalParameterRanges", []))


def names(ranges: Mapping[str, Any]) -> list[str]:
    """Return the names of all hyperparameters that are searched for."""
    return [each["Name"] for kind in ranges.values() for each in kind]


def _grid(ranges: Mapping[str, Any]) -> Iterator[Candidate]:
    found = sorted(ranges.get("CategoricalParameterRanges", []), key=lambda each: str(each["Name"]))
    for values in itertools.product(*(each["Values"] for each in found)):
        yield {each["Name"]: value for each, value in zip(found, values, strict=True)}


def _new(ranges: Mapping[str, Any], draw: random.Random, known: list[Candidate]) -> Candidate:
    """Draw until it is one that was not tried yet; a small space may have none left."""
    drawn = _drawn(ranges, draw)
    for _ in range(_TRIES):
        if drawn not in known:
            break
        drawn = _drawn(ranges, draw)
    return drawn


def _drawn(ranges: Mapping[str, Any], draw: random.Random) -> Candidate:
    by_name = {each["Name"]: (kind, each) for kind, found in ranges.items() for each in found}
    return {name: _value(*by_name[name], draw) for name in sorted(by_name)}


def _value(kind: str, given: Mapping[str, Any], draw: random.Random) -> str:
    if kind == "CategoricalParameterRanges":
        return str(draw.choice(given["Values"]))
    low, high = float(given["MinValue"]), float(given["MaxValue"])
    scaling = given.get("ScalingType", "Auto")
    if kind == "IntegerParameterRanges":
        # Half a step on both sides, so that the first and the last are as likely as any.
        number = round(_number(low - 0.5 if low > 0.5 or scaling != "Logarithmic" else low, high + 0.5, scaling, draw))
        return str(min(max(number, int(low)), int(high)))
    return repr(_number(low, high, scaling, draw))


def _number(low: float, high: float, scaling: str, draw: random.Random) -> float:
    """Draw evenly on the scale; `Auto`, where AWS chooses one, is linear here."""
    if scaling == "Logarithmic":
        return min(max(math.exp(draw.uniform(math.log(low), math.log(high))), low), high)
    if scaling == "ReverseLogarithmic":
        return 1 - math.exp(draw.uniform(math.log(1 - high), math.log(1 - low)))
    return draw.uniform(low, high)
