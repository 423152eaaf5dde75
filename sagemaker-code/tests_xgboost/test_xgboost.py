"""The XGBoost estimator on the packages of AWS's XGBoost image, beside a model of the scikit-learn image.

Run by the image's packages (requirements-xgboost.lock). SCIKIT_LEARN_PYTHON is the interpreter of the other image: it
preprocesses, as in the workflow, and trains the champion.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from runs import CONTRACTS, EXAMPLE, check_contract, pack_model, read, unpack_code
from served import serving

import estimators
import hyperparameters
import model_archive
from hyperparameters import RULES
from model_definition import Estimator
from packing import sample
from packing.definition import rendered
from tables import ROW, features_of, read_split

OTHER = Path(os.environ["SCIKIT_LEARN_PYTHON"])
HERE = Path(sys.executable)


@dataclass(frozen=True)
class Trainer:
    """Directories of one model: its code, its archive, and what its jobs write."""

    python: Path
    root: Path
    processed: Path

    def job(self, script: str, *arguments: object, hyperparameters: str = "{}") -> str:
        """A script as a process on this image; its output."""
        channels = {f"SM_CHANNEL_{name.upper()}": str(self.processed / name) for name in ("train", "validation")}
        environment = {**os.environ, **channels, "SM_MODEL_DIR": str(self.root / "model"), "PYTHONPATH": ""}
        environment["SM_HPS"] = hyperparameters
        command = [str(self.python), "-B", str(self.root / "code" / script), *map(str, arguments)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def trained(self, **given: Any) -> Trainer:
        self.job("train.py", hyperparameters=json.dumps(given))
        pack_model(self.root / "model", self.root / "archive" / "model.tar.gz")
        return self


def trainer(python: Path, root: Path, processed: Path, **estimator: Any) -> Trainer:
    root.mkdir()
    definition = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    if estimator:
        definition["estimator"] = estimator
    (root / "model.yaml").write_text(yaml.safe_dump(definition), encoding="utf-8")
    unpack_code(root / "code", rendered(root / "model.yaml", CONTRACTS / "model.schema.json"))
    return Trainer(python, root, processed)


@pytest.fixture(scope="module")
def champion(tmp_path_factory: pytest.TempPathFactory) -> Trainer:
    """The model of model.yaml, by the scikit-learn image alone: its predictions are in root/predictions."""
    root: Path = tmp_path_factory.mktemp("images")
    sample.write(root / "raw" / "auto-mpg.csv")
    made = trainer(OTHER, root / "champion", root / "processed")
    made.job("preprocess.py", "--raw", root / "raw", "--output", made.processed)
    made.trained()
    where = ("--model", made.root / "archive", "--test", made.processed / "test", "--output", made.root / "predictions")
    made.job("predict.py", *where)
    return made


@pytest.fixture(scope="module")
def challenger(champion: Trainer) -> Trainer:
    settings = {"n_estimators": 300, "learning_rate": 0.05, "max_depth": 4}
    root = champion.root.parent / "challenger"
    return trainer(HERE, root, champion.processed, type="xgboost", seed=7, hyperparameters=settings).trained()


@pytest.fixture(scope="module")
def evaluation(champion: Trainer, challenger: Trainer) -> Any:
    where = ("--model", challenger.root / "archive", "--test", challenger.processed / "test")
    output = challenger.root / "evaluation"
    challenger.job("evaluate.py", *where, "--champion", champion.root / "predictions", "--output", output)
    return read(output / "evaluation.json")


def test_champion_and_challenger_of_different_images_are_compared(evaluation: Any) -> None:
    check_contract(evaluation, "evaluation")
    ours = evaluation["trainyard"]
    assert ours["model"]["estimator"] == "xgboost"
    assert abs(ours["champion"]["difference"]["r2"]["value"]) < 0.1
    assert ours["baselines"]["ridge"]["out_of_fold"]["r2"] < ours["out_of_fold"]["r2"] < 0.9
    assert ours["out_of_fold"]["r2"] > 0.84


def test_every_test_row_is_served_as_it_was_predicted(challenger: Trainer, evaluation: Any) -> None:
    assert evaluation
    model, definition = model_archive.load(challenger.root / "model")
    rows = features_of(read_split(challenger.processed / "test", definition), definition)
    asked = [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records")
    ]
    with serving(challenger.root / "model") as server:
        answer = json.loads(server.ask(json.dumps({"instances": asked}).encode()).body)
        assert answer["predictions"] == [float(value) for value in model.predict(rows)]
        server.check_alive()


def test_two_trainings_predict_the_same(challenger: Trainer) -> None:
    again = Trainer(HERE, challenger.root.parent / "again", challenger.processed)
    again.root.mkdir()
    (again.root / "code").symlink_to(challenger.root / "code")
    again.trained()
    definition = model_archive.load(challenger.root / "model")[1]
    rows = read_split(challenger.processed / "test", definition)
    one, other = (model_archive.load(made.root / "model")[0] for made in (challenger, again))
    features = features_of(rows, definition)
    assert len(rows[ROW]) == 42
    assert (one.predict(features) == other.predict(features)).all()


def test_early_stopping_ends_before_the_last_round(challenger: Trainer) -> None:
    definition = model_archive.load(challenger.root / "model")[1]
    rows = read_split(challenger.processed / "train", definition)
    wanted = Estimator("xgboost", 7, {"n_estimators": 5000, "early_stopping_rounds": 5, "validation_fraction": 0.2})
    made = estimators.estimator(wanted, {})
    numbers = rows[definition.named("number")].fillna(0).to_numpy()
    made.fit(numbers, rows[definition.target.name].to_numpy())
    assert made.regressor.best_iteration < 4999
    assert made.predict(numbers).shape == (len(rows),)


def test_every_hyperparameter_is_one_of_the_library() -> None:
    allowed = {"integer": 10, "number": 0.5}
    given = {name: allowed[rule.kind] for name, rule in RULES["xgboost"].items()}
    found = estimators.estimator(Estimator("xgboost", 7, {}), given).get_params()
    assert found["validation_fraction"] == given.pop("validation_fraction")
    assert {name: found[f"regressor__{name}"] for name in given} == given


def test_a_wrong_one_is_refused_before_the_library_sees_it() -> None:
    with pytest.raises(ValueError, match=r"subsample of xgboost must be a number above 0 and at most 1, got 1\.5"):
        hyperparameters.merged(Estimator("xgboost", 7, {}), {"subsample": 1.5})
