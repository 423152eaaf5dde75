"""The list as the table of the README."""

from __future__ import annotations

from collections.abc import Iterable

from seeded_mistakes.mistake import Mistake

HEAD = ("| mistake | feature | kind | must be caught by | thread |", "|---|---|---|---|---|")


def render(mistakes: Iterable[Mistake]) -> str:
    """Return the table; a star stands for the sample."""
    return "\n".join([*HEAD, *(_row(mistake) for mistake in mistakes)]) + "\n"


def _row(mistake: Mistake) -> str:
    star = " *" if mistake.sample else ""
    link = f"[{mistake.title}](list/{mistake.id}.yaml){star}"
    return f"| {link} | {mistake.feature} | {mistake.kind} | `{mistake.command}` | {', '.join(mistake.threads)} |"
