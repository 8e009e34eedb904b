"""Tables as CSV files: UTF-8 with a byte order mark, commas, CRLF, a header row (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from jixiao.exports.destination import whole_folder
from jixiao.exports.formulas import neutralise
from jixiao.exports.schema import Value
from jixiao.exports.tables import ExportedTable, tables_of
from jixiao.model import Document
from jixiao.values.target import plain_decimal

_SUFFIX = ".csv"


def write_csv(documents: Sequence[Document], folder: str | Path, *, with_contacts: bool = False) -> dict[str, int]:
    """Write a folder with a CSV file for each table.

    Args:
        documents: what was read.
        folder: made where it is missing; tables of an earlier export in it are replaced.
        with_contacts: contacts go out too, and personal data in texts is not masked.

    Returns:
        Number of rows by table.

    Raises:
        CallerError: the folder cannot be written.
    """
    with whole_folder(folder, _SUFFIX, with_contacts=with_contacts) as part:
        return {table.name: _write(table, part / f"{table.name}{_SUFFIX}") for table in tables_of(documents, with_contacts=with_contacts)}


def _write(table: ExportedTable, file: Path) -> int:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(table.schema.names)
        count = 0
        for row in table.rows():
            writer.writerow([printed(value) for value in row])
            count += 1
    return count


def printed(value: Value) -> str:
    """A value as a CSV file holds it; only texts can be formulas, a number below zero is none.

    >>> printed(Decimal("-1000.50")), printed("-"), printed(True), printed(None)
    ('-1000.5', "'-", 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return value.isoformat() if isinstance(value, date) else str(value)
