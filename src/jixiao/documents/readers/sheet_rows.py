"""A sheet as rows of cells becomes blocks: titles, units and notes are lines, the rest is a table.

What a person puts on a sheet has no marks of where a table begins. A row with one cell is a line where it stands above the first row of
several, below the last one, behind an empty row or behind another line, unless borders are drawn around it: then it belongs to the table.
Titles have borders too; above a table only a row that ends in a colon begins it. An empty row elsewhere is kept as a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    bottoms: dict[int, int] = field(default_factory=dict)
    """Number of the last row that a merged cell covers, by its column."""
    has_breaks: bool = True
    """Some text may have line breaks or signs that do not print."""


def column_number(letters: str) -> int:
    """Number of a column from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_name(number: int) -> str:
    """Name of a column by its number from 0.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(65 + letter) + name
    return name


def sheet_blocks(rows: Sequence[SheetRow], shape: Shape, has_border: Callable[[str], bool]) -> list[Block]:
    """The blocks of a sheet.

    Args:
        rows: rows that print something, from top to bottom, all with the same number of cells.
        shape: of the document.
        has_border: whether a line is drawn at the cell of a name.

    Returns:
        Lines and grids; the texts of the cells are in one line.
    """
    blocks: list[Block] = []
    several = [index for index, row in enumerate(rows) if row.filled > 1]
    first, last = (several[0], several[-1]) if several else (len(rows), -1)
    pending: list[Row] = []
    is_bottom, covered, printed = False, 0, 0
    was_framed = False
    for index, row in enumerate(rows):
        gap = index > 0 and row.number > rows[index - 1].number + 1
        if row.filled == 1 and row.number > covered:
            cell = next(cell for cell in row.cells if cell.text)
            is_top = index < first and not pending
            is_end = index < first or is_bottom or (not pending and cell.col == 0)
            is_framed = has_border(cell.source.address)
            heads_table = not is_top or cell.text.endswith((":", "：")) or (bool(index) and not was_framed)  # a group over all columns
            in_table = is_framed and heads_table
            was_framed = is_framed
            if (is_end or _is_line(cell, len(row.cells), gap=gap, is_below=index > last)) and not in_table:
                _end(pending, blocks, shape, printed)
                pending, printed = [], 0
                is_bottom |= index > last
                blocks += _lines_of(cell, shape)
                continue
        if gap and pending and _same(row.cells, pending[0].cells):
            _end(pending, blocks, shape, printed)
            pending, printed = [], 0
        if row.has_breaks:
            for cell in row.cells:
                if not cell.text.isprintable():
                    cell.text = in_one_line(cell.text)
        if row.bottoms:
            covered = max(covered, *row.bottoms.values())
        pending.append(Row(row.cells, gap and bool(pending)))
        printed += row.filled
    _end(pending, blocks, shape, printed)
    if blocks:
        blocks[0].after_page_break = True
    return blocks


def _is_line(cell: Cell, width: int, *, gap: bool, is_below: bool) -> bool:
    is_wide = cell.colspan >= max(2, _WIDE * width)
    if is_below:
        return gap or is_wide or (cell.col == 0 and len(cell.text) > _LONG)
    return gap and (is_wide or (cell.col == 0 and cell.colspan == 1))


def _same(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """The header of the table stands there again, perhaps spaced in another way."""
    return all("".join(cell.text.split()) == "".join(other.text.split()) for cell, other in zip(cells, others, strict=True))


def _end(rows: list[Row], blocks: list[Block], shape: Shape, printed: int) -> None:
    grid = shape.grid(rows, printed) if rows else None
    if grid is not None:
        blocks.append(grid)


def _lines_of(cell: Cell, shape: Shape) -> list[Paragraph]:
    """The lines of a cell that stands alone, each with its number in the cell."""
    texts = lines(cell.text)
    shape.count(len(texts))
    if len(texts) == 1:
        return [Paragraph(texts[0].replace("\t", " "), cell.source, after_gap=True)]
    return [Paragraph(text.replace("\t", " "), replace(cell.source, line=at + 1), after_gap=at == 0) for at, text in enumerate(texts)]
