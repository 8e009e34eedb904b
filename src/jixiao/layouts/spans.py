"""Tables whose file states which cells were merged: header and columns by their spans, nothing guessed from blanks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao.documents.grid import Cell, Row
from jixiao.layouts.draft import squash

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
    return len(below) > 1 and not any(cell.text[0].isdigit() for cell in below)


def column_names(header: Sequence[Row]) -> list[str]:
    """Header cells from top to bottom joined with ``/``; a merged cell over each column that it covers."""
    width = max((len(row.cells) for row in header), default=0)
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in header:
        for cell in row.filled():
            for col in range(cell.col, min(cell.col + cell.colspan, width)):
                parts[col].append(squash(cell.text))
    return ["/".join(dict.fromkeys(part)) for part in parts]
