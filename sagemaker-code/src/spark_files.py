"""Raw files as Spark frames. What Spark would take silently is refused: rows cut or filled, bytes that are no UTF-8."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

import narwhals as nw
from pyspark.sql import functions as sql

from model_definition import ModelDefinition
from raw_data import FILE, NUMBER, DataProblem, RawFile, check_columns, csv_header, not_csv

_WITHIN_PARTITION = (1 << 33) - 1
"""The bits of monotonically_increasing_id that count the rows of a partition (Spark's documentation of it)."""
_BROKEN, _REPLACED = "__broken", "\ufffd"
_MEGABYTE = 1 << 20
_PART = 32 * _MEGABYTE


class SparkFiles:
    """Reads files, those of one layout as one frame."""

    def __init__(self, spark: Any) -> None:
        self.spark = spark
        self._read = 0

    def read(self, files: list[RawFile], definition: ModelDefinition) -> list[tuple[str, Any]]:
        """Frames with their files' names: the definition's columns as they are, FILE and NUMBER. Raise DataProblem."""
        problems: list[str] = []
        groups: dict[tuple[bool, str], list[RawFile]] = {}
        for file in files:
            try:
                groups.setdefault(self._layout(file, definition), []).append(file)
            except DataProblem as problem:
                problems.append(str(problem))
        self._expect(files)
        frames = [(layout, alike, self._frame(layout, alike, definition)) for layout, alike in groups.items()]
        if not problems:
            for _, alike, frame in frames:
                problems += self._problems(frame, alike, definition)
        if problems:
            raise DataProblem("\n".join(problems))
        names = (", ".join(file.name for file in alike[:3]) for _, alike, _ in frames)
        wanted = [f"`{name}`" for name in (*definition.columns, FILE, NUMBER)]
        return [
            (name, nw.from_native(frame.select(*wanted))) for name, (_, _, frame) in zip(names, frames, strict=True)
        ]

    def _expect(self, files: list[RawFile]) -> None:
        """As many parts after a shuffle as the data wants, at least one a core: Spark's 200 cost small data dear."""
        parts = sum(file.path.stat().st_size for file in files) // _PART
        cores = self.spark.sparkContext.defaultParallelism
        self.spark.conf.set("spark.sql.shuffle.partitions", str(max(parts, cores)))

    def rows_read(self) -> int:
        """Rows in all files read, counted by a pass of its own."""
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
            columns = [sql.col(f"`{name}`") for name in definition.columns] + [
                sql.lit(None).cast("string").alias(_BROKEN)
            ]
        else:
            header = layout[1].split("\x1f")
            frame = self._csv(addresses, len(header))
            number = sql.monotonically_increasing_id().bitwiseAND(_WITHIN_PARTITION)
            columns = [sql.col(f"c{header.index(name)}").alias(name) for name in definition.columns] + [
                sql.col(_BROKEN)
            ]
        root = str(files[0].path)[: -len(files[0].name)]
        path = sql.url_decode(sql.replace(sql.col("_metadata.file_path"), sql.lit("+"), sql.lit("%2B")))
        name = sql.substr(path, sql.locate(root, path) + sql.lit(len(root)))
        return frame.select(*columns, name.alias(FILE), (number + 1).alias(NUMBER))

    def _csv(self, addresses: list[str], width: int) -> Any:
        """Whole files, since a quoted cell may hold a line's end: a file is one task, so many are read side by side."""
        schema = ", ".join([*(f"c{index} string" for index in range(width)), f"{_BROKEN} string"])
        return self.spark.read.csv(
            addresses,
            schema=schema,
            header=True,
            multiLine=True,
            quote='"',
            escape='"',
            maxCharsPerColumn=-1,
            mode="PERMISSIVE",
            columnNameOfCorruptRecord=_BROKEN,
        )

    def _problems(self, frame: Any, files: list[RawFile], definition: ModelDefinition) -> list[str]:
        """One pass that counts, and looks for rows of another length and for bytes that were no UTF-8."""
        cells = sql.concat_ws("", *(sql.col(f"`{name}`").cast("string") for name in definition.columns))
        place = sql.struct(FILE, NUMBER)
        found = frame.agg(
            sql.count(sql.lit(1)).alias("rows"),
            sql.min(sql.when(sql.col(_BROKEN).isNotNull(), place)).alias("broken"),
            sql.max(cells.contains(_REPLACED)).alias("replaced"),
        ).first()
        self._read += found["rows"]
        problems = []
        if found["broken"]:
            file = next(file for file in files if file.name == found["broken"][FILE])
            words = f"row {found['broken'][NUMBER]} below the header has more or fewer cells than it"
            problems.append(str(not_csv(file, words)))
        if found["replaced"]:
            problems += [str(not_csv(file, "its bytes are no UTF-8")) for file in files if not _is_utf_8(file.path)]
        return problems


def _address(file: RawFile) -> str:
    """A local path for Spark, which would take `*` and its like for a pattern."""
    return "file://" + re.sub(r"([*?{}\[\]\\])", r"\\\1", str(file.path.resolve()))


def _is_utf_8(path: Path) -> bool:
    if path.suffix.lower() == ".parquet":
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(_MEGABYTE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
