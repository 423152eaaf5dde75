"""Processing job: raw CSV and Parquet files in; train, validation and test, a baseline, and what was rejected out.

Usage: preprocess.py --raw DIR --output DIR [--max-bad-share 0.05] [--engine pandas|spark]. Reads no environment
variable. Rows that model.yaml does not allow are set aside under rejected/ up to that share; above it, or where the
rest cannot be learnt from, the data is refused: by rejected/verdict.json, with a line on stderr for each reason.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import narwhals as nw

import baseline_sample
import data_verdict
import model_definition
import rejections
from hash_split import SPLITS
from model_definition import ModelDefinition
from raw_data import DataProblem, raw_files
from row_checks import OUTCOME, REJECTED, is_used, judged, later_copies, split_rows, with_outcomes
from row_counts import Counts, refuse_data

ENGINES = ("pandas", "spark")


def main(argv: list[str]) -> int:
    """Run the job. The exit code is 0 for refused data too, or the job's outputs would be lost: see data_verdict."""
    arguments = _arguments(argv)
    definition = model_definition.load(Path(__file__).resolve().parent)
    refused: list[str] = []
    try:
        Preparation(_engine(arguments.engine), definition, arguments.output).run(arguments.raw, arguments.max_bad_share)
    except DataProblem as problem:
        refused = str(problem).splitlines()
    for line in refused:
        print(f"preprocess: {line}", file=sys.stderr)
    data_verdict.write(arguments.output, refused)
    return 0


class Preparation:
    """One run of one engine."""

    def __init__(self, engine: Any, definition: ModelDefinition, output: Path) -> None:
        self._engine = engine
        self._definition = definition
        self._output = output

    def run(self, raw: Path, max_bad_share: float) -> None:
        """Write everything. Raise DataProblem with all that is wrong."""
        frame, later = self._with_outcomes(raw)
        counts = self._counts(frame)
        mostly = self._reject(frame, later) if counts.of(REJECTED) else ""
        refuse_data(counts, self._missing(frame, counts), self._definition, max_bad_share, mostly)
        written = {split: self._write(frame, split) for split in SPLITS}
        baseline_sample.write(self._engine, frame, counts.of(SPLITS[0]), self._definition, self._output)
        print(counts.account(self._engine.rows_read(), written, self._definition))

    def _with_outcomes(self, raw: Path) -> tuple[Any, Any]:
        frames = self._engine.read(raw_files(raw), self._definition, self._judged)
        frame = self._engine.kept(nw.concat(frames, how="vertical"))
        self._engine.refuse_unread(frame)
        later = self._engine.kept(later_copies(self._engine.repeated(frame)))
        return (self._engine.rejected(frame, later) if self._rows(later) else frame), later

    def _judged(self, name: str, frame: Any) -> Any:
        frame = judged(frame, name, self._definition)
        return with_outcomes(self._engine.with_ids(frame, self._definition.row_key), self._definition)

    def _counts(self, frame: Any) -> Counts:
        lines = self._engine.rows(frame.group_by(OUTCOME).agg(nw.len().alias("rows")))
        return Counts({line[OUTCOME]: line["rows"] for line in lines})

    def _missing(self, frame: Any, counts: Counts) -> dict[str, float]:
        """Share of the splits' rows that have no value, by feature."""
        names = self._definition.feature_names
        missing = [(nw.col(name).is_null() & is_used()).cast(nw.Int64).sum().alias(name) for name in names]
        rows = max(sum(counts.of(split) for split in SPLITS), 1)
        found = self._engine.rows(frame.select(*missing))[0]
        return {name: (found[name] or 0) / rows for name in names}

    def _reject(self, frame: Any, later: Any) -> str:
        """Write and print what is wrong; returns which columns it is mostly."""
        bad = self._engine.kept(frame.filter(nw.col(OUTCOME) == REJECTED))
        table = self._engine.kept(rejections.problems(bad, later, self._definition))
        self._engine.write_csv(table, self._output / REJECTED / "problems")
        self._engine.write_csv(rejections.rows(bad, self._definition), self._output / REJECTED / "rows")
        print(rejections.as_text(self._engine.rows(table.head(rejections.PRINTED)), self._rows(table)))
        return rejections.as_words(self._engine.rows(rejections.commonest(table)))

    def _write(self, frame: Any, split: str) -> int:
        count: int = self._engine.write_parquet(split_rows(frame, split, self._definition), self._output / split)
        return count

    def _rows(self, frame: Any) -> int:
        count: int = self._engine.rows(frame.select(nw.len().alias("rows")))[0]["rows"]
        return count


def _engine(name: str) -> Any:
    """Each engine's packages are in its own image alone."""
    if name == "spark":
        from engine_spark import SparkEngine

        return SparkEngine()
    from engine_pandas import PandasEngine

    return PandasEngine()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="preprocess.py")
    parser.add_argument("--raw", type=Path, required=True, help="directory with the raw CSV and Parquet files")
    parser.add_argument("--output", type=Path, required=True, help="directory for all that is written")
    parser.add_argument("--max-bad-share", type=float, default=0.05, help="of the rows read, more rejected ones fail")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
