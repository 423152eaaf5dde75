"""Processing job: a model archive and the test split in, evaluation.json and smoke.json out.

Usage: evaluate.py --model DIR --test DIR --output DIR; --model holds model.tar.gz. Reads no environment variable.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

import model_archive
from model_definition import ModelDefinition
from quality import regression_metrics
from tables import features_of, read_split, target_of


def main(argv: list[str]) -> int:
    """Run the job; an exception is the job's failure."""
    arguments = _arguments(argv)
    with tempfile.TemporaryDirectory() as directory:
        model_archive.unpack(arguments.model / "model.tar.gz", Path(directory))
        model, definition = model_archive.load(Path(directory))
        metrics = model_archive.metrics(Path(directory))
    test = read_split(arguments.test, definition)
    result = evaluation(model, definition, metrics, test)
    _write(arguments.output / "evaluation.json", result)
    _write(arguments.output / "smoke.json", smoke(model, definition, test))
    values = ", ".join(f"{name} {metric['value']:.4f}" for name, metric in result["regression_metrics"].items())
    print(f"evaluate: {len(test)} test rows: {values}; out-of-fold r2 {metrics['out_of_fold']['r2']:.4f}")
    return 0


def evaluation(model: Any, definition: ModelDefinition, metrics: dict[str, Any], test: pd.DataFrame) -> dict[str, Any]:
    """Contract `evaluation`: the test split's metrics, and training's out-of-fold score that the gate judges."""
    predicted = model.predict(features_of(test, definition))
    return {
        "regression_metrics": regression_metrics(target_of(test, definition), predicted, definition.estimator.seed),
        "trainyard": {"out_of_fold": metrics["out_of_fold"], "rows": {**metrics["rows"], "test": len(test)}},
    }


def smoke(model: Any, definition: ModelDefinition, test: pd.DataFrame) -> dict[str, Any]:
    """Contract `smoke`: the first test row as a request, and what the endpoint must answer to it."""
    row = features_of(test.head(1), definition)
    instance = {name: None if pd.isna(value) else value for name, value in row.iloc[0].items()}
    return {"request": {"instances": [instance]}, "expected": float(model.predict(row)[0])}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate.py")
    parser.add_argument("--model", type=Path, required=True, help="directory with model.tar.gz")
    parser.add_argument("--test", type=Path, required=True, help="directory of the test split")
    parser.add_argument("--output", type=Path, required=True, help="directory for evaluation.json and smoke.json")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
