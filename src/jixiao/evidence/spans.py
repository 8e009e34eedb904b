"""Rows cut out of a grid, as cells that know how many rows and columns of the cut they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents import Cell, Grid, Paragraph
from jixiao.evidence.finding_cells import Line
from jixiao.evidence.shown import ExcerptCell
from jixiao.layouts.masking import MASK, masked

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


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of some lines: the cells that are marked, and those whose text is shown to nobody; any makes a paragraph so."""

    marked: Sequence[Cell] = ()
    hidden: Sequence[Cell] = ()
    is_whole: bool = False
    """Long texts are shown as those of marked cells are."""

    def cell(self, cell: Cell, width: int, height: int) -> ExcerptCell:
        """A cell as it is shown."""
        is_marked = any(cell is mark for mark in self.marked)
        return ExcerptCell(
            _shown(cell.text, is_marked or self.is_whole, any(cell is other for other in self.hidden)), width, height, is_marked
        )


def rows_of(part: Part, columns: Sequence[int], widest: int, seen: Seen) -> Iterator[tuple[ExcerptCell, ...]]:
    """The cells of each line of a cut.

    Args:
        part: the lines.
        columns: that are shown.
        widest: columns of the whole excerpt, over which a paragraph goes.
        seen: which cells are marked and hidden.
    """
    if isinstance(part[0].block, Paragraph):
        is_marked = bool(seen.marked)
        words = _shown(part[0].block.text, is_marked or seen.is_whole, bool(seen.hidden))
        yield (ExcerptCell(words, widest, is_marked=is_marked),)
        return
    for line in part:
        owners = _owners(part, line.row)
        cells: list[ExcerptCell] = []
        done: set[int] = set()
        for column in columns:
            if column not in owners:
                cells.append(ExcerptCell(""))
                continue
            cell, begins = owners[column]
            rows = [other.row for other in part if begins <= other.row < begins + cell.rowspan]
            if id(cell) in done or rows[0] < line.row:
                continue
            done.add(id(cell))
            width = sum(1 for other in columns if cell.col <= other < cell.col + cell.colspan)
            cells.append(seen.cell(cell, width, len(rows)))
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


def _shown(words: str, is_marked: bool, is_hidden: bool) -> str:
    """A text without personal data, of bounded length."""
    words = masked(words)
    if is_hidden and MASK not in words:
        words = MASK
    most = _MOST_MARKED_TEXT if is_marked else _MOST_TEXT
    return words if len(words) <= most else words[: most - 1] + "…"
