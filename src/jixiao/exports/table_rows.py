"""Rows of the tables that tell of tables: columns, printed cells, typed lines and their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.exports.cells import PrintedCell, printed_cells
from jixiao.exports.places import located
from jixiao.exports.reading import Reading, Row
from jixiao.model import Table
from jixiao.provenance import SourceRef


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
        found = _Places.of(table)
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
        found = _Places.of(table)
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


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the rows and columns of a table are found.

    Attributes:
        rows: number of the row by the place of a cell of it; only places that one row alone has.
        columns: number of the column by its name; only names that one column alone has.
        cells: cells with a place of their own by row and column.
    """

    rows: dict[SourceRef, int]
    columns: dict[str, int]
    cells: dict[tuple[int, int], PrintedCell]

    @classmethod
    def of(cls, table: Table) -> _Places:
        rows: dict[SourceRef, set[int]] = {}
        cells: dict[tuple[int, int], PrintedCell] = {}
        for cell in printed_cells(table):
            if cell.source is not None:
                rows.setdefault(cell.source, set()).add(cell.row)
            if cell.is_exact:
                cells[cell.row, cell.column] = cell
        columns = {name: number for number, name in enumerate(table.columns, start=1) if table.columns.count(name) == 1}
        return cls({source: min(found) for source, found in rows.items() if len(found) == 1}, columns, cells)

    def cell(self, line: SourceRef, column: str) -> SourceRef | None:
        """The place of the cell of a line in a column; ``None`` where it is not known."""
        cell = self.cells.get((self.rows.get(line, 0), self.columns.get(column, 0)))
        return cell.source if cell else None
