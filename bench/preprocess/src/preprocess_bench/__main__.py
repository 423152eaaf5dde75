"""python -m preprocess_bench --root DIR --spark PYTHON: measures, compares, and prints the table."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from preprocess_bench import agreement, bare, raw
from preprocess_bench.measured import Measured, measured, median
from trainyard_emulator.jobs import smspark

_AIM = 0.5
_FILES = 8
_TURNS = 3


def main() -> int:
    """Exit code 1 where the engines disagree."""
    arguments = _arguments()
    home = arguments.root / ".trainyard" / "bench" / "preprocess"
    bench = Bench(arguments.root, home, arguments.spark)
    bench.unpack()
    turns = [(bench.bare(arguments.rows), bench.pandas(arguments.rows)) for _ in range(_TURNS)]
    lines = [median(one) for one in zip(*turns, strict=True)]
    lines += [bench.pandas(arguments.spark_rows), bench.spark(arguments.spark_rows)]
    sample = bench.compared(arguments.root / "sagemaker-code" / "target" / "sample")
    print()
    print(*(line.line() for line in lines), sep="\n")
    ratio = lines[0].seconds / lines[1].seconds
    print(f"rows/s of preprocess.py to bare pandas': {ratio:.2f} (medians of {_TURNS}, in turn; aim: at least {_AIM})")
    found = agreement.differences(home / "out-pandas", home / "out-spark")
    print(f"both engines on {arguments.spark_rows:,} rows: {'; '.join(found) or 'the same to the value'}")
    print(f"  {agreement.rows(home / 'out-pandas')}")
    print(f"both engines on the sample: {'; '.join(sample) or 'the same to the value'}")
    return 1 if found or sample else 0


class Bench:
    """The commands, each in a process of its own, on generated files below one directory."""

    def __init__(self, root: Path, home: Path, spark: Path) -> None:
        self._sources = root / "sagemaker-code" / "target" / "sourcedir.tar.gz"
        self._home = home
        self._code = home / "code"
        self._spark = spark

    def unpack(self) -> None:
        """What a job finds in its code directory."""
        shutil.rmtree(self._code, ignore_errors=True)
        self._code.mkdir(parents=True)
        subprocess.run(["tar", "-xzf", str(self._sources), "-C", str(self._code)], check=True)

    def bare(self, rows: int) -> Measured:
        """Pandas without any check."""
        command = [sys.executable, bare.__file__, str(self._raw(rows)), str(self._output("bare"))]
        return measured("bare pandas", rows, command, os.environ)

    def pandas(self, rows: int) -> Measured:
        """preprocess.py as it is started on AWS's scikit-learn image."""
        return measured("preprocess.py", rows, self._pandas(self._raw(rows), "pandas"), os.environ)

    def spark(self, rows: int) -> Measured:
        """preprocess.py as it is started on AWS's Spark image, on Spark's local master."""
        command = self._submit(self._raw(rows), "spark")
        return measured("preprocess.py, Spark", rows, command, self._environment())

    def compared(self, sample: Path) -> list[str]:
        """What differs between the engines on the sample."""
        subprocess.run(self._pandas(sample, "sample-pandas"), check=True, stdout=subprocess.DEVNULL)
        submit = self._submit(sample, "sample-spark")
        subprocess.run(submit, check=True, capture_output=True, env=self._environment())
        return agreement.differences(self._home / "out-sample-pandas", self._home / "out-sample-spark")

    def _raw(self, rows: int) -> Path:
        directory = self._home / f"raw-{rows}"
        raw.write(directory, rows, _FILES)
        return directory

    def _output(self, name: str) -> Path:
        directory = self._home / f"out-{name}"
        shutil.rmtree(directory, ignore_errors=True)
        return directory

    def _arguments(self, given: Path, name: str) -> list[str]:
        return [str(self._code / "preprocess.py"), "--raw", str(given), "--output", str(self._output(name))]

    def _pandas(self, given: Path, name: str) -> list[str]:
        return [sys.executable, *self._arguments(given, name)]

    def _submit(self, given: Path, name: str) -> list[str]:
        submit = str(Path(smspark.__file__).parent / "spark_image" / "smspark-submit")
        narwhals = str(self._code / "narwhals.zip")
        return [submit, "--py-files", narwhals, *self._arguments(given, name), "--engine", "spark"]

    def _environment(self) -> dict[str, str]:
        scratch = self._home / "tmp"
        scratch.mkdir(exist_ok=True)
        return {**os.environ, **smspark.variables(self._spark, str(scratch))}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/preprocess/run")
    parser.add_argument("--root", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--spark", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of bare pandas against preprocess.py")
    parser.add_argument("--spark-rows", type=int, default=5_000_000, help="of one engine against the other")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
