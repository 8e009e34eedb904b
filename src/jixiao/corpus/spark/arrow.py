"""Rows of the facts as Arrow holds them, with exactly the types of ``schema.sql`` (Arrow 表)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from jixiao.facts.database import Value
from jixiao.facts.schema import fact_tables

_TYPES = {"VARCHAR": "string", "INTEGER": "int32", "BIGINT": "int64", "BOOLEAN": "bool", "DATE": "date32", "DOUBLE": "float64"}


def arrow_schema(table: str) -> pa.Schema:
    """Columns of a table of the facts."""
    return pa.schema([(name, _type(kind)) for name, kind in fact_tables()[table].types.items()])


def arrow_table(table: str, rows: Sequence[Mapping[str, Value]]) -> pa.Table:
    """Rows as a table.

    Raises:
        pyarrow.ArrowInvalid: a number does not fit its column.
    """
    schema = arrow_schema(table)
    return pa.table([pa.array([row.get(field.name) for row in rows], type=field.type) for field in schema], schema=schema)


def rows_in(table: str, column: pa.ChunkedArray) -> pa.Table:
    """Rows out of lists of them."""
    schema = arrow_schema(table)
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(chunk.flatten()) for chunk in column.chunks], schema=schema)


def arrow_struct(table: str) -> pa.DataType:
    """Rows of a table as one value: a list of them."""
    return pa.list_(pa.struct(list(arrow_schema(table))))


def _type(kind: str) -> pa.DataType:
    if kind.startswith("DECIMAL"):
        width, scale = kind.removeprefix("DECIMAL(").removesuffix(")").split(",")
        return pa.decimal128(int(width), int(scale))
    return pa.type_for_alias(_TYPES[kind])
