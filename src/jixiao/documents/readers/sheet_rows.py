"""A sheet as rows of cells becomes blocks: titles, units and notes are lines, the rest is a table.

What a person puts on a sheet has no marks of where a table begins. A row with one cell above the first row of several, below the last
one or behind an empty row is a line; an empty row elsewhere is kept as a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao.documents.grid import Block, Cell, Paragraph, Row
from jixiao.documents.readers.plain import in_one_line, lines
from jixiao.documents.readers.shape import Shape

_LONG = 16  # letters of a line below a table that can be no label of an empty row
_WIDE = 0.6


@dataclass(slots=True)
class SheetRow:
    """A row of a sheet that prints something: its number from 1, and its cells for all columns, their texts with line breaks."""

    number: int
    cells: list[Cell]
    filled: int = 0


@dataclass(slots=True)
class Merged:
    """Ranges of merged cells by their first place, and how many rows and columns they take (from 1)."""

    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def sheet_blocks(rows: Sequence[SheetRow], shape: Shape) -> list[Block]:
    """The blocks of a sheet.

    Args:
        rows: rows that print something, from top to bottom, all with the same number of cells.
        shape: of the document.

    Returns:
        Lines and grids; the texts of the cells are in one line.
    """
    blocks: list[Block] = []
    several = [index for index, row in enumerate(rows) if row.filled > 1]
    first, last = (several[0], several[-1]) if several else (len(rows), -1)
    pending: list[Row] = []
    bottom = covered = 0
    for index, row in enumerate(rows):
        gap = index > 0 and row.number > rows[index - 1].number + 1
        if row.filled == 1 and row.number > covered and (index < first or _is_line(row, gap=gap, is_below=index > last or bottom > 0)):
            _end(pending, blocks, shape)
            pending = []
            bottom = bottom or int(index > last)
            blocks += _lines_of(next(cell for cell in row.cells if cell.text), shape)
            continue
        for cell in row.cells:
            if cell.text:
                if not cell.text.isprintable():
                    cell.text = in_one_line(cell.text)
                if cell.rowspan > 1:
                    covered = max(covered, row.number + cell.rowspan - 1)
        pending.append(Row(row.cells, gap and bool(pending)))
    _end(pending, blocks, shape)
    if blocks:
        blocks[0].after_page_break = True
    return blocks


def _is_line(row: SheetRow, *, gap: bool, is_below: bool) -> bool:
    cell = next(cell for cell in row.cells if cell.text)
    is_wide = cell.colspan >= max(2, _WIDE * len(row.cells))
    if is_below:
        return gap or is_wide or (cell.col == 0 and len(cell.text) > _LONG)
    return gap and (is_wide or (cell.col == 0 and cell.colspan == 1))


def _end(rows: list[Row], blocks: list[Block], shape: Shape) -> None:
    grid = shape.grid(rows) if rows else None
    if grid is not None:
        blocks.append(grid)


def _lines_of(cell: Cell, shape: Shape) -> list[Paragraph]:
    """The lines of a cell that stands alone, each with its number in the cell."""
    texts = lines(cell.text)
    shape.count(len(texts))
    if len(texts) == 1:
        return [Paragraph(texts[0].replace("\t", " "), cell.source, after_gap=True)]
    return [Paragraph(text.replace("\t", " "), replace(cell.source, line=at + 1), after_gap=at == 0) for at, text in enumerate(texts)]
