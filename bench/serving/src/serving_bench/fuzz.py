"""Seeded wrong requests against the server process, a right one after each."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from typing import Any

from fuzzing import Fuzz
from served import Served, outcome


def fuzz(server: Served, row: dict[str, Any], rounds: int, seed: int) -> str:
    """Counts of the outcomes. Raise AssertionError, naming the round, for a lost worker, a trace, a wrong answer."""
    source, requests, outcomes = random.Random(seed), Fuzz(row), Counter[str]()
    right = json.dumps({"instances": [row]}).encode()
    expected, start = server.ask(right).body, time.monotonic()
    for number in range(rounds):
        request = requests.request(source)
        try:
            outcomes[outcome(server.ask(request.body, request.content_type, request.accept))] += 1
            assert server.ask(right).body == expected, "a right request was answered wrongly"
        except Exception as problem:
            raise AssertionError(f"round {number} of seed {seed}: {str(request)[:500]}") from problem
    server.check_alive()
    counts = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
    return f"{rounds} requests of seed {seed} in {time.monotonic() - start:.0f} s, a right one after each: {counts}"
