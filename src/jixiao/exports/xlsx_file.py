"""Tables as sheets of one workbook, row by row, with a first sheet that says what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from jixiao.errors import CallerError
from jixiao.exports.about_sheet import write_about
from jixiao.exports.destination import whole_file
from jixiao.exports.schema import Column, ColumnType, Value
from jixiao.exports.tables import ExportedTable, tables_of
from jixiao.exports.widths import Widths
from jixiao.messages import text
from jixiao.model import Document
from jixiao.values.target import plain_decimal

MAX_ROWS = 1_048_576
"""Rows of a sheet, the header among them."""
MAX_CHARACTERS = 32_767
"""Characters of a cell in UTF-16, as Excel counts them."""
_EXACT_DIGITS = 15
_CREATED = datetime(2020, 1, 1)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|^<(?=r>)")


class Sheet(Worksheet):  # type: ignore[misc]  # the base class has no types
    """A sheet that gives every text back: XlsxWriter loses some that look like an escape or like rich text."""

    @staticmethod
    def _escape_control_characters(data: object) -> object:
        return escaped(data) if isinstance(data, str) else data


def escaped(words: str) -> str:
    r"""A text with what XML cannot hold as ``_xHHHH_`` (ECMA-376, ST_Xstring), and with what looks like such an escape escaped.

    >>> escaped("a\0b"), escaped("_x0041_x0042_")
    ('a_x0000_b', '_x005F_x0041_x005F_x0042_')
    """
    return _UNPRINTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", words))


def write_xlsx(documents: Sequence[Document], file: str | Path, *, with_contacts: bool = False) -> dict[str, int]:
    """Write a workbook with a sheet for each table.

    Args:
        documents: what was read.
        file: replaced where it exists.
        with_contacts: contacts go out too, and personal data in texts is not masked.

    Returns:
        Number of rows by table.

    Raises:
        CallerError: the file cannot be written, or a sheet cannot hold a table: too many rows, or a text too long. Nothing is cut.
    """
    tables = tables_of(documents, with_contacts=with_contacts)
    with whole_file(file) as part, TemporaryDirectory() as scratch:
        book = Workbook(part, {"constant_memory": True, "tmpdir": scratch, "strings_to_urls": False, "strings_to_formulas": False})
        book.use_zip64()
        book.set_properties({"title": text("export.title"), "created": _CREATED})
        formats = _formats(book)
        try:
            about = book.add_worksheet(text("export.about"), Sheet)
            counts = {table.name: _write(book.add_worksheet(table.name, Sheet), table, formats) for table in tables}
            write_about(about, [table.schema for table in tables], counts, formats, with_contacts=with_contacts)
        finally:
            _close(book)
        return counts


def _formats(book: Workbook) -> dict[str, Any]:
    styles: dict[str, dict[str, object]] = {
        "header": {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "quote_prefix": True},
        "title": {"bold": True, "font_size": 14, "quote_prefix": True},
        "text": {"quote_prefix": True},
        "integer": {"align": "left"},
        "boolean": {"num_format": '"TRUE";"TRUE";"FALSE"', "align": "left"},
        "count": {"num_format": "#,##0", "align": "left"},
        "yuan": {"num_format": "#,##0.00"},
        "fine": {"num_format": "#,##0.00####"},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _close(book: Workbook) -> None:
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from error


def _write(sheet: Sheet, table: ExportedTable, formats: dict[str, Any]) -> int:
    columns = table.schema.columns
    widths = Widths(table.schema.names)
    count = 0
    for col, column in enumerate(columns):
        sheet.write_string(0, col, column.name, formats["header"])
        sheet.write_comment(0, col, f"{column.zh}\n{column.en}", {"x_scale": 2, "author": "jixiao"})
    for count, row in enumerate(table.rows(), start=1):
        if count >= MAX_ROWS:
            raise CallerError("error.export_rows", table=table.name, row=count + 1, limit=f"{MAX_ROWS:,}")
        for col, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is not None:
                _write_value(sheet, (count, col), value, (table, column), formats)
                widths.see(col, value)
    for col, width in enumerate(widths.found()):
        sheet.set_column(col, col, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.autofilter(0, 0, count, len(columns) - 1)
    return count


def _write_value(sheet: Sheet, at: tuple[int, int], value: Value, owner: tuple[ExportedTable, Column], formats: dict[str, Any]) -> None:
    table, column = owner
    if isinstance(value, str):
        length = len(value) if len(value) * 2 <= MAX_CHARACTERS else len(value.encode("utf-16-le")) // 2
        if length > MAX_CHARACTERS:
            where = {"table": table.name, "row": at[0] + 1, "column": column.name}
            raise CallerError("error.export_text", **where, length=f"{length:,}", limit=f"{MAX_CHARACTERS:,}")
        sheet.write_string(*at, value, formats["text"])
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value, formats["boolean"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), formats["date"])
    elif isinstance(value, Decimal) and not is_exact(value):
        sheet.write_string(*at, plain_decimal(value), formats["text"])
    elif column.type is ColumnType.YUAN and isinstance(value, Decimal):
        sheet.write_number(*at, float(value), formats["yuan" if value == round(value, 2) else "fine"])
    elif value is not None:
        sheet.write_number(*at, float(value), formats["integer"] if column.type is ColumnType.INTEGER else None)


def is_exact(value: Decimal) -> bool:
    """A spreadsheet can hold the number: it has at most 15 digits.

    >>> is_exact(Decimal("123456789012.34")), is_exact(Decimal("12345678901234.56"))
    (True, False)
    """
    return len(plain_decimal(value).lstrip("-").replace(".", "").strip("0")) <= _EXACT_DIGITS and Decimal(repr(float(value))) == value
