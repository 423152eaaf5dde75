"""A failed processing job says why where SageMaker looks: the first kilobyte of one file, in UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

import job_failure
import predict


def test_the_words_are_the_message_of_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "output" / "message"
    monkeypatch.setenv(job_failure.VARIABLE, str(file))
    empty = str(tmp_path)
    assert predict.main(["--model", empty, "--test", empty, "--output", empty]) == 1
    assert file.read_text(encoding="utf-8") == f"predict: there is no model.tar.gz in {empty}"


def test_a_long_message_is_cut_between_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "message"
    monkeypatch.setenv(job_failure.VARIABLE, str(file))
    assert job_failure.told("x", ValueError("é" * 1000)) == 1
    assert file.read_bytes() == f"x: {'é' * 510}".encode()
    assert len(file.read_bytes()) == 1023


def test_by_hand_there_is_only_the_log(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv(job_failure.VARIABLE, raising=False)
    job_failure.told("evaluate", ValueError("one\ntwo"))
    assert capsys.readouterr().err == "evaluate: one\nevaluate: two\n"
