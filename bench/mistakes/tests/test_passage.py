from __future__ import annotations

import pytest
from seeded_mistakes.passage import LINES, holds, missing

WORDS = ("role \\w+", "s3:GetObject", "StageKey\\.java")


def _apart(lines: int) -> str:
    return "\n".join(["role a", *(["."] * (lines - 1)), "s3:GetObject StageKey.java"])


def test_words_in_any_order_within_a_passage_hold() -> None:
    assert holds("x\nStageKey.java\nno s3:GetObject\nrole a\n", WORDS)


@pytest.mark.parametrize(("lines", "together"), [(LINES - 1, True), (LINES, False)])
def test_words_further_apart_than_a_passage_are_of_different_things(lines: int, together: bool) -> None:
    assert holds(_apart(lines), WORDS) is together
    assert not missing(_apart(lines), WORDS)


def test_a_word_matches_no_two_lines() -> None:
    assert missing("role\na s3:GetObject StageKey.java", WORDS) == ["role \\w+"]


def test_a_later_passage_counts_as_the_first() -> None:
    assert holds(_apart(3 * LINES) + "\nrole b", WORDS)


def test_colours_are_no_part_of_a_word() -> None:
    assert holds("\x1b[1;31mrole\x1b[0m \x1b[33ma s3:Get\x1b[0mObject StageKey.java", WORDS)
