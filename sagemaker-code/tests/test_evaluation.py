"""evaluate.py and predict.py: a candidate against the test split, the baselines and the champion."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from runs import Run, check_contract, pack_model, read

import evaluate
import model_archive
import predict
import predictions
from evaluation import Evaluation
from importance import permutation_importance
from model_archive import Archive
from model_definition import ModelDefinition
from tables import ROW, features_of, read_split, target_of


@pytest.fixture(scope="session")
def archive(run: Run) -> Archive:
    return model_archive.read(run.model.parent / "archive")


@pytest.fixture(scope="session")
def rows(run: Run, definition: ModelDefinition) -> pd.DataFrame:
    return read_split(run.processed / "test", definition)


@pytest.fixture
def judge(run: Run, tmp_path: Path) -> Callable[[np.ndarray, pd.Series], Any]:
    """evaluate.py against a champion of these predictions."""

    def judged(predicted: np.ndarray, ids: pd.Series) -> Any:
        predictions.write(tmp_path / "champion", ids, predicted)
        arguments = ["--model", str(run.model.parent / "archive"), "--test", str(run.processed / "test")]
        arguments += ["--champion", str(tmp_path / "champion"), "--output", str(tmp_path / "output")]
        assert evaluate.main(arguments) == 0
        found = read(tmp_path / "output" / "evaluation.json")
        check_contract(found, "evaluation")
        return found["trainyard"]["champion"]

    return judged


def test_the_first_model_has_no_champion(run: Run) -> None:
    assert read(run.evaluation / "evaluation.json")["trainyard"]["champion"] is None


def test_the_same_model_differs_by_nothing(
    run: Run, rows: pd.DataFrame, judge: Callable[[np.ndarray, pd.Series], Any]
) -> None:
    champion = judge(predictions.read(run.evaluation, rows[ROW]), rows[ROW])
    assert champion["difference"]["r2"]["value"] == 0
    assert champion["difference"]["r2"]["interval"] == pytest.approx([0, 0], abs=1e-12)


def test_a_better_and_a_worse_champion_are_told_apart(
    rows: pd.DataFrame, definition: ModelDefinition, judge: Callable[[np.ndarray, pd.Series], Any]
) -> None:
    target = target_of(rows, definition)
    better, worse = judge(target + 0.01, rows[ROW]), judge(target + 20, rows[ROW])
    assert better["r2"] > 0.99
    assert better["difference"]["r2"]["interval"][1] < 0
    assert worse["difference"]["r2"]["interval"][0] > 0
    assert worse["difference"]["mae"]["value"] < 0


def test_predict_makes_the_predictions_that_evaluate_makes(run: Run, tmp_path: Path) -> None:
    """From the archive's own code/, as the champion's job runs it."""
    command = [sys.executable, "-B", str(run.model / "code" / "predict.py"), "--output", str(tmp_path)]
    command += ["--model", str(run.model.parent / "archive"), "--test", str(run.processed / "test")]
    subprocess.run(command, check=True, cwd=tmp_path)
    found, expected = (directory / "predictions.csv" for directory in (tmp_path, run.evaluation))
    assert sorted(found.read_text().splitlines()) == sorted(expected.read_text().splitlines())


def test_the_baselines_are_worse_than_the_model(run: Run) -> None:
    found = read(run.evaluation / "evaluation.json")
    baselines = found["trainyard"]["baselines"]
    assert baselines["mean"]["r2"] <= 0.0 < baselines["ridge"]["r2"] < found["regression_metrics"]["r2"]["value"]
    assert 0.75 < baselines["ridge"]["out_of_fold"]["r2"] < found["trainyard"]["out_of_fold"]["r2"]


def test_every_interval_holds_its_value(run: Run) -> None:
    found = read(run.evaluation / "evaluation.json")
    for name, (low, high) in found["trainyard"]["intervals"].items():
        assert low < found["regression_metrics"][name]["value"] < high


def test_errors_by_category_are_those_of_the_rows(archive: Archive, rows: pd.DataFrame) -> None:
    origin = rows["Origin"].to_numpy().copy()
    origin[:3] = None
    rows = rows.assign(Origin=origin)
    evaluation = Evaluation(archive, rows)
    found = {entry["value"]: entry for entry in evaluation.as_json()["trainyard"]["errors_by_category"]["Origin"]}
    error = evaluation.predicted - evaluation.target
    assert set(found) == {None, *set(origin[3:])}
    assert found["USA"]["mae"] == pytest.approx(np.abs(error[origin == "USA"]).mean())
    assert found[None]["rows"] == 3
    assert found[None]["bias"] == pytest.approx(error[:3].mean())


def test_a_category_that_training_never_saw_is_named(archive: Archive, rows: pd.DataFrame) -> None:
    assert Evaluation(archive, rows).as_json()["trainyard"]["categories"]["unseen"] == {}
    origin = rows["Origin"].to_numpy().copy()
    origin[:3] = ["Mars", None, "Moon"]
    found = Evaluation(archive, rows.assign(Origin=origin)).as_json()
    assert found["trainyard"]["categories"]["unseen"] == {"Origin": ["Mars", "Moon"]}


def test_importance_finds_what_decides_and_repeats_by_seed() -> None:
    class Doubles:
        def predict(self, features: pd.DataFrame) -> np.ndarray:
            return 2 * features["decides"].to_numpy()

    features = pd.DataFrame({"idle": np.arange(6000.0), "decides": np.random.default_rng(0).normal(size=6000)})
    target = 2 * features["decides"].to_numpy()
    found = permutation_importance(Doubles(), features, target, 3)
    assert [entry["feature"] for entry in found] == ["decides", "idle"]
    assert found[0]["r2_drop"] == pytest.approx(2, abs=0.1)
    assert found[1] == {"feature": "idle", "r2_drop": 0.0, "deviation": 0.0}
    assert found == permutation_importance(Doubles(), features, target, 3)


def test_the_archives_hash_is_that_of_its_file(run: Run, archive: Archive) -> None:
    said = subprocess.run(["sha256sum", str(run.model.parent / "archive" / "model.tar.gz")], capture_output=True)
    assert said.stdout.decode().split()[0] == archive.sha256
    assert read(run.evaluation / "evaluation.json")["trainyard"]["model"]["sha256"] == archive.sha256


def test_a_smoke_row_with_an_empty_cell_asks_with_null(archive: Archive, rows: pd.DataFrame) -> None:
    features = features_of(rows, archive.definition).assign(Horsepower=np.nan, Origin=None)
    evaluation = Evaluation(archive, rows)
    evaluation.__dict__["features"] = features
    found = evaluate.smoke(evaluation)
    assert found["request"]["instances"][0]["Horsepower"] is None
    assert found["request"]["instances"][0]["Origin"] is None
    check_contract(found, "smoke")


def without(*names: str) -> Callable[[Path], None]:
    def change(model: Path) -> None:
        for name in names:
            (model / name).unlink()

    return change


def overwritten(name: str, content: bytes) -> Callable[[Path], None]:
    def change(model: Path) -> None:
        (model / name).write_bytes(content)

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("model.joblib"), "lacks model.joblib"),
        (without("metrics.json"), "lacks metrics.json"),
        (without("code/inference.py", "code/predict.py"), "lacks code/inference.py, code/predict.py"),
        (overwritten("model.joblib", b"damaged"), "cannot be loaded"),
        (overwritten("metrics.json", b'{"out_of_fold": {"r2": NaN}}'), "holds NaN, which is no measurement"),
        (overwritten("metrics.json", b"{"), "cannot be loaded: JSONDecodeError"),
    ],
)
@pytest.mark.parametrize("job", [evaluate, predict], ids=["evaluate", "predict"])
def test_an_archive_that_is_not_whole_is_refused_in_one_line(
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    job: Any,
    change: Callable[[Path], None],
    words: str,
) -> None:
    shutil.copytree(run.model, tmp_path / "model")
    change(tmp_path / "model")
    pack_model(tmp_path / "model", tmp_path / "archive" / "model.tar.gz")
    refused(job, run, tmp_path, capsys, words)


@pytest.mark.parametrize("job", [evaluate, predict], ids=["evaluate", "predict"])
@pytest.mark.parametrize("kept", [0, 10, 5000])
def test_a_cut_archive_is_refused_in_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], job: Any, kept: int
) -> None:
    whole = (run.model.parent / "archive" / "model.tar.gz").read_bytes()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "model.tar.gz").write_bytes(whole[:kept])
    refused(job, run, tmp_path, capsys, "is damaged")


@pytest.mark.parametrize("job", [evaluate, predict], ids=["evaluate", "predict"])
def test_no_archive_is_refused_in_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], job: Any
) -> None:
    refused(job, run, tmp_path, capsys, "there is no model.tar.gz")


def test_an_archive_that_leads_out_of_its_directory_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "archive").mkdir()
    with tarfile.open(tmp_path / "archive" / "model.tar.gz", "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../escaped"))
    refused(evaluate, run, tmp_path, capsys, "OutsideDestinationError")


def test_a_model_that_predicts_nan_is_refused(archive: Archive, rows: pd.DataFrame) -> None:
    class Broken:
        def predict(self, features: pd.DataFrame) -> np.ndarray:
            return np.full(len(features), np.nan)

    with pytest.raises(ValueError, match=r"of the test split .* is nan"):
        Evaluation(replace(archive, pipeline=Broken()), rows).scores  # noqa: B018


def test_a_champion_of_other_rows_is_refused_in_one_line(
    run: Run, rows: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions.write(tmp_path / "champion", rows[ROW][1:], np.zeros(len(rows) - 1))
    (tmp_path / "archive").symlink_to(run.model.parent / "archive")
    refused(evaluate, run, tmp_path, capsys, "lacks rows of the test split", "--champion", str(tmp_path / "champion"))


def refused(job: Any, run: Run, root: Path, capsys: pytest.CaptureFixture[str], words: str, *more: str) -> None:
    arguments = ["--model", str(root / "archive"), "--test", str(run.processed / "test"), "--output", str(root / "o")]
    assert job.main([*arguments, *more]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert not (root / "o").exists()
