"""Exported files as a user reads them, in one shape for all formats."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
from python_calamine import CalamineWorkbook

from jixiao.exports import ColumnType, TableSchema, restore, schemas

Rows = list[tuple[object, ...]]
DECIMALS = (ColumnType.YUAN, ColumnType.NUMBER)


def raw_csv(file: Path) -> list[list[str]]:
    """Cells as the csv module reads them, the header first."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def read_csv(folder: Path) -> dict[str, Rows]:
    found = {}
    for file in folder.glob("*.csv"):
        schema = schemas()[file.stem]
        header, *rows = raw_csv(file)
        assert tuple(header) == schema.names
        found[file.stem] = [_typed(schema, row, _from_csv) for row in rows]
    return found


def _from_csv(kind: ColumnType, cell: str) -> object:
    if cell == "":
        return None
    readers: dict[ColumnType, Callable[[str], object]] = {
        ColumnType.TEXT: restore,
        ColumnType.INTEGER: int,
        ColumnType.YUAN: Decimal,
        ColumnType.NUMBER: Decimal,
        ColumnType.BOOLEAN: {"true": True, "false": False}.__getitem__,
        ColumnType.DATE: date.fromisoformat,
    }
    return readers[kind](cell)


def read_xlsx(file: Path) -> dict[str, Rows]:
    book = CalamineWorkbook.from_path(file)
    found = {}
    for name in book.sheet_names[1:]:
        schema = schemas()[name]
        header, *rows = book.get_sheet_by_name(name).to_python()
        assert tuple(header) == schema.names
        found[name] = [_typed(schema, row, _from_xlsx) for row in rows]
    return found


def _from_xlsx(kind: ColumnType, cell: object) -> object:
    if cell == "":
        return None
    if kind in DECIMALS:
        return Decimal(cell) if isinstance(cell, str) else Decimal(repr(cell))
    if kind is ColumnType.INTEGER:
        assert cell == int(cell)
        return int(cell)
    return cell.date() if isinstance(cell, datetime) else cell


def read_parquet(folder: Path) -> dict[str, Rows]:
    found = {}
    with duckdb.connect() as database:
        for file in folder.glob("*.parquet"):
            result = database.execute(f"SELECT * FROM '{file}'")  # noqa: S608 - a file of the test
            assert tuple(column[0] for column in result.description) == schemas()[file.stem].names
            found[file.stem] = result.fetchall()
    return found


def _typed(schema: TableSchema, row: list, read: Callable[[ColumnType, object], object]) -> tuple[object, ...]:
    return tuple(read(column.type, cell) for column, cell in zip(schema.columns, row, strict=True))
