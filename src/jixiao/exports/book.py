"""A workbook for people (工作簿): sheets with a header, lists to choose from, a total row; no text in it is ever run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from jixiao.exports.widths import width_of
from jixiao.exports.xlsx_file import MAX_CHARACTERS, Sheet, is_exact
from jixiao.values.target import plain_decimal

Value = str | Decimal | int | date | datetime | None
_WIDEST = 48
_CREATED = datetime(2020, 1, 1)
_MOST_OPTIONS = 255
"""Characters of a list that a cell offers, by the limit of Excel."""
_LISTED_ROWS = 500
_STYLE: dict[str, object] = {"valign": "top"}
_HEADER: dict[str, object] = {"bold": True, "bottom": 1, "text_wrap": True, "quote_prefix": True}
_STYLES: dict[str, dict[str, object]] = {
    "header": {**_HEADER, "bg_color": "#E8EEF4"},
    "required": {**_HEADER, "bg_color": "#FBE9D0"},
    "text": {"text_wrap": True, "quote_prefix": True, "num_format": "@"},
    "number": {"num_format": "#,##0"},
    "money": {"num_format": "#,##0.00####"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "total": {"bold": True, "top": 1, "quote_prefix": True},
    "total_number": {"bold": True, "top": 1, "num_format": "#,##0"},
    "total_money": {"bold": True, "top": 1, "num_format": "#,##0.00####"},
    "note": {"font_color": "#555555", "quote_prefix": True},
}


class ColumnKind(StrEnum):
    """What stands in a column (列类型)."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column of a sheet (列).

    Attributes:
        title: in the header.
        kind: of its values.
        hint: what is shown when one points at the header; empty for none.
        options: what a cell offers to choose from.
        is_summed: the total row sums it.
        is_required: it is marked in the header.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    hint: str = ""
    options: Sequence[str] = ()
    is_summed: bool = False
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet (工作表).

    Attributes:
        name: on its tab.
        columns: from left to right.
        rows: values in the order of the columns.
        total: word of the total row; empty for none.
        notes: lines below everything.
    """

    name: str
    columns: Sequence[BookColumn]
    rows: Iterable[Sequence[Value]] = ()
    total: str = ""
    notes: Sequence[str] = field(default=())


def book_of(sheets: Sequence[BookSheet], *, title: str) -> bytes:
    """The bytes of a workbook (XLSX).

    Args:
        sheets: in order.
        title: of the file.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False})
    book.set_properties({"title": title, "created": _CREATED})
    formats = {name: book.add_format(_STYLE | style) for name, style in _STYLES.items()}
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name, Sheet), sheet, formats)
    book.close()
    return out.getvalue()


def _write(sheet: Any, told: BookSheet, formats: dict[str, Any]) -> None:  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    widths = [width_of(column.title) + 3 for column in told.columns]
    sums = [Decimal(0)] * len(told.columns)
    for col, column in enumerate(told.columns):
        sheet.write_string(0, col, column.title, formats["required" if column.is_required else "header"])
        if column.hint:
            sheet.write_comment(0, col, column.hint, {"x_scale": 2, "author": "jixiao"})
        if column.options and len(",".join(column.options)) <= _MOST_OPTIONS:
            told_list = {"validate": "list", "source": list(column.options), "error_type": "warning"}
            sheet.data_validation(1, col, _LISTED_ROWS, col, told_list)
    count = 0
    for count, row in enumerate(told.rows, start=1):
        for col, value in enumerate(row):
            _write_value(sheet, (count, col), value, told.columns[col].kind, formats)
            widths[col] = max(widths[col], min(width_of(str(value or "")[:_WIDEST]) + 2, _WIDEST))
            if told.columns[col].is_summed and isinstance(value, int | Decimal):
                sums[col] += value
    for col, width in enumerate(widths):
        text = formats["text"] if not count and told.columns[col].kind is ColumnKind.TEXT else None
        sheet.set_column(col, col, max(8, min(width, _WIDEST)), text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if count:
        sheet.autofilter(0, 0, count, len(told.columns) - 1)
    if told.total:
        _write_total(sheet, told, count, sums, formats)
    for number, note in enumerate(told.notes, start=count + 3):
        sheet.write_string(number, 0, note, formats["note"])


def _write_total(sheet: Any, told: BookSheet, count: int, sums: Sequence[Decimal], formats: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    sheet.write_string(count + 1, 0, told.total, formats["total"])
    for col, column in enumerate(told.columns):
        if column.is_summed:
            name = xl_col_to_name(col)
            style = formats["total_money" if column.kind is ColumnKind.MONEY else "total_number"]
            formula = f"=SUBTOTAL(109,{name}2:{name}{max(count + 1, 2)})"
            sheet.write_formula(count + 1, col, formula, style, float(sums[col]))
        elif col:
            sheet.write_blank(count + 1, col, None, formats["total"])


def _write_value(sheet: Any, at: tuple[int, int], value: Value, kind: ColumnKind, formats: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    if isinstance(value, datetime | date):
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), formats["day"])
    elif isinstance(value, Decimal) and not is_exact(value):
        sheet.write_string(*at, plain_decimal(value), formats["text"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(*at, float(value), formats["money" if kind is ColumnKind.MONEY else "number"])
    elif value:
        sheet.write_string(*at, value[: MAX_CHARACTERS // 2], formats["text"])
