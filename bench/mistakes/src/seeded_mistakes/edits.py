"""Makes a mistake in a copy of the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seeded_mistakes.mistake import Edit


class EditError(Exception):
    """An edit that does not fit its file any more."""


def edited(root: Path, edits: Iterable[Edit]) -> dict[str, str]:
    """Return the new text of each file that the edits change, by its path below root; nothing is written."""
    texts: dict[str, str] = {}
    for edit in edits:
        if edit.file not in texts and not (root / edit.file).is_file():
            raise EditError(f"there is no {edit.file}: mend the mistake's edit")
        text = texts[edit.file] if edit.file in texts else (root / edit.file).read_text()
        found = text.count(edit.old)
        if found != 1:
            raise EditError(f"{edit.file} has {edit.old!r} {found} times, must once: mend the mistake's edit")
        texts[edit.file] = text.replace(edit.old, edit.new)
    return texts


def apply(root: Path, edits: Iterable[Edit]) -> None:
    """Write what the edits make of the files below root."""
    for file, text in edited(root, edits).items():
        (root / file).write_text(text)
