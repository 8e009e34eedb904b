"""Tables whose file states which cells were merged: header and columns by their spans, nothing guessed from blanks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.layouts.draft import squash
from jixiao.values import printed_number

_MOST = 6


def header_height(rows: Sequence[Row], is_data: Callable[[Row], bool]) -> int:
    """How many rows the header has: those that its cells cover, and below a group the rows of its columns.

    Args:
        rows: the rows of the table, from the header on.
        is_data: whether a row holds data beyond doubt.
    """
    if not rows or is_data(rows[0]):
        return 0
    height = 1
    at = 0
    while at < height and at < len(rows):
        for cell in rows[at].filled():
            bottom = at + cell.rowspan
            if cell.colspan > 1 and bottom < len(rows) and _has_columns(rows[bottom], cell) and not is_data(rows[bottom]):
                bottom += 1
            height = max(height, bottom)
        at += 1
    height = min(height, _MOST, len(rows))
    while height > 1 and is_data(rows[height - 1]):
        height -= 1
    return height


def _has_columns(row: Row, group: Cell) -> bool:
    """Below a group stand the names of its columns: two or more, or as many as it covers."""
    below = [cell for cell in row.filled() if group.col <= cell.col < group.col + group.colspan]
    return len(below) > 1 and not any(printed_number(cell.text) is not None for cell in below)


def column_names(header: Sequence[Row]) -> list[str]:
    """Header cells from top to bottom joined with ``/``; a merged cell over each column that it covers."""
    width = max((len(row.cells) for row in header), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in header:
        for cell in row.filled():
            for col in range(cell.col, min(cell.col + cell.colspan, width)):
                parts[col].append(squash(cell.text))
    return ["/".join(dict.fromkeys(part)) for part in parts]


def without_unused_columns(grid: Grid) -> Grid:
    """The grid without the columns that none of its rows has a border at: another table of the same frame brought them in."""
    width = max((len(row.cells) for row in grid.rows), default=0)
    if not grid.spanned or width < 2:
        return grid
    used = {0}
    reach: list[tuple[int, int, int]] = []  # first column, column behind, row behind of cells that cover rows below
    for at, row in enumerate(grid.rows):
        reach = [item for item in reach if item[2] > at]
        covered = {col for first, end, _ in reach for col in range(first, end)}
        used.update(edge for first, end, _ in reach for edge in (first, end))
        col = 0
        while col < len(row.cells):
            cell = row.cells[col]
            if col in covered:
                col += 1
                continue
            end = col + max(cell.colspan, 1)
            used.update((col, end))
            if cell.rowspan > 1:
                reach.append((col, end, at + cell.rowspan))
            col = end
    if len(used & set(range(width))) == width:
        return grid
    edges = sorted(used)
    place = [bisect_left(edges, col) for col in range(width + 1)]
    rows = [Row([_moved(cell, place) for cell in row.cells if cell.col in used], row.after_gap) for row in grid.rows]
    return replace(grid, rows=rows)


def _moved(cell: Cell, place: Sequence[int]) -> Cell:
    end = min(cell.col + cell.colspan, len(place) - 1)
    return replace(cell, col=place[cell.col], colspan=max(1, place[end] - place[cell.col]))
