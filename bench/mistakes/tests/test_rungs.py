from __future__ import annotations

from dataclasses import replace

import toy
from seeded_mistakes.mistake import Edit
from seeded_mistakes.rungs import rungs


def test_a_rehearsal_is_run_as_the_list_says() -> None:
    (only,) = rungs(replace(toy.MISTAKE, command="./trainyard rehearse --until dev"))

    assert (only.name, only.command) == ("rehearse --until dev", ("./trainyard", "rehearse", "--until", "dev"))


def test_a_build_begins_with_the_tests_of_what_was_edited_and_ends_with_all() -> None:
    edits = (Edit("infra/src/A.java", "a", "b"), Edit("sagemaker-code/src/a.py", "a", "b"), Edit("docs/a", "a", "b"))

    found = rungs(replace(toy.MISTAKE, edits=edits))

    assert [rung.name for rung in found] == ["infra, synthesis", "infra", "sagemaker-code", "tests", "verify"]
    assert "-Dtest=AssemblyCheckTest" in found[0].command
    assert "-Dtest=dev/trainyard/infra/**" in found[1].command
    assert found[2].command == (".mvn/check-python.sh", "sagemaker-code")
    assert found[-1].command[-1] == "verify"
