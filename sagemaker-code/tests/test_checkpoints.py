"""A training that is ended half-way and started again does the rest, and gives the same model as one that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import joblib
import numpy as np
import pytest
from runs import Run, read

from checkpoints import Checkpoints
from model_definition import ModelDefinition
from tables import features_of, read_split

# Ends the process by a signal right after the given number of results was kept: no waiting, and always the same point.
ENDED_AFTER = """
import os, sys
sys.path.insert(0, sys.argv[1])
import checkpoints, train
write, kept = checkpoints.Checkpoints._write, []
def write_and_end(self, name, value):
    write(self, name, value)
    kept.append(name)
    if len(kept) == int(sys.argv[2]):
        os.kill(os.getpid(), int(sys.argv[3]))
checkpoints.Checkpoints._write = write_and_end
train.__file__ = sys.argv[1] + "/train.py"
sys.exit(train.main([]))
"""


def train_job(
    run: Run, root: Path, *arguments: object, hyperparameters: str = "{}"
) -> subprocess.CompletedProcess[str]:
    """train.py as a process, which keeps eleven results: five folds of the model and of ridge, and the train split's.

    With arguments, one that ends after so many results by such a signal.
    """
    channels = {f"SM_CHANNEL_{name.upper()}": str(run.processed / name) for name in ("train", "validation")}
    environment = {**os.environ, **channels, "SM_MODEL_DIR": str(root / "model"), "SM_HPS": hyperparameters}
    environment["PYTHONPATH"] = ""
    script = ["-c", ENDED_AFTER, str(run.code)] if arguments else [str(run.code / "train.py")]
    command = [sys.executable, "-B", *script, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def taken_up(job: subprocess.CompletedProcess[str]) -> int:
    return job.stdout.count("from the checkpoint")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("number", "done"),
    [(signal.SIGKILL, 1), (signal.SIGKILL, 7), (signal.SIGTERM, 11)],
    ids=["first", "middle", "last"],
)
def test_it_goes_on_where_it_was_ended_and_ends_alike(
    run: Run, definition: ModelDefinition, tmp_path: Path, number: signal.Signals, done: int
) -> None:
    ended = train_job(run, tmp_path, done, int(number))
    assert ended.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert not (tmp_path / "model").exists()
    resumed = train_job(run, tmp_path)
    assert (resumed.returncode, taken_up(resumed)) == (0, done), resumed.stderr
    assert read(tmp_path / "model" / "metrics.json") == read(run.model / "metrics.json")
    features = features_of(read_split(run.processed / "test", definition), definition)
    resumed_model, whole = (joblib.load(model / "model.joblib") for model in (tmp_path / "model", run.model))
    assert np.array_equal(resumed_model.predict(features), whole.predict(features))


@pytest.mark.thorough
def test_other_hyperparameters_take_up_nothing(run: Run, tmp_path: Path) -> None:
    train_job(run, tmp_path, 3, int(signal.SIGKILL))
    assert taken_up(train_job(run, tmp_path, hyperparameters='{"max_iter": 5}')) == 0
    assert taken_up(train_job(run, tmp_path)) == 3


@pytest.mark.parametrize(("kept", "before"), [(-1, b""), (0, b""), (None, b"x")], ids=["cut", "empty", "changed"])
def test_a_damaged_result_is_computed_again(
    tmp_path: Path, kept: int | None, before: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Checkpoints(tmp_path, "it").once("fold", lambda: np.arange(3.0))
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(before + file.read_bytes()[:kept])
    assert Checkpoints(tmp_path, "it").once("fold", lambda: np.ones(2)).tolist() == [1, 1]
    assert "a damaged checkpoint: not used" in capsys.readouterr().out
    assert Checkpoints(tmp_path, "it").once("fold", lambda: np.zeros(2)).tolist() == [1, 1]


def test_what_could_not_be_written_whole_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
        Checkpoints(tmp_path, "it").once("fold", lambda: np.ones(2))
    assert all(path.name.startswith(".") for path in tmp_path.rglob("*") if path.is_file())
