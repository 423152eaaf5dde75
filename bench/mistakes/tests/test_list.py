"""The list as it is: it must fit the tree around it, or it rots unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from seeded_mistakes import table
from seeded_mistakes.edits import edited
from seeded_mistakes.mistake import HOME, Mistake, load

ROOT = Path(__file__).resolve().parents[3]
LIST = load()


@pytest.mark.parametrize("mistake", LIST, ids=lambda mistake: mistake.id)
def test_every_edit_fits_the_tree(mistake: Mistake) -> None:
    changed = edited(ROOT, mistake.edits)

    assert all(text != (ROOT / file).read_text() for file, text in changed.items())


@pytest.mark.parametrize("mistake", LIST, ids=lambda mistake: mistake.id)
def test_every_word_is_a_regular_expression(mistake: Mistake) -> None:
    assert all(re.compile(word) for word in mistake.words)


def test_there_are_at_least_fifty_and_a_sample_of_ten_kinds() -> None:
    sample = [mistake for mistake in LIST if mistake.sample]

    assert len(LIST) >= 50
    assert len(sample) == 10
    assert len({mistake.kind for mistake in sample}) >= 8


def test_no_two_make_the_same_edits() -> None:
    assert len({mistake.edits for mistake in LIST}) == len(LIST)


def test_the_readme_has_the_table() -> None:
    assert table.render(LIST) in (HOME / "README.md").read_text(), "write it with: bench/mistakes/run --table"
