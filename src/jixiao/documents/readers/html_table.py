"""Tables of a web page: rowspan and colspan laid out, tables that only place other things told from tables of data."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from jixiao.documents.grid import Cell, Row
from jixiao.documents.readers.html_clean import line_of, text_in
from jixiao.documents.readers.plain import in_one_line
from jixiao.documents.readers.shape import Shape
from jixiao.provenance import SourceRef

_GROUPS = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_FEWEST_SHORT = 3
_MOST_SHORT = 0.3  # of the rows; a careless page has some
_WIDEST = 1000  # columns of one cell by the HTML standard
_TALLEST = 65_534
_CREDIBLE = 64  # columns that one cell may open without other cells below or above


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table itself, head first and foot last, whatever their order in the source."""
    rows: list[tuple[int, etree._Element]] = []
    for child in table:
        order = _GROUPS.get(str(child.tag))
        if order is None:
            continue
        if child.tag == "tr":
            rows.append((order, child))
        else:
            rows += [(order, row) for row in child if row.tag == "tr"]
    if any(order != 1 for order, _ in rows):
        rows.sort(key=lambda item: item[0])
    return [row for _, row in rows]


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row."""
    return row.iterchildren("td", "th")


def is_layout(rows: list[etree._Element], holders: set[etree._Element]) -> bool:
    """A table only places what it holds: it has one cell, or its cells hold tables and hardly anything else stands in rows."""
    if sum(1 for row in rows[:2] for _ in cells_of(row)) <= 1 and sum(1 for row in rows for _ in cells_of(row)) <= 1:
        return True
    if not holders:
        return False
    several = 0
    for row in rows:
        cells = list(cells_of(row))
        if not any(cell in holders for cell in cells):
            several += int(sum(1 for cell in cells if text_in(cell).strip()) > 1)
    return several < 2


class TableRows:
    """Lays out the cells of one table by rows and columns.

    Args:
        shape: of the document.
        table: number of the table in the file, from 1.
    """

    def __init__(self, shape: Shape, table: int) -> None:
        self._shape = shape
        self._file = shape.source.file
        self._table = table
        self._open: dict[int, int] = {}
        self._ends: list[int] = []
        self._has_wide = False

    @property
    def states_spans(self) -> bool:
        """A cell says how wide it is, or the rows are equally wide without. Otherwise the widths were lost on the way to the file."""
        short = sum(end < max(self._ends) for end in self._ends)
        return self._has_wide or short < _FEWEST_SHORT or short <= _MOST_SHORT * len(self._ends)

    def read(self, rows: list[etree._Element], holders: set[etree._Element]) -> list[Row]:
        """The rows of a table.

        Args:
            rows: its row elements.
            holders: cells that hold tables; of these only the text of their own is taken.
        """
        placed = [self._row(row, index + 1, len(rows) - index, holders) for index, row in enumerate(rows)]
        width = 0
        for cells in placed:
            for cell in cells:
                width = max(width, cell.col + (cell.colspan if cell.colspan <= _CREDIBLE else 1))
        return [Row(self._full(cells, width)) for cells in placed]

    def _full(self, placed: list[Cell], width: int) -> list[Cell]:
        if len(placed) == width:
            return placed
        cells = self._shape.empty(0, width)
        for cell in placed:
            cell.colspan = min(cell.colspan, width - cell.col)
            cells[cell.col] = cell
        return cells

    def _row(self, row: etree._Element, number: int, below: int, holders: set[etree._Element]) -> list[Cell]:
        """The cells of a row at their columns; columns that a cell above covers are passed over."""
        taken = self._open
        self._open = {col: left - 1 for col, left in taken.items() if left > 1} if taken else {}
        cells: list[Cell] = []
        col = 0
        for index, element in enumerate(cells_of(row)):
            while taken and col in taken:
                col += 1
            if len(element):
                text = _own_text(element) if element in holders else text_in(element)
            else:
                text = element.text or ""
            if text and (not text.isprintable() or " " in text):
                text = in_one_line(" ".join(text.split()))
            if text:
                place = SourceRef(self._file, line_of(element), index + 1, 0, (), "", "", self._table, number, 0)
                cell = Cell(text, col, place)
            else:
                cell = Cell("", col, self._shape.source)
            cells.append(cell)
            self._span(element, cell, below)
            col += cell.colspan
        self._ends.append(max(col, max(taken, default=-1) + 1))
        return cells

    def _span(self, element: etree._Element, cell: Cell, below: int) -> None:
        if value := element.get("colspan"):
            cell.colspan = min(_span(value) or 1, _WIDEST)
            self._has_wide |= cell.colspan > 1
        if value := element.get("rowspan"):
            cell.rowspan = min(_span(value) or _TALLEST, below)
            if cell.rowspan > 1:
                self._shape.count(0, cell.colspan * cell.rowspan)
                for at in range(cell.col, cell.col + cell.colspan):
                    self._open[at] = cell.rowspan - 1


def _span(value: str) -> int:
    """A span as browsers read it: digits at the beginning, 1 where there are none."""
    value = value.strip()
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return int(digits[:9]) if digits else 1


def _own_text(cell: etree._Element) -> str:
    """The text of a cell without that of the tables in it."""
    parts = [cell.text or ""]
    for child in cell:
        if child.tag != "table":
            parts.append(_own_text(child) if next(child.iter("table"), None) is not None else text_in(child))
        parts.append(child.tail or "")
    return "".join(parts)
