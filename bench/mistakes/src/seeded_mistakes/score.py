"""What is printed of the trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from seeded_mistakes.trial import Outcome, Verdict


def row(outcome: Outcome, width: int) -> str:
    """One line for a mistake; more where it was not caught: what was not said, and where to read what was."""
    line = f"{outcome.verdict:<11}  {outcome.mistake.id:<{width}}  {outcome.seconds:6.0f} s  {outcome.by}"
    if outcome.verdict is Verdict.CAUGHT:
        return line
    lacking = [f"    not said: {word}" for word in outcome.lacking]
    if outcome.verdict is Verdict.BY_ACCIDENT and not lacking:
        lacking = ["    all words were said, too far from each other"]
    return "\n".join([line, *lacking, f"    {outcome.log}"])


def total(outcomes: Sequence[Outcome]) -> str:
    """The score: every verdict with its count, caught first."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    parts = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict] or verdict is Verdict.CAUGHT]
    seconds = sum(outcome.seconds for outcome in outcomes)
    return f"{', '.join(parts)}, of {len(outcomes)}; {seconds:.0f} s"
