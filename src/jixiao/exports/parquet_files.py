"""Tables as Parquet files with exact types, written by DuckDB in memory, without access to anything but the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path

import duckdb

from jixiao.errors import CallerError
from jixiao.exports.destination import whole_folder
from jixiao.exports.schema import Column, ColumnType, Value
from jixiao.exports.tables import ExportedTable, tables_of
from jixiao.model import Document
from jixiao.values.target import plain_decimal

_SUFFIX = ".parquet"
_CHUNK = 10_000
_DIGITS = {ColumnType.YUAN: (24, 6), ColumnType.NUMBER: (38, 9)}
"""Digits of a decimal, and how many of them stand behind the point. Yuan have six, because 亿元 and 万元 are printed with so many."""
_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
} | {kind: f"DECIMAL({digits},{scale})" for kind, (digits, scale) in _DIGITS.items()}


def write_parquet(documents: Sequence[Document], folder: str | Path, *, with_contacts: bool = False) -> dict[str, int]:
    """Write a folder with a Parquet file for each table.

    Args:
        documents: what was read.
        folder: made where it is missing; tables of an earlier export in it are replaced.
        with_contacts: contacts go out too, and personal data in texts is not masked.

    Returns:
        Number of rows by table.

    Raises:
        CallerError: the folder cannot be written, or a number has more digits than its type; nothing is rounded.
    """
    with whole_folder(folder, _SUFFIX, with_contacts=with_contacts) as part:
        database = _open(part)
        try:
            tables = tables_of(documents, with_contacts=with_contacts)
            return {table.name: _write(database, table, part / f"{table.name}{_SUFFIX}") for table in tables}
        except duckdb.IOException as error:
            raise OSError(str(error)) from error
        finally:
            database.close()


def _open(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that can write to one folder and do nothing else outside itself; one thread, for the same bytes every time."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(folder),
    }
    database = duckdb.connect(":memory:", config=settings)
    database.execute(f"SET allowed_directories = [{_quoted(str(folder))}]")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database


def _write(database: duckdb.DuckDBPyConnection, table: ExportedTable, file: Path) -> int:
    columns = table.schema.columns
    declared = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in columns)
    database.execute(f"CREATE TABLE exported ({declared})")
    chosen = ", ".join(_selected(column, at) for at, column in enumerate(columns, start=1))
    insert = f"INSERT INTO exported SELECT {chosen}"
    count = 0
    for chunk in _chunks(table.rows()):
        bound = [
            [_bound(value, table, column, count + at) for at, value in enumerate(values, start=1)]
            for column, values in zip(columns, zip(*chunk, strict=True), strict=True)
        ]
        database.execute(insert, bound)
        count += len(chunk)
    database.execute(f"COPY exported TO {_quoted(str(file))} (FORMAT parquet, COMPRESSION zstd)")
    database.execute("DROP TABLE exported")
    return count


def _selected(column: Column, at: int) -> str:
    kind = _TYPES[column.type]
    if column.type in (ColumnType.INTEGER, ColumnType.BOOLEAN):
        return f"unnest(${at}::{kind}[])"
    return f"CAST(unnest(${at}::VARCHAR[]) AS {kind})"


def _bound(value: Value, table: ExportedTable, column: Column, row: int) -> Value:
    """A value as it is handed over: decimals and dates as text.

    Raises:
        CallerError: a decimal has more digits than its type.
    """
    if isinstance(value, Decimal):
        digits, scale = _DIGITS[column.type]
        written = plain_decimal(value)
        whole, _, behind = written.lstrip("-").partition(".")
        if len(behind) > scale or len(whole) > digits - scale:
            where = {"table": table.name, "row": row, "column": column.name}
            raise CallerError("error.export_digits", **where, value=written, type=_TYPES[column.type])
        return written
    return value.isoformat() if column.type is ColumnType.DATE and not isinstance(value, str | int | None) else value


def _chunks(rows: Iterator[tuple[Value, ...]]) -> Iterator[list[tuple[Value, ...]]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
