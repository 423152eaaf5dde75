from __future__ import annotations

from pathlib import Path

import pytest
from seeded_mistakes.edits import EditError, apply, edited
from seeded_mistakes.mistake import Edit


def test_edits_build_on_each_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one two")

    apply(tmp_path, [Edit("a", "one", "three"), Edit("a", "three two", "four")])

    assert (tmp_path / "a").read_text() == "four"


@pytest.mark.parametrize(("text", "times"), [("one", 0), ("two two", 2)])
def test_what_does_not_stand_there_once_is_refused_and_nothing_is_written(
    tmp_path: Path, text: str, times: int
) -> None:
    (tmp_path / "a").write_text(text)
    (tmp_path / "b").write_text("three")

    with pytest.raises(EditError, match=f"a has 'two' {times} times"):
        apply(tmp_path, [Edit("b", "three", "four"), Edit("a", "two", "five")])

    assert (tmp_path / "b").read_text() == "three"


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditError, match="there is no gone"):
        edited(tmp_path, [Edit("gone", "one", "two")])
