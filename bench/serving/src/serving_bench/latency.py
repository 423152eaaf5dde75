"""Milliseconds of one prediction, each way in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping

type Ask = Callable[[bytes], bytes]

WARM_UP = 200


def measure(ways: Mapping[str, Ask], body: bytes, rounds: int) -> dict[str, list[float]]:
    """Sorted milliseconds by way. Raise ValueError where two ways answer differently."""
    answers = {name: json.loads(ask(body)) for name, ask in ways.items()}
    if any(answer != answers["bare"] for answer in answers.values()):
        raise ValueError(f"the ways answer differently: {answers}")
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(WARM_UP + rounds):
        for name, ask in ways.items():
            start = time.perf_counter()
            ask(body)
            if number >= WARM_UP:
                taken[name].append((time.perf_counter() - start) * 1000)
    return {name: sorted(values) for name, values in taken.items()}


def table(taken: Mapping[str, list[float]]) -> str:
    """p50 and p95 in milliseconds, and p50 against the bare pipeline's."""
    lines = [f"{'':34}{'p50 ms':>8}{'p95 ms':>8}{'p50 ratio':>11}"]
    base = quantile(taken["bare"], 0.5)
    for name, values in taken.items():
        p50, p95 = quantile(values, 0.5), quantile(values, 0.95)
        lines.append(f"{name:34}{p50:8.2f}{p95:8.2f}{p50 / base:11.2f}")
    return "\n".join(lines)


def quantile(values: list[float], share: float) -> float:
    """Of sorted values: the smallest that so large a share does not exceed."""
    return values[min(int(len(values) * share), len(values) - 1)]
