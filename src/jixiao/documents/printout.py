"""What is to be written: blocks in neutral form that say how they look on paper.

A :class:`~jixiao.documents.grid.Grid` as a reader made it can be written as it is; :class:`PrintedGrid`, :class:`PrintedLine` and
:class:`PrintedCell` add what a file needs to look like an official form: widths, rows that are repeated on every page, where a text
stands in its cell, and which texts are numbers for a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jixiao.documents.grid import Block, Cell, Grid, Paragraph
from jixiao.errors import JixiaoError
from jixiao.provenance import SourceRef

NOWHERE = SourceRef("")
"""The place of a cell that was laid out: it gets one when it is read again."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_SHORT = 12
_NARROWEST, _WIDEST = 5.0, 34.0


class Align(StrEnum):
    """Where a text stands between the left and right edge of its cell or page."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Style(StrEnum):
    """What a line is, which decides its type and size."""

    TITLE = "title"
    """Title of a form or table (表名)."""
    SUBTITLE = "subtitle"
    """Below the title: （2024年度）."""
    HEAD = "head"
    """Agency, year or money unit right above a table (单位：万元)."""
    BODY = "body"
    """Prose."""
    NOTE = "note"
    """Below a table: 注：… and signatures."""


@dataclass(slots=True, eq=False)
class PrintedCell(Cell):
    """A cell that says how it is printed.

    Attributes:
        align: where its text stands.
        number_format: of a spreadsheet (``#,##0.00``), where the text is a number that is printed that way; empty for texts.
    """

    align: Align = Align.CENTER
    number_format: str = ""


@dataclass(slots=True, eq=False)
class PrintedGrid(Grid):
    """A table that says how it is printed.

    Attributes:
        widths: of the columns, in millimetres; empty: by what they print.
        header_rows: rows at its top that are repeated on every page. A cell of them may reach into the rows below.
        follows: it goes on the table above without a gap: together they look like one.
    """

    widths: tuple[float, ...] = ()
    header_rows: int = 0
    follows: bool = False


@dataclass(slots=True, eq=False)
class PrintedLine(Paragraph):
    """A line that says how it is printed.

    Attributes:
        style: what it is.
        align: where it stands.
        beside: it stands on the line of the one before, which is at the left, itself at the right.
    """

    style: Style = Style.BODY
    align: Align = Align.LEFT
    beside: bool = False


@dataclass(slots=True, eq=False)
class Page:
    """A form or table with its lines (印张): it begins on a new page or sheet and may go on over several.

    Attributes:
        name: for the tab of a sheet, and for the outline of a document.
        blocks: its lines and tables from top to bottom.
        is_landscape: A4 across (横向).
        points: size of the type in its tables.
    """

    name: str
    blocks: Sequence[Block]
    is_landscape: bool = False
    points: float = 10.0


@dataclass(slots=True, eq=False)
class Printout:
    """A document to be written (印件).

    Attributes:
        title: of the document.
        pages: from the first to the last.
    """

    title: str
    pages: list[Page] = field(default_factory=list)


class UnprintableError(JixiaoError):
    """A document cannot be written as it is: the message names the page, the text and what to do."""


def width_of(grid: Grid) -> int:
    """Number of columns."""
    return max((cell.col + cell.colspan for row in grid.rows for cell in row.cells), default=0)


def placed(grid: Grid) -> list[list[Cell | None]]:
    """Every place of a table: its cell, an empty one where the row is shorter, ``None`` where a merged cell covers it."""
    width = width_of(grid)
    covered: set[tuple[int, int]] = set()
    table: list[list[Cell | None]] = []
    for at, row in enumerate(grid.rows):
        by_col = {cell.col: cell for cell in row.cells}
        line: list[Cell | None] = []
        for col in range(width):
            if (at, col) in covered:
                line.append(None)
                continue
            cell = by_col.get(col) or Cell("", col, NOWHERE)
            if cell.colspan > 1 or cell.rowspan > 1:
                covered |= {(at + i, col + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            line.append(cell)
        table.append(line)
    return table


def align_of(cell: Cell) -> Align:
    """Where a cell's text stands: as it says, otherwise figures right, short texts in the middle, long ones left."""
    if isinstance(cell, PrintedCell):
        return cell.align
    if is_number(cell.text):
        return Align.RIGHT
    return Align.CENTER if display_width(cell.text) <= _SHORT else Align.LEFT


def is_number(text: str) -> bool:
    """A figure by itself, with thousands separators or without.

    >>> is_number("-1,234.50"), is_number("12台")
    (True, False)
    """
    return _NUMBER.fullmatch(text) is not None


def widths_of(grid: Grid) -> tuple[float, ...]:
    """Widths of the columns: as the table says in millimetres, otherwise by what they print; only their ratios count."""
    if isinstance(grid, PrintedGrid) and grid.widths:
        return grid.widths
    widths = [_NARROWEST] * width_of(grid)
    for row in grid.rows:
        for cell in row.cells:
            if cell.colspan == 1 and cell.text:
                longest = max(display_width(part) for part in cell.text.split("\n"))
                widths[cell.col] = max(widths[cell.col], min(longest + 2.0, _WIDEST))
    return tuple(widths)


def display_width(text: str) -> int:
    """Width of a text in halves of a Chinese character.

    >>> display_width("绩效2024")
    8
    """
    return sum(2 if ord(character) > 0x2E00 else 1 for character in text)


def lattice(grids: Iterable[Grid], step: float = 0.5) -> list[float]:
    """Edges of the columns of several tables of one width, from 0 to 1: the columns of a sheet that holds them below each other.

    Args:
        grids: the tables.
        step: edges that are nearer than this, in percent of the width, are one.
    """
    edges: list[float] = [0.0, 1.0]
    for grid in grids:
        edges += edges_of(grid)
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > step / 100:
            merged.append(edge)
    merged[-1] = 1.0
    return merged


def edges_of(grid: Grid) -> list[float]:
    """Edges of the columns of a table as shares of its width, from 0 to 1."""
    widths = widths_of(grid)
    total = sum(widths) or 1.0
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width / total)
    return edges


def check_shape(grid: Grid) -> None:
    """Make sure that no two cells of a table stand in one place and that none reaches below its last row.

    Raises:
        UnprintableError: they do.
    """
    taken: dict[tuple[int, int], Cell] = {}
    for at, row in enumerate(grid.rows):
        for cell in row.cells:
            if not cell.text and cell.colspan == 1 and cell.rowspan == 1:
                continue  # a place that a merged cell covers
            for y in range(at, at + cell.rowspan):
                for x in range(cell.col, cell.col + cell.colspan):
                    other = taken.setdefault((y, x), cell)
                    if other is not cell or y >= len(grid.rows):
                        raise UnprintableError("error.cells_overlap", row=at + 1, col=cell.col + 1, text=cell.text)
