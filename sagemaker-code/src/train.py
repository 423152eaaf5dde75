"""Training job in script mode: train and validation channels in, a self-contained model directory out.

Reads SM_CHANNEL_TRAIN, SM_CHANNEL_VALIDATION, SM_MODEL_DIR and SM_HPS (a JSON object of hyperparameters that come on
top of model.yaml's). The toolkit repeats them as arguments, which are not read: it does not write nested ones as JSON.
Prints the lines that the job's metric definitions look for: train:r2=…; validation:r2=…; oof:r2=…;
The saved model is fitted on both channels, the rows that the out-of-fold score speaks of; train:r2 and validation:r2
are those of a model fitted on the train channel alone.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import r2_score

import model_archive
import model_definition
from hash_split import fold_of
from model_definition import ModelDefinition
from model_pipeline import unfitted
from out_of_fold import out_of_fold
from tables import features_of, read_split, target_of


@dataclass(frozen=True)
class Rows:
    """Features, target and fold of the same rows."""

    features: pd.DataFrame
    target: np.ndarray
    folds: np.ndarray


def main(argv: list[str]) -> int:  # noqa: ARG001 (the toolkit's arguments repeat SM_HPS)
    """Run the job; an exception is the job's failure, and its traceback is in the log."""
    source = Path(__file__).resolve().parent
    definition = model_definition.load(source)
    train = read_split(Path(os.environ["SM_CHANNEL_TRAIN"]), definition)
    validation = read_split(Path(os.environ["SM_CHANNEL_VALIDATION"]), definition)
    pipeline, metrics = fit(definition, json.loads(os.environ.get("SM_HPS", "{}")), train, validation)
    for name, value in (("train", "train"), ("validation", "validation"), ("oof", "out_of_fold")):
        print(f"{name}:r2={metrics[value]['r2']:.6f};")
    model_archive.save(Path(os.environ["SM_MODEL_DIR"]), source, pipeline, metrics)
    return 0


def fit(
    definition: ModelDefinition, hyperparameters: dict[str, Any], train: pd.DataFrame, validation: pd.DataFrame
) -> tuple[Any, dict[str, Any]]:
    """The fitted pipeline and metrics.json's content, from text rows of both channels."""
    fresh = partial(unfitted, definition, hyperparameters)
    learn, check = _rows(train, definition), _rows(validation, definition)
    both = _rows(pd.concat([train, validation], ignore_index=True), definition)
    on_train = fresh().fit(learn.features, learn.target)
    metrics = {
        "train": {"r2": _r2(on_train, learn)},
        "validation": {"r2": _r2(on_train, check)},
        "out_of_fold": out_of_fold(fresh, both.features, both.target, both.folds).as_json(),
        "rows": {"train": len(train), "validation": len(validation)},
    }
    return fresh().fit(both.features, both.target), metrics


def _rows(rows: pd.DataFrame, definition: ModelDefinition) -> Rows:
    keys = zip(*(rows[column] for column in definition.row_key), strict=True)
    folds = np.array([fold_of(key) for key in keys])
    return Rows(features_of(rows, definition), target_of(rows, definition), folds)


def _r2(model: Any, rows: Rows) -> float:
    return float(r2_score(rows.target, model.predict(rows.features)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
