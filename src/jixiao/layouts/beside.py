"""What one table of a file holds (表的拆分): captions in its rows, two forms beside each other, a list that lies on its side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jixiao.documents.grid import Block, Cell, Grid, Row
from jixiao.layouts import signs
from jixiao.layouts.columns import read_header
from jixiao.layouts.pairs import read_pairs
from jixiao.layouts.spans import without_unused_columns
from jixiao.layouts.transposed import upright

_NAMES = ("name", "code_and_name")


def pieces(grid: Grid) -> Iterator[Block]:
    """What a grid holds, from top to bottom: tables, and captions in its rows, which are lines."""
    for part in map(signs.lone_cell, signs.parts(grid)):
        if isinstance(part, Grid):
            yield from (upright(without_unused_columns(form)) for form in forms_beside(part))
        else:
            yield part


def forms_beside(grid: Grid) -> list[Grid]:
    """The forms of a grid from left to right; the grid alone where it holds no two of them side by side.

    They are parted where a second project is named in one row, if no cell reaches over that column and both sides have indicators.
    """
    at = next((col for row in grid.rows if (col := _second_name(row.filled()))), 0)
    if not at or any(cell.col < at < cell.col + cell.colspan for cell in grid.cells()):
        return [grid]
    left = Grid([_part(row, 0, at) for row in grid.rows], grid.wrapped, grid.after_page_break, grid.spanned)
    right = Grid([_part(row, at, 1 << 20) for row in grid.rows], grid.wrapped, spanned=grid.spanned)
    if not all(any(read_header(row.filled()) for row in side.rows) for side in (left, right)):
        return [grid]
    return [left, *forms_beside(right)]


def _second_name(cells: list[Cell]) -> int:
    """The column in which a row names a second project; 0 where it names one or none."""
    lead, pairs = read_pairs(cells)
    names = [pair for pair in pairs if pair.label.group == "fields" and pair.label.key in _NAMES and pair.values]
    return names[1].cell.col if not lead and len(names) == 2 and names[0] is pairs[0] else 0


def _part(row: Row, start: int, end: int) -> Row:
    return Row([replace(cell, col=cell.col - start) for cell in row.cells if start <= cell.col < end], row.after_gap)
