"""Checkpoints on their way to S3 and back, with a bucket of the test's own."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from trainyard_emulator.jobs.checkpoints import Checkpoints
from trainyard_emulator.jobs.failure import JobFailure
from trainyard_emulator.jobs.s3 import Bucket


@dataclass
class FakeBucket:
    """Keeps what it is given; refuses where it is told to."""

    refusing: bool = False
    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, file: Path, uri: str, key_id: str | None = None) -> None:
        if self.refusing:
            raise JobFailure("no")
        self.kept[uri] = file.read_bytes()

    def download(self, uri: str, folder: Path, *, required: bool = True) -> None:
        assert not required
        (folder / "old").write_text("o")


def checkpoints(folder: Path, bucket: FakeBucket) -> Checkpoints:
    return Checkpoints(cast(Bucket, bucket), folder / "checkpoints", "s3://b/c/")


def test_what_is_written_last_is_kept_too(tmp_path: Path) -> None:
    bucket = FakeBucket()
    found = checkpoints(tmp_path, bucket)
    found.restore()
    with found.kept():
        (found.folder / "deep").mkdir()
        (found.folder / "deep" / "new").write_text("n")
        (found.folder / "half.tmp").write_text("h")
    assert bucket.kept == {"s3://b/c/deep/new": b"n", "s3://b/c/half.tmp": b"h"}, "what was restored stays as it is"


def test_a_finished_file_is_told_while_the_script_runs(tmp_path: Path) -> None:
    bucket, told = FakeBucket(), threading.Event()
    found = checkpoints(tmp_path, bucket)
    found.on_kept = told.set
    found.restore()
    with found.kept():
        (found.folder / "half.tmp").write_text("h")
        (found.folder / "one").write_text("1")
        assert told.wait(10)
        assert list(bucket.kept) == ["s3://b/c/one"]


def test_a_refusal_is_told_at_once_and_raised_at_the_end(tmp_path: Path) -> None:
    told = threading.Event()
    found = checkpoints(tmp_path, FakeBucket(refusing=True))
    found.on_trouble = told.set
    found.restore()
    with pytest.raises(JobFailure, match="no"), found.kept():
        (found.folder / "one").write_text("1")
        assert told.wait(10)
