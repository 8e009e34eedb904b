"""The first sheet of a workbook: what its sheets and their columns are (说明)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jixiao.exports.schema import TableSchema
from jixiao.messages import language, text

_WIDTHS = (20, 30, 46, 12, 12, 90)


def write_about(
    sheet: Any,  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    tables: Sequence[TableSchema],
    counts: Mapping[str, int],
    formats: Mapping[str, Any],
    *,
    with_contacts: bool,
) -> None:
    """Write the sheet from top to bottom.

    Args:
        sheet: an empty sheet.
        tables: what the workbook holds.
        counts: number of rows by table.
        formats: ``title``, ``header``, ``text`` and ``count``.
        with_contacts: the workbook holds personal data.
    """
    for col, width in enumerate(_WIDTHS):
        sheet.set_column(col, col, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, text("export.title"), formats["title"])
    row = 1
    for key in ("export.rule_units", "export.rule_keys", "export.rule_personal_in" if with_contacts else "export.rule_personal_out"):
        sheet.write_string(row, 0, text(key), formats["text"])
        row += 1
    row = _write_tables(sheet, row + 1, tables, counts, formats)
    _write_columns(sheet, row + 1, tables, formats)


def _write_tables(sheet: Any, row: int, tables: Sequence[TableSchema], counts: Mapping[str, int], formats: Mapping[str, Any]) -> int:  # noqa: ANN401 - as above
    _write_head(sheet, row, ("export.sheet", "export.name", "export.row", "export.rows", "export.key"), formats)
    for row, table in enumerate(tables, start=row + 1):  # noqa: B020 - the row goes on from where it was
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(row, 1, table.zh, formats["text"])
        sheet.write_string(row, 2, table.zh_row if language() == "zh" else table.en, formats["text"])
        sheet.write_number(row, 3, counts[table.name], formats["count"])
        sheet.write_string(row, 4, ", ".join(table.key), formats["text"])
    return row + 1


def _write_columns(sheet: Any, row: int, tables: Sequence[TableSchema], formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    _write_head(sheet, row, ("export.sheet", "export.column", "export.term", "export.type", "export.unit", "export.meaning"), formats)
    for table in tables:
        for column in table.columns:
            row += 1
            described = (table.name, column.name, column.zh, text(f"datatype.{column.type}"), column.unit, column.en)
            for col, words in enumerate(described):
                sheet.write_string(row, col, words, formats["text"])


def _write_head(sheet: Any, row: int, keys: Sequence[str], formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    for col, key in enumerate(keys):
        sheet.write_string(row, col, text(key), formats["header"])
