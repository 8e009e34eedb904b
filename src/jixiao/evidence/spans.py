"""Rows cut out of a grid, as cells that know how many rows and columns of the cut they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.documents import Cell, Grid, Paragraph
from jixiao.evidence.finding_cells import Line
from jixiao.evidence.shown import ExcerptCell

_FAR = 300  # rows above the cut in which a cell can begin that reaches into it
_MOST_TEXT = 300  # characters of a cell without a mark
_MOST_MARKED_TEXT = 3000

Part = Sequence[Line]
"""Lines of one block between which nothing was left out."""
_Owner = tuple[Cell, int]
"""A cell, and the row in which it begins."""


def columns_of(parts: Sequence[Part]) -> list[int]:
    """The columns of a grid in which something begins in some cuts of it: empty ones are not shown.

    Args:
        parts: of the same block.
    """
    used: set[int] = set()
    for part in parts:
        if not isinstance(part[0].block, Paragraph):
            used |= {cell.col for line in part for cell, _ in _owners(part, line.row).values() if cell.text}
    return sorted(used) or [0]


def rows_of(part: Part, columns: Sequence[int], widest: int, marked: Sequence[Cell]) -> Iterator[tuple[ExcerptCell, ...]]:
    """The cells of each line of a cut.

    Args:
        part: the lines.
        columns: that are shown.
        widest: columns of the whole excerpt, over which a paragraph goes.
        marked: cells with a mark; any makes the paragraph marked.
    """
    if isinstance(part[0].block, Paragraph):
        yield (ExcerptCell(_shortened(part[0].block.text, bool(marked)), widest, is_marked=bool(marked)),)
        return
    for line in part:
        owners = _owners(part, line.row)
        cells: list[ExcerptCell] = []
        seen: set[int] = set()
        for column in columns:
            if column not in owners:
                cells.append(ExcerptCell(""))
                continue
            cell, begins = owners[column]
            rows = [other.row for other in part if begins <= other.row < begins + cell.rowspan]
            if id(cell) in seen or rows[0] < line.row:
                continue
            seen.add(id(cell))
            width = sum(1 for other in columns if cell.col <= other < cell.col + cell.colspan)
            is_marked = any(cell is mark for mark in marked)
            cells.append(ExcerptCell(_shortened(cell.text, is_marked), width, len(rows), is_marked))
        yield tuple(cells)


def _owners(part: Part, row: int) -> dict[int, _Owner]:
    """The cell that covers each column of a row."""
    grid = part[0].block
    if not isinstance(grid, Grid):
        return {}
    found: dict[int, _Owner] = {}
    for begins in range(max(row - _FAR, 0) if grid.spanned else row, row + 1):
        for cell in grid.rows[begins].cells:
            if begins + cell.rowspan > row and (begins == row or cell.rowspan > 1):
                for column in range(cell.col, cell.col + cell.colspan):
                    found.setdefault(column, (cell, begins))
    return found


def _shortened(words: str, is_marked: bool) -> str:
    most = _MOST_MARKED_TEXT if is_marked else _MOST_TEXT
    return words if len(words) <= most else words[: most - 1] + "…"
