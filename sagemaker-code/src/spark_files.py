"""Raw files as Spark frames. What Spark would take silently is refused: rows cut or filled, bytes that are no UTF-8."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import narwhals as nw
from pyspark.sql import functions as sql

from model_definition import ModelDefinition
from raw_data import FILE, NUMBER, DataProblem, RawFile, check_columns, csv_header, is_utf_8, not_csv

_WITHIN_PARTITION = (1 << 33) - 1
"""The bits of monotonically_increasing_id that count the rows of a partition (Spark's documentation of it)."""
_CORRUPT, _BROKEN, _REPLACED = "__corrupt", "__broken", "__replaced"
_PART = 32 << 20


class SparkFiles:
    """Reads files, those of one layout as one frame."""

    def __init__(self, spark: Any) -> None:
        self.spark = spark
        self._read = 0
        self._files: dict[str, RawFile] = {}

    def read(self, files: list[RawFile], definition: ModelDefinition, judge: Callable[[str, Any], Any]) -> list[Any]:
        """Frames of all rows, as `judge` makes them of files' names and a frame: the definition's columns as they are,
        FILE and NUMBER, and what refuse_unread looks at. Raise DataProblem.
        """
        problems: list[str] = []
        groups: dict[tuple[bool, str], list[RawFile]] = {}
        for file in files:
            try:
                groups.setdefault(self._layout(file, definition), []).append(file)
            except DataProblem as problem:
                problems.append(str(problem))
        self._expect(files)
        frames = []
        for layout, alike in groups.items():
            frame = nw.from_native(self._frame(layout, alike, definition))
            try:
                frames.append(judge(", ".join(file.name for file in alike[:3]), frame))
            except DataProblem as problem:
                problems.append(str(problem))
        if problems:
            raise DataProblem("\n".join(problems))
        self._files = {file.name: file for file in files}
        return frames

    def refuse_unread(self, frame: Any) -> None:
        """Raise DataProblem for a file with rows of another length, or bytes that were no UTF-8; counts the rows."""
        rows = frame.to_native()
        found = rows.agg(
            sql.count(sql.lit(1)).alias("rows"), sql.max(_BROKEN).alias("broken"), sql.max(_REPLACED).alias("replaced")
        ).first()
        self._read = found["rows"]
        problems = self._broken(rows) if found["broken"] else []
        if found["replaced"]:
            files = self._files.values()
            problems += [str(not_csv(file, "its bytes are no UTF-8")) for file in files if not is_utf_8(file)]
        if problems:
            raise DataProblem("\n".join(problems))

    def _broken(self, rows: Any) -> list[str]:
        found = rows.filter(sql.col(_BROKEN)).groupBy(FILE).agg(sql.min(NUMBER).alias(NUMBER)).orderBy(FILE).collect()
        words = "row {} below the header has more or fewer cells than it"
        return [str(not_csv(self._files[row[FILE]], words.format(row[NUMBER]))) for row in found]

    def _expect(self, files: list[RawFile]) -> None:
        """As many parts after a shuffle as the data wants, at least one a core: Spark's 200 cost small data dear."""
        parts = sum(file.path.stat().st_size for file in files) // _PART
        cores = self.spark.sparkContext.defaultParallelism
        self.spark.conf.set("spark.sql.shuffle.partitions", str(max(parts, cores)))

    def rows_read(self) -> int:
        """Rows in all files read, counted before any was put anywhere."""
        return self._read

    def _layout(self, file: RawFile, definition: ModelDefinition) -> tuple[bool, str]:
        """What files must share to be one frame: Parquet's columns with their types, or a CSV's header."""
        if any(character in name for name in definition.columns for character in ".`"):
            raise DataProblem("with the engine spark, a column's name must have no dot and no backtick")
        if not file.is_parquet:
            header = csv_header(file)
            check_columns(file, header, definition)
            return False, "\x1f".join(header)
        try:
            schema = self.spark.read.parquet(_address(file)).schema
        except Exception as problem:
            raise not_csv(file, str(problem).splitlines()[0]) from problem
        check_columns(file, schema.names, definition)
        return True, schema.simpleString()

    def _frame(self, layout: tuple[bool, str], files: list[RawFile], definition: ModelDefinition) -> Any:
        addresses = [_address(file) for file in files]
        if layout[0]:
            frame, number = self.spark.read.parquet(*addresses), sql.col("_metadata.row_index")
            columns, broken = [sql.col(f"`{name}`") for name in definition.columns], sql.lit(False)
        else:
            header = layout[1].split("\x1f")
            frame = self._csv(addresses, len(header))
            number = sql.monotonically_increasing_id().bitwiseAND(_WITHIN_PARTITION)
            columns = [sql.col(f"c{header.index(name)}").alias(name) for name in definition.columns]
            broken = sql.col(_CORRUPT).isNotNull()
        root = str(files[0].path)[: -len(files[0].name)]
        path = sql.url_decode(sql.replace(sql.col("_metadata.file_path"), sql.lit("+"), sql.lit("%2B")))
        name = sql.substr(path, sql.locate(root, path) + sql.lit(len(root)))
        cells = sql.concat_ws("", *(column.cast("string") for column in columns))
        replaced = sql.lit(False) if layout[0] else cells.contains("\ufffd")
        added = {FILE: name, NUMBER: number + 1, _BROKEN: broken, _REPLACED: replaced}
        return frame.select(*columns, *(column.alias(name) for name, column in added.items()))

    def _csv(self, addresses: list[str], width: int) -> Any:
        """Whole files, since a quoted cell may hold a line's end: a file is one task, so many are read side by side."""
        schema = ", ".join([*(f"c{index} string" for index in range(width)), f"{_CORRUPT} string"])
        return self.spark.read.csv(
            addresses,
            schema=schema,
            header=True,
            multiLine=True,
            quote='"',
            escape='"',
            maxCharsPerColumn=-1,
            mode="PERMISSIVE",
            columnNameOfCorruptRecord=_CORRUPT,
        )


def _address(file: RawFile) -> str:
    """A local path for Spark, which would take `*` and its like for a pattern."""
    return "file://" + re.sub(r"([*?{}\[\]\\])", r"\\\1", str(file.path.resolve()))
