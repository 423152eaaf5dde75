"""Processing job: a model archive and the test split in; evaluation.json, smoke.json, predictions.csv, index.html out.

Usage: evaluate.py --model DIR --test DIR [--champion DIR] --output DIR; --model holds model.tar.gz, --champion the
predictions.csv that the champion's own predict.py made of the same split. Reads TRAINYARD_MESSAGE alone (job_failure).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

import job_failure
import model_archive
import predictions
from evaluation import Evaluation
from evaluation_page import page
from model_archive import ArchiveProblem
from predictions import PredictionProblem
from tables import ROW, read_split


def main(argv: list[str]) -> int:
    """Run the job; exit code 1 with one line where archive, split and champion do not fit or a score is not finite."""
    arguments = _arguments(argv)
    try:
        found = _evaluation(arguments)
        result = found.as_json()
    except (ArchiveProblem, PredictionProblem, ValueError) as problem:
        return job_failure.told("evaluate", problem)
    _write(arguments.output / "evaluation.json", result)
    _write(arguments.output / "smoke.json", smoke(found))
    (arguments.output / "index.html").write_text(page(found, result), encoding="utf-8")
    predictions.write(arguments.output, found.test[ROW], found.predicted)
    values = ", ".join(f"{name} {value:.4f}" for name, value in found.scores.items())
    out_of_fold = result["trainyard"]["out_of_fold"]["r2"]
    print(f"evaluate: {len(found.test)} test rows: {values}; out-of-fold r2 {out_of_fold:.4f}")
    return 0


def _evaluation(arguments: argparse.Namespace) -> Evaluation:
    archive = model_archive.read(arguments.model)
    test = read_split(arguments.test, archive.definition)
    champion = predictions.read(arguments.champion, test[ROW]) if arguments.champion else None
    return Evaluation(archive, test, champion)


def smoke(evaluation: Evaluation) -> dict[str, Any]:
    """Contract `smoke`: the first test row as a request, and what the endpoint must answer to it."""
    row = evaluation.features.head(1)
    instance = {name: None if pd.isna(value) else value for name, value in row.iloc[0].items()}
    return {"request": {"instances": [instance]}, "expected": float(evaluation.archive.pipeline.predict(row)[0])}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=2, allow_nan=False) + "\n", encoding="utf-8")


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate.py")
    parser.add_argument("--model", type=Path, required=True, help="directory with model.tar.gz")
    parser.add_argument("--test", type=Path, required=True, help="directory of the test split")
    parser.add_argument("--champion", type=Path, help="directory with the champion's predictions.csv")
    parser.add_argument("--output", type=Path, required=True, help="directory for what it writes")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
