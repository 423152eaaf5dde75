"""Reading and writing with pandas on Arrow's columns: in one machine's memory, the fastest for what fits there."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from hash_split import ROW, SEPARATOR
from model_definition import ModelDefinition
from raw_data import FILE, NUMBER, PERCENT, DataProblem, RawFile, check_columns, csv_header, not_csv

_DIGEST = hashlib.sha256().digest_size
_AT_ONCE = 500_000
"""Rows whose keys are Python objects at a time: memory."""


class PandasEngine:
    """Frames are pandas with Arrow's types."""

    def __init__(self) -> None:
        self._read = 0

    def read(self, files: list[RawFile], definition: ModelDefinition) -> list[tuple[str, Any]]:
        """Frames with their file's name: the definition's columns as they are, FILE and NUMBER. Raise DataProblem."""
        problems, frames = [], []
        for file in files:
            try:
                frames.append((file.name, self._file(file, definition)))
            except DataProblem as problem:
                problems.append(str(problem))
        if problems:
            raise DataProblem("\n".join(problems))
        return frames

    def rows_read(self) -> int:
        """Rows in all files read."""
        return self._read

    def with_ids(self, frame: Any, key: tuple[str, ...]) -> Any:
        """Add ROW and PERCENT, of key columns that are text."""
        cells = [pc.fill_null(frame[name].to_arrow(), "") for name in key]
        joined = pc.binary_join_element_wise(*cells, SEPARATOR).cast(pa.binary())
        digests = [_digests(joined.slice(start, _AT_ONCE)) for start in range(0, len(joined), _AT_ONCE)]
        table = pa.table(
            {
                ROW: pa.chunked_array([_hex(part) for part in digests], pa.string()),
                PERCENT: pa.chunked_array([_percent(part) for part in digests], pa.int64()),
            }
        )
        ids = nw.from_native(table.to_pandas(types_mapper=pd.ArrowDtype))
        return frame.with_columns(ids[ROW], ids[PERCENT])

    def kept(self, frame: Any) -> Any:
        """The frame, computed once."""
        return frame

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """A small frame's rows, missing values as None."""
        found: list[dict[str, Any]] = _table(frame).to_pylist()
        return found

    def write_parquet(self, frame: Any, directory: Path) -> int:
        """Write a frame into a directory. Return how many rows its files hold."""
        directory.mkdir(parents=True, exist_ok=True)
        file = directory / "data.parquet"
        parquet.write_table(_table(frame), file)
        rows: int = parquet.read_metadata(file).num_rows
        return rows

    def write_csv(self, frame: Any, directory: Path) -> None:
        """Likewise as CSV, for people."""
        directory.mkdir(parents=True, exist_ok=True)
        arrow_csv.write_csv(_table(frame), directory / "data.csv")

    def _file(self, file: RawFile, definition: ModelDefinition) -> Any:
        try:
            table = _parquet(file, definition) if file.is_parquet else _csv(file, definition)
        except (UnicodeDecodeError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
            raise not_csv(file, problem) from problem
        self._read += table.num_rows
        table = table.append_column(FILE, pa.repeat(pa.scalar(file.name), table.num_rows))
        table = table.append_column(NUMBER, pa.array(np.arange(1, table.num_rows + 1)))
        return nw.from_native(table.to_pandas(types_mapper=pd.ArrowDtype))


def _table(frame: Any) -> pa.Table:
    return pa.Table.from_pandas(frame.to_native(), preserve_index=False).replace_schema_metadata()


def _csv(file: RawFile, definition: ModelDefinition) -> pa.Table:
    """Arrow refuses a row that is shorter or longer than the header, where pandas would fill or cut it."""
    check_columns(file, csv_header(file), definition)
    text = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(definition.columns, pa.string()),
        include_columns=definition.columns,
        strings_can_be_null=False,
    )
    lines = arrow_csv.ParseOptions(newlines_in_values=True)
    try:
        return arrow_csv.read_csv(file.path, parse_options=lines, convert_options=text)
    except pa.ArrowInvalid:
        # With one thread alone, a message says which row it is about.
        counted = arrow_csv.ReadOptions(use_threads=False)
        return arrow_csv.read_csv(file.path, read_options=counted, parse_options=lines, convert_options=text)


def _parquet(file: RawFile, definition: ModelDefinition) -> pa.Table:
    with parquet.ParquetFile(file.path) as source:
        check_columns(file, source.schema_arrow.names, definition)
        table = source.read(columns=definition.columns)
    plain = pa.schema([(field.name, _plain(field.type)) for field in table.schema])
    return table.cast(plain).select(definition.columns)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Texts are written in several ways; here they are one."""
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    is_text = pa.types.is_large_string(value) or pa.types.is_string_view(value)
    return pa.string() if is_text else value


def _digests(keys: Any) -> bytes:
    return b"".join(hashlib.sha256(key).digest() for key in keys.to_pylist())


def _hex(digests: bytes) -> pa.Array:
    texts = len(digests) // _DIGEST
    ends = np.arange(texts + 1, dtype=np.int64) * 2 * _DIGEST
    large = pa.LargeStringArray.from_buffers(texts, pa.py_buffer(ends), pa.py_buffer(digests.hex().encode()))
    return large.cast(pa.string())


def _percent(digests: bytes) -> pa.Array:
    first = np.frombuffer(digests, dtype=">u8").reshape(-1, _DIGEST // 8)[:, 0]
    return pa.array((first % 100).astype(np.int64))
