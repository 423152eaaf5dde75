"""How the rehearsal of each data set has to end, and how it did."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GREEN = (r"^prediction +the first test row \(.+\): [-\d.e+]+, says dev$", r"^verdict +green")


@dataclass(frozen=True)
class Expected:
    """An exit code, and what the terminal must say (a pattern a line); `reported` stands in the report too."""

    words: str
    exit_code: int
    said: tuple[str, ...]
    reported: str


EXPECTED = {
    "diabetes": Expected(
        "stopped at the gate, R² about 0.4",
        1,
        (r"Gate failed: model refused: out-of-fold R² 0\.[345]\d* is below the minimum 0\.7", r"^verdict +red"),
        "out-of-fold R²",
    ),
    "flats": Expected("an endpoint that answers", 0, _GREEN, "the first test row"),
    "trips": Expected("an endpoint that answers", 0, _GREEN, "the first test row"),
}


@dataclass(frozen=True)
class Outcome:
    """One rehearsal: its exit code, what the terminal said, and the report's page."""

    name: str
    seconds: float
    exit_code: int
    log: str
    report: str

    @property
    def missing(self) -> list[str]:
        """What was expected and did not come."""
        expected = EXPECTED[self.name]
        missing = [f"no line like {words}" for words in expected.said if not re.search(words, self.log, re.MULTILINE)]
        if self.exit_code != expected.exit_code:
            missing.append(f"exit code {self.exit_code} instead of {expected.exit_code}")
        if expected.reported not in self.report:
            missing.append(f"the report lacks {expected.reported!r}")
        return missing

    @property
    def is_as_expected(self) -> bool:
        """Tell whether it ended as it has to."""
        return not self.missing

    @property
    def came(self) -> str:
        """The line that says most."""
        for words in (r"^prediction +(.+)$", r"(model refused: .+)$", r"^✗ (.+)$"):
            if found := re.search(words, self.log, re.MULTILINE):
                return found[1].strip()
        return self.log.strip().rpartition("\n")[2]


def table(outcomes: list[Outcome]) -> str:
    """Return what was expected and what came, a line each; what is missing stands below its line."""
    rows = [("data", "seconds", "", "expected", "came")]
    rows += [
        (
            outcome.name,
            f"{outcome.seconds:.0f}",
            "✓" if outcome.is_as_expected else "✗",
            EXPECTED[outcome.name].words,
            outcome.came,
        )
        for outcome in outcomes
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    ]
    below = [f"✗ {outcome.name}: {missing}" for outcome in outcomes for missing in outcome.missing]
    return "\n".join([*lines, *below])
