"""One machine's memory: what pandas on Arrow's types would compute, on Arrow's tables themselves: fewer copies.

Rows are judged in parts, as many at a time as there are cores: a part's steps let go of Python's lock.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from arrow_files import read_file
from hash_split import ROW, SEPARATOR
from model_definition import ModelDefinition
from raw_data import FILE, NUMBER, PERCENT, DataProblem, RawFile
from row_checks import OUTCOME, REJECTED, is_used

_DIGEST = hashlib.sha256().digest_size
_HEAD = "__head"
_PART = 100_000
"""Rows judged at a time: what a thread needs beside its result."""


class PandasEngine:
    """Frames are Arrow's tables. The kept one has every row, by file and number."""

    def __init__(self) -> None:
        self._before: dict[str, int] = {}
        self._read = 0

    def read(self, files: list[RawFile], definition: ModelDefinition, judge: Callable[[str, Any], Any]) -> list[Any]:
        """Frames of all rows, as `judge` makes them of a file's name and a frame: the definition's columns as they
        are, FILE and NUMBER. Raise DataProblem with what is wrong with any file.
        """
        problems: list[str] = []
        frames: list[Any] = []
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            for file in files:
                try:
                    parts = self._parts(file, definition)
                    frames += threads.map(lambda part, name=file.name: judge(name, nw.from_native(part)), parts)
                except DataProblem as problem:
                    problems.append(str(problem))
        if problems:
            raise DataProblem("\n".join(problems))
        return frames

    def refuse_unread(self, frame: Any) -> None:
        """A file that is not what its name says was refused as it was read."""

    def rows_read(self) -> int:
        """Rows in all files read."""
        return self._read

    def with_ids(self, frame: Any, key: tuple[str, ...]) -> Any:
        """Add ROW and PERCENT, of key columns that are text."""
        table = frame.to_native()
        cells = [pc.fill_null(table[name], "") for name in key]
        digests = _digests(pc.binary_join_element_wise(*cells, SEPARATOR).cast(pa.binary()))
        heads = np.frombuffer(digests, dtype=">u8").reshape(-1, _DIGEST // 8)[:, 0].astype(np.uint64)
        added = {ROW: _hex(digests), PERCENT: pa.array((heads % 100).astype(np.int64)), _HEAD: pa.array(heads)}
        for name, column in added.items():
            table = table.append_column(name, column)
        return nw.from_native(table)

    def kept(self, frame: Any) -> Any:
        """The frame, computed once."""
        return frame

    def repeated(self, frame: Any) -> Any:
        """ROW, FILE and NUMBER of the splits' rows whose id another one has: by its beginning, so others too."""
        table = frame.to_native()
        of_splits = frame.select(OUTCOME).select(is_used())[OUTCOME].to_numpy()
        heads = table[_HEAD].to_numpy()
        ordered = np.sort(heads[of_splits])
        several = ordered[1:][ordered[1:] == ordered[:-1]]
        chosen = pa.array(of_splits & np.isin(heads, several))
        return nw.from_native(table.select([ROW, FILE, NUMBER]).filter(chosen))

    def rejected(self, frame: Any, later: Any) -> Any:
        """The kept frame with the outcome REJECTED for the rows that `later` names by FILE and NUMBER."""
        chosen = np.zeros(len(frame), dtype=bool)
        chosen[[self._before[row[FILE]] + row[NUMBER] - 1 for row in self.rows(later)]] = True
        table = frame.to_native()
        outcome = pc.if_else(pa.array(chosen), REJECTED, table[OUTCOME])
        return nw.from_native(table.set_column(table.column_names.index(OUTCOME), OUTCOME, outcome))

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """A small frame's rows, missing values as None."""
        found: list[dict[str, Any]] = frame.to_native().to_pylist()
        return found

    def write_parquet(self, frame: Any, directory: Path) -> int:
        """Write a frame into a directory. Return how many rows its files hold."""
        directory.mkdir(parents=True, exist_ok=True)
        file = directory / "data.parquet"
        parquet.write_table(frame.to_native(), file)
        rows: int = parquet.read_metadata(file).num_rows
        return rows

    def write_csv(self, frame: Any, directory: Path) -> None:
        """Likewise as CSV, for people."""
        directory.mkdir(parents=True, exist_ok=True)
        arrow_csv.write_csv(frame.to_native(), directory / "data.csv")

    def _parts(self, file: RawFile, definition: ModelDefinition) -> Iterator[pa.Table]:
        table = read_file(file, definition)
        self._before[file.name] = self._read
        self._read += table.num_rows
        table = table.append_column(FILE, pa.repeat(pa.scalar(file.name), table.num_rows))
        table = table.append_column(NUMBER, pa.array(np.arange(1, table.num_rows + 1)))
        return (table.slice(start, _PART) for start in range(0, max(table.num_rows, 1), _PART))


def _digests(keys: pa.ChunkedArray) -> bytes:
    """A copy of an empty digest costs half of a new one, and a piece of the bytes less than a value of Arrow's."""
    empty, found = hashlib.sha256(), bytearray()
    for chunk in keys.chunks:
        _, ends, data = chunk.buffers()
        places = np.frombuffer(ends, np.int32)[chunk.offset : chunk.offset + len(chunk) + 1].tolist()
        text = data.to_pybytes()
        for start, end in pairwise(places):
            digest = empty.copy()
            digest.update(text[start:end])
            found += digest.digest()
    return bytes(found)


def _hex(digests: bytes) -> pa.Array:
    texts = len(digests) // _DIGEST
    ends = np.arange(texts + 1, dtype=np.int32) * 2 * _DIGEST
    return pa.StringArray.from_buffers(texts, pa.py_buffer(ends), pa.py_buffer(digests.hex().encode()))
