"""Raw files as Arrow's tables: the definition's columns as they are, text of CSV uninterpreted."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from model_definition import ModelDefinition
from raw_data import RawFile, check_columns, csv_header, not_csv


def read_file(file: RawFile, definition: ModelDefinition) -> pa.Table:
    """All rows of a file. Raise DataProblem where it is not what its name says, or lacks a column."""
    try:
        return _parquet(file, definition) if file.is_parquet else _csv(file, definition)
    except (UnicodeDecodeError, pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise not_csv(file, problem) from problem


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
