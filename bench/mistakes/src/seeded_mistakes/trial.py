"""Seeds one mistake, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from seeded_mistakes import attempt, edits, passage
from seeded_mistakes.attempt import Ended
from seeded_mistakes.mistake import Mistake
from seeded_mistakes.rungs import Rung
from seeded_mistakes.workshop import Workshop, logs_of


class Verdict(StrEnum):
    """What became of a mistake."""

    CAUGHT = "caught"
    BY_ACCIDENT = "by accident"
    MISSED = "missed"
    HUNG = "hung"


@dataclass(frozen=True)
class Outcome:
    """A mistake with its verdict; `by` is the command that ended it, `lacking` the words that were not said."""

    mistake: Mistake
    verdict: Verdict
    by: str
    seconds: float
    log: Path
    lacking: tuple[str, ...] = ()


def seed(mistake: Mistake, rungs: Sequence[Rung], workshop: Workshop, limit: float = attempt.LIMIT_SECONDS) -> Outcome:
    """Make the mistake in a fresh copy, and run commands until one of them does not succeed."""
    copy = workshop.fresh()
    edits.apply(copy, mistake.edits)
    seconds = 0.0
    for rung in rungs:
        log = workshop.log(logs_of(mistake, rung.name))
        ended = attempt.run(rung.command, copy, log, limit)
        seconds += ended.seconds
        if ended.code != 0:
            return _failed(mistake, rung, ended, seconds, log)
    return Outcome(mistake, Verdict.MISSED, rungs[-1].name, seconds, log)


def _failed(mistake: Mistake, rung: Rung, ended: Ended, seconds: float, log: Path) -> Outcome:
    if ended.code is None:
        return Outcome(mistake, Verdict.HUNG, rung.name, seconds, log)
    if passage.holds(ended.output, mistake.words):
        return Outcome(mistake, Verdict.CAUGHT, rung.name, seconds, log)
    lacking = tuple(passage.missing(ended.output, mistake.words))
    return Outcome(mistake, Verdict.BY_ACCIDENT, rung.name, seconds, log, lacking)
