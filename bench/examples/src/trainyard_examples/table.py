"""What came of each rehearsal, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One rehearsal: its outcome is "green", or the first line that says what failed."""

    example: str
    seconds: float
    outcome: str

    @property
    def is_green(self) -> bool:
        """Tell whether all of it went well."""
        return self.outcome == "green"

    @staticmethod
    def of(example: str, seconds: float, log: Path) -> Row:
        """Read the log of a rehearsal, whose last line is its exit code."""
        lines = [line.strip() for line in log.read_text().splitlines() if line.strip()]
        failed = next((line for line in lines if line.startswith("✗")), lines[-2] if len(lines) > 1 else "no output")
        return Row(example, seconds, "green" if lines[-1] == "0" else f"red: {failed}")


def render(rows: list[Row]) -> str:
    """Return the table, the seconds to the second."""
    width = max(len("example"), *(len(row.example) for row in rows))
    lines = [f"{'example':{width}}  seconds  outcome"]
    lines += [f"{row.example:{width}}  {row.seconds:7.0f}  {row.outcome}" for row in rows]
    return "\n".join(lines)
