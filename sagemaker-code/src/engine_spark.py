"""Reading and writing with Spark, for data beyond one machine's memory. Imports what AWS's Spark image has: no pandas.

Every expression runs in the JVM: executors need no Python package.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import narwhals as nw
from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

from hash_split import ROW, SEPARATOR
from raw_data import FILE, NUMBER, PERCENT
from row_checks import OUTCOME, REJECTED, is_used
from spark_files import SparkFiles

_HEAD = "__head"
_SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.ansi.enabled": "false",
    # A method of more bytes than Java's compiler takes would be interpreted, row for row.
    "spark.sql.codegen.hugeMethodLimit": "8000",
    # What is kept is read a few times: looking for its best encoding costs more.
    "spark.sql.inMemoryColumnarStorage.compressed": "false",
    # With no column left out, a row of another length than the header is told.
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    # A file costs as much as a partition holds: one file a partition, so that rows can be counted within it.
    "spark.sql.files.openCostInBytes": str(1 << 30),
    "spark.sql.files.maxPartitionBytes": str(1 << 30),
}


class SparkEngine(SparkFiles):
    """Frames are Spark's, computed when something is asked of them."""

    def __init__(self) -> None:
        super().__init__(SparkSession.builder.appName("preprocess").getOrCreate())
        for name, setting in _SETTINGS.items():
            self.spark.conf.set(name, setting)

    def with_ids(self, frame: Any, key: tuple[str, ...]) -> Any:
        """Add ROW and PERCENT, of key columns that are text."""
        cells = [sql.coalesce(sql.col(name), sql.lit("")) for name in key]
        ids = frame.to_native().withColumn(ROW, sql.sha2(sql.concat_ws(SEPARATOR, *cells), 256))
        first = sql.conv(sql.substring(ROW, 1, 16), 16, 10).cast("decimal(20,0)")
        return nw.from_native(ids.withColumn(PERCENT, (first % 100).cast("long")))

    def kept(self, frame: Any) -> Any:
        """The frame, computed once, in memory and beyond it on disk."""
        return nw.from_native(frame.to_native().persist())

    def repeated(self, frame: Any) -> Any:
        """ROW, FILE and NUMBER of the splits' rows whose id another one has: by a hash of it, so others too."""
        places = frame.filter(is_used()).select(ROW, FILE, NUMBER).to_native().withColumn(_HEAD, sql.xxhash64(ROW))
        several = places.groupBy(_HEAD).count().filter("count > 1").select(_HEAD)
        return nw.from_native(places.join(several, _HEAD, "left_semi").drop(_HEAD))

    def rejected(self, frame: Any, later: Any) -> Any:
        """The kept frame with the outcome REJECTED for the rows that `later` names by FILE and NUMBER."""
        marked = later.to_native().withColumn(_HEAD, sql.lit(True))
        rows = frame.to_native().join(marked, [FILE, NUMBER], "left")
        outcome = sql.when(sql.col(_HEAD), REJECTED).otherwise(sql.col(OUTCOME))
        return nw.from_native(rows.withColumn(OUTCOME, outcome).drop(_HEAD))

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """A small frame's rows, missing values as None."""
        return [row.asDict() for row in frame.to_native().collect()]

    def write_parquet(self, frame: Any, directory: Path) -> int:
        """Write a frame into a directory. Return how many rows its files hold."""
        frame.to_native().write.mode("append").parquet(f"file://{directory.resolve()}")
        _tidy(directory)
        rows: int = self.spark.read.parquet(f"file://{directory.resolve()}").count()
        return rows

    def write_csv(self, frame: Any, directory: Path) -> None:
        """Likewise as CSV, for people."""
        frame.to_native().write.mode("append").csv(f"file://{directory.resolve()}", header=True, quote='"', escape='"')
        _tidy(directory)


def _tidy(directory: Path) -> None:
    """Remove what Hadoop leaves beside the data: checksums and marks are no part of a split."""
    for file in directory.iterdir():
        if file.name.startswith((".", "_")) and file.is_file():
            file.unlink()
