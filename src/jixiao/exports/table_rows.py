"""Rows of the tables that tell of tables: columns, printed cells, typed lines and their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.exports.places import located
from jixiao.exports.reading import Reading, Row
from jixiao.layouts.printed_cells import TablePlaces, printed_cells


def tables(reading: Reading) -> Iterator[Row]:
    """A row for each table."""
    for number, table in enumerate(reading.document.tables, start=1):
        yield located(
            {
                **reading.named(),
                "table_no": number,
                "title": table.title,
                "kind": table.kind,
                "unit": table.unit,
                "empty": table.empty,
                "note": table.note,
                "column_count": len(table.columns),
                "row_count": len(table.rows),
                "line_count": len(table.lines),
                "confidence": Decimal(str(table.confidence)),
            },
            table.source,
        )


def table_columns(reading: Reading) -> Iterator[Row]:
    """Columns of tables."""
    for table_no, table in enumerate(reading.document.tables, start=1):
        for number, name in enumerate(table.columns, start=1):
            yield {"document_id": reading.id, "table_no": table_no, "column_no": number, "name": name}


def table_cells(reading: Reading) -> Iterator[Row]:
    """Printed cells; figures of columns that hold money are never taken for telephone numbers."""
    for number, table in enumerate(reading.document.tables, start=1):
        money = {column for line in table.lines for column in line.values_yuan}
        for cell in printed_cells(table):
            name = table.columns[cell.column - 1] if cell.column <= len(table.columns) else None
            yield located(
                {
                    "document_id": reading.id,
                    "table_no": number,
                    "row_no": cell.row,
                    "column_no": cell.column,
                    "column_name": name,
                    "text": cell.text if name in money else reading.shown(cell.text),
                    "is_place_of_cell": cell.is_exact,
                },
                cell.source,
            )


def table_lines(reading: Reading) -> Iterator[Row]:
    """Typed lines."""
    for table_no, table in enumerate(reading.document.tables, start=1):
        found = TablePlaces.of(table)
        for number, line in enumerate(table.lines, start=1):
            yield located(
                {
                    "document_id": reading.id,
                    "table_no": table_no,
                    "line_no": number,
                    "row_no": found.rows.get(line.source),
                    "code": line.code,
                    "name": line.name,
                    "level": line.level,
                    "code_name": line.code_name,
                    "code_list": line.code_list,
                },
                line.source,
            )


def table_amounts(reading: Reading) -> Iterator[Row]:
    """Amounts of lines."""
    for table_no, table in enumerate(reading.document.tables, start=1):
        found = TablePlaces.of(table)
        for number, line in enumerate(table.lines, start=1):
            for name, amount in line.values_yuan.items():
                own = found.cell(line.source, name)
                yield located(
                    {
                        **reading.named(),
                        "table_no": table_no,
                        "line_no": number,
                        "table_kind": table.kind,
                        "code": line.code,
                        "name": line.name,
                        "level": line.level,
                        "code_name": line.code_name,
                        "column_no": found.columns.get(name),
                        "column_name": name,
                        "amount_yuan": amount,
                        "is_place_of_cell": own is not None,
                    },
                    own or line.source,
                )
