"""Printed cells of a table with their places.

A table knows the places of all its cells row by row, and where each row begins, but not which place is which cell: a cell may be printed
in pieces, and a cell merged over rows stands once. A row whose places are as many as its cells is told cell by cell; of another row only
its beginning is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.model import Table
from jixiao.provenance import SourceRef


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell that prints something.

    Attributes:
        row: number of its row below the header, from 1.
        column: number of its column, from 1.
        text: what it prints.
        source: its place, or that of the beginning of its row; ``None`` where neither is known.
        is_exact: the place is its own.
    """

    row: int
    column: int
    text: str
    source: SourceRef | None
    is_exact: bool


def printed_cells(table: Table) -> Iterator[PrintedCell]:
    """Cells that print something, from left to right and from top to bottom."""
    starts = table.sources.get("rows", [])
    places = _places_by_row(starts, table.sources.get("cells", []))
    for number, row in enumerate(table.rows, start=1):
        columns = [column for column, text in enumerate(row, start=1) if text]
        own = places[number - 1] if number <= len(places) else []
        is_exact = len(own) == len(columns)
        start = starts[number - 1] if number <= len(starts) else None
        for index, column in enumerate(columns):
            yield PrintedCell(number, column, row[column - 1], own[index] if is_exact else start, is_exact)


def _places_by_row(starts: Sequence[SourceRef], places: Sequence[SourceRef]) -> list[Sequence[SourceRef]]:
    """Places of cells, parted where the rows begin; empty where a beginning is not among them, and for the rows behind it."""
    cuts: list[int] = []
    for start in starts:
        after = cuts[-1] + 1 if cuts else 0
        at = next((index for index in range(after, len(places)) if places[index] == start), None)
        if at is None or (not cuts and at):
            break
        cuts.append(at)
    if len(cuts) == len(starts):
        cuts.append(len(places))
    return [places[begin:end] for begin, end in pairwise(cuts)]


@dataclass(frozen=True, slots=True)
class TablePlaces:
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
    def of(cls, table: Table) -> TablePlaces:
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
