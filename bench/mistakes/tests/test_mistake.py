from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from seeded_mistakes.mistake import HOME, Edit, ListError, load

TOY = """
title: A toy
kind: code
feature: train
change: One word is another.
edits: [{file: a.txt, replace: good, with: bad}]
command: ./mvnw verify
aws: It fails.
words: [who, what, why]
cites: [{thread: owner/repository#1, says: It failed.}]
"""


def _home(directory: Path, text: str) -> Path:
    shutil.copy(HOME / "mistake.schema.json", directory)
    (directory / "list").mkdir()
    (directory / "list" / "toy.yaml").write_text(text)
    return directory


def test_a_mistake_is_named_by_its_file(tmp_path: Path) -> None:
    (toy,) = load(_home(tmp_path, TOY))

    assert (toy.id, toy.edits, toy.threads, toy.sample) == (
        "toy",
        (Edit("a.txt", "good", "bad"),),
        ("owner/repository#1",),
        False,
    )


@pytest.mark.parametrize(
    ("line", "instead", "problem"),
    [
        ("command: ./mvnw verify", "command: make", "toy.yaml: command: 'make' is not one of"),
        ("words: [who, what, why]", "words: [who]", "toy.yaml: words: .* too short"),
        ("thread: owner/repository#1", "thread: somewhere", "toy.yaml: cites.0.thread: .* does not match"),
        ("title: A toy", "tilte: A toy", "toy.yaml: the file: "),
    ],
)
def test_a_file_that_the_schema_refuses_is_named(tmp_path: Path, line: str, instead: str, problem: str) -> None:
    with pytest.raises(ListError, match=problem):
        load(_home(tmp_path, TOY.replace(line, instead)))
