"""Rows of a grid are made full: every column has a cell, and a span that a file claims costs no more than the cells that it holds."""

from __future__ import annotations

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.documents.limits import Limits, over_limit
from jixiao.provenance import SourceRef

MAX_COLUMNS = 1024
"""Columns that a span may open; cells beyond still get columns of their own."""


class Shape:
    """Hands out the empty cells of a document, which all say the same, and counts what it prints.

    Args:
        source: the file.
        limits: how many cells it may have.
    """

    def __init__(self, source: SourceRef, limits: Limits) -> None:
        self.source = source
        self._limit = limits.cells
        self._printed = 0
        self._places = 0
        self._empty = [Cell("", col, source) for col in range(64)]

    def count(self, printed: int, places: int = 0) -> None:
        """Add cells and paragraphs that print something, and all the places of a grid.

        Raises:
            Refusal: they are too many.
        """
        self._printed += printed
        self._places += places
        if self._printed > self._limit or self._places > 16 * self._limit:
            raise over_limit(self.source, "cells", max(self._printed, self._places), self._limit, "--max-cells")

    def empty(self, start: int, end: int) -> list[Cell]:
        """Empty cells for the columns from ``start`` up to ``end``."""
        while len(self._empty) < end:
            self._empty.append(Cell("", len(self._empty), self.source))
        return self._empty[start:end]

    def grid(self, rows: list[Row], printed: int | None = None) -> Grid | None:
        """A grid of rows that are filled up to the same width; ``None`` where they print nothing.

        Args:
            rows: from top to bottom; changed.
            printed: how many cells print something, where that is known.
        """
        width = max((len(row.cells) for row in rows), default=0)
        if printed is None:
            printed = sum([1 for row in rows for cell in row.cells if cell.text])
        self.count(printed, width * len(rows))
        for row in rows:
            if len(row.cells) < width:
                row.cells += self.empty(len(row.cells), width)
        return Grid(rows, spanned=True) if printed else None
