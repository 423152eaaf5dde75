"""Processing job: a model archive and the test split in, predictions.csv out.

Usage: predict.py --model DIR --test DIR --output DIR; --model holds model.tar.gz. Run from the archive's own code/, in
the image that trained it. Reads TRAINYARD_MESSAGE alone (job_failure).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import job_failure
import model_archive
import predictions
from model_archive import ArchiveProblem
from tables import ROW, features_of, read_columns


def main(argv: list[str]) -> int:
    """Run the job; exit code 1 with one line where archive and split do not fit."""
    arguments = _arguments(argv)
    try:
        archive = model_archive.read(arguments.model)
        rows = read_columns(arguments.test, archive.definition.feature_names)
    except (ArchiveProblem, ValueError) as problem:
        return job_failure.told("predict", problem)
    predicted = archive.pipeline.predict(features_of(rows, archive.definition))
    predictions.write(arguments.output, rows[ROW], predicted)
    print(f"predict: {len(rows)} rows by {archive.sha256}")
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="predict.py")
    parser.add_argument("--model", type=Path, required=True, help="directory with model.tar.gz")
    parser.add_argument("--test", type=Path, required=True, help="directory of the test split")
    parser.add_argument("--output", type=Path, required=True, help="directory for predictions.csv")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
