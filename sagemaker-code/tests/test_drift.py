"""The whole drift job on files as SageMaker writes them."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from captured import NOON, requests, write
from runs import check_contract, read

import drift
import model_definition
from model_definition import ModelDefinition

Rows = list[dict[str, Any]]


def _cars(seed: int, count: int) -> Rows:
    random = np.random.default_rng(seed)
    return [
        {
            "Cylinders": int(random.choice([4, 6, 8])),
            "Displacement": float(random.normal(200, 90)),
            "Horsepower": None if random.random() < 0.02 else float(random.normal(105, 35)),
            "Weight_in_lbs": float(random.normal(2970, 800)),
            "Acceleration": float(random.normal(15, 3)),
            "Year": f"{random.integers(1970, 1983)}-01-01",
            "Origin": str(random.choice(["USA", "Europe", "Japan"], p=[0.62, 0.18, 0.2])),
        }
        for _ in range(count)
    ]


def _truth_of(cars: Rows) -> np.ndarray:
    return np.array([46 - 0.0076 * car["Weight_in_lbs"] for car in cars])


def _predicted(cars: Rows, seed: int) -> list[float]:
    noise = np.random.default_rng(seed).normal(0, 2, len(cars))
    return [float(value) for value in _truth_of(cars) + noise]


@pytest.fixture
def job(tmp_path: Path, model_json: str, definition: ModelDefinition) -> Callable[..., dict[str, Any]]:
    """Run drift.py against the baseline of 315 cars; gives drift.json."""
    cars = _cars(0, 315)
    baseline = {
        "rows": 315,
        "sample": {name: [car[name] for car in cars] for name in definition.feature_names},
        "target": _truth_of(cars).tolist(),
        "predictions": _predicted(cars, 1),
    }
    _archive(tmp_path, {"baseline.json": json.dumps(baseline), model_definition.FILE_NAME: model_json})

    def run(*more: str) -> dict[str, Any]:
        capture, output = str(tmp_path / "capture"), tmp_path / "output"
        assert drift.main(["--capture", capture, "--baseline", str(tmp_path), "--output", str(output), *more]) == 0
        found: dict[str, Any] = read(output / "drift.json")
        check_contract(found, "drift")
        verdict = read(output / "verdict.json")
        check_contract(verdict, "drift-verdict")
        assert verdict["reasons"] == found["verdict"]["reasons"]
        return {**found, "metrics": verdict["metrics"], "page": (output / "index.html").read_text(encoding="utf-8")}

    return run


def _archive(directory: Path, files: dict[str, str]) -> None:
    with tarfile.open(directory / "model.tar.gz", "w:gz") as tar:
        for name, text in files.items():
            (directory / name).write_text(text, encoding="utf-8")
            tar.add(directory / name, name)


def _capture(directory: Path, cars: Rows) -> None:
    write(directory / "capture", requests(cars, _predicted(cars, 2)))


def test_the_same_traffic_is_no_drift(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    _capture(tmp_path, _cars(5, 500))
    found = job()
    assert found["verdict"] == {"drift": False, "quality": None, "reasons": []}
    assert found["metrics"]["Drift"] == 0
    assert found["live"]["rows"] == 500
    assert [column["column"] for column in found["columns"]][-1] == "(prediction)"


def test_heavier_cars_are_drift_of_the_feature_and_the_predictions(
    tmp_path: Path, job: Callable[..., dict[str, Any]]
) -> None:
    _capture(tmp_path, [{**car, "Weight_in_lbs": car["Weight_in_lbs"] + 800} for car in _cars(5, 500)])
    found = job()
    drifted = [column["column"] for column in found["columns"] if column["drifted"]]
    assert drifted == ["Weight_in_lbs", "(prediction)"]
    assert found["verdict"]["drift"] is True
    assert found["verdict"]["reasons"][0].startswith("Weight_in_lbs: PSI ")
    assert found["metrics"]["Drift"] == 1
    assert found["metrics"]["DriftedColumns"] == 2
    assert "Data: drift." in found["page"]


def test_later_years_and_other_origins_are_drift(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    _capture(tmp_path, [{**car, "Year": "1990-06-01", "Origin": "Japan"} for car in _cars(5, 500)])
    drifted = [column["column"] for column in job()["columns"] if column["drifted"]]
    assert drifted == ["Year", "Origin"]


def test_too_few_rows_are_no_verdict(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    _capture(tmp_path, _cars(5, 399))
    found = job()
    assert found["verdict"]["drift"] is None
    assert found["verdict"]["reasons"] == ["399 live rows are not enough, no verdict: 400 are needed"]
    assert found["columns"] == []
    assert "Drift" not in found["metrics"]


def test_no_capture_at_all_is_no_verdict(job: Callable[..., dict[str, Any]]) -> None:
    assert job()["metrics"] == {"LiveRows": 0, "BadLines": 0}


def test_only_the_newest_day_counts_where_it_has_enough_rows(
    tmp_path: Path, job: Callable[..., dict[str, Any]]
) -> None:
    old = [{**car, "Weight_in_lbs": 9000} for car in _cars(6, 1000)]
    write(tmp_path / "capture", requests(old, _predicted(old, 2), NOON.replace(day=18)), "old.jsonl")
    _capture(tmp_path, _cars(5, 450))
    found = job()
    assert found["live"]["rows"] == 450
    assert found["verdict"]["drift"] is False


def test_a_quiet_day_is_filled_up_from_the_days_before(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    old = _cars(6, 1000)
    write(tmp_path / "capture", requests(old, _predicted(old, 2), NOON.replace(day=18)), "old.jsonl")
    _capture(tmp_path, _cars(5, 100))
    assert job("--minimum-rows", "500")["live"]["rows"] == 500


def test_what_came_before_the_model_does_not_count(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    _capture(tmp_path, _cars(5, 500))
    assert job("--since", "2026-11-21T12:00:10Z")["live"]["captured"]["older"] == 10


def _tell_truth(directory: Path, cars: Rows, off: float = 0.0) -> None:
    noise = np.random.default_rng(9).normal(0, off, len(cars)) if off else np.zeros(len(cars))
    lines = [
        json.dumps({"inferenceId": f"row-{place}", "target": float(value)})
        for place, value in enumerate(_truth_of(cars) + noise)
    ]
    (directory / "truth").mkdir()
    (directory / "truth" / "november.jsonl").write_text("\n".join([*lines, "?"]), encoding="utf-8")


def test_quality_as_in_training_is_no_alarm(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    cars = _cars(5, 500)
    _capture(tmp_path, cars)
    _tell_truth(tmp_path, cars)
    found = job("--ground-truth", str(tmp_path / "truth"))
    assert found["verdict"]["quality"] is False
    assert found["quality"]["rows"] == 500
    assert found["metrics"]["LiveMae"] == pytest.approx(1.6, abs=0.2)
    assert found["metrics"]["BadLines"] == 1


def test_other_truths_are_quality_drift_without_drift_of_the_data(
    tmp_path: Path, job: Callable[..., dict[str, Any]]
) -> None:
    cars = _cars(5, 500)
    _capture(tmp_path, cars)
    _tell_truth(tmp_path, cars, off=6)
    found = job("--ground-truth", str(tmp_path / "truth"))
    assert (found["verdict"]["drift"], found["verdict"]["quality"]) == (False, True)
    assert found["verdict"]["reasons"][0].startswith("live MAE ")
    assert found["metrics"]["QualityDrift"] == 1


def test_few_truths_are_no_verdict_on_quality(tmp_path: Path, job: Callable[..., dict[str, Any]]) -> None:
    cars = _cars(5, 500)
    _capture(tmp_path, cars)
    _tell_truth(tmp_path, cars[:99])
    found = job("--ground-truth", str(tmp_path / "truth"))
    assert found["verdict"]["quality"] is None
    assert found["quality"]["rows"] == 99


def test_bad_lines_are_told_in_the_log(
    tmp_path: Path, job: Callable[..., dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "capture", ["{"], "broken.jsonl")
    assert job()["metrics"]["BadLines"] == 1
    assert "drift: left out broken.jsonl line 1: Expecting property name" in capsys.readouterr().out


def test_a_model_without_a_baseline_is_a_failure_in_words(
    tmp_path: Path, model_json: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _archive(tmp_path, {model_definition.FILE_NAME: model_json})
    code = drift.main(["--capture", str(tmp_path), "--baseline", str(tmp_path), "--output", str(tmp_path / "out")])
    assert code == 1
    assert "holds no baseline.json" in capsys.readouterr().err


def test_a_damaged_archive_is_a_failure_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "model.tar.gz").write_bytes(b"no archive")
    code = drift.main(["--capture", str(tmp_path), "--baseline", str(tmp_path), "--output", str(tmp_path / "out")])
    assert code == 1
    assert "model.tar.gz is damaged" in capsys.readouterr().err
