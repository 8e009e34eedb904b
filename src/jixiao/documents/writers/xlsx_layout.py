"""Columns and rows of a sheet: widths that fill the paper, heights that let every text show."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.documents.grid import Cell, Grid
from jixiao.documents.printout import edges_of, lattice
from jixiao.documents.writers.lines import POINTS_PER_MM, height_of, width_mm

_PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_CHARACTER, _PIXELS_BESIDE = 7, 5  # of the type in which spreadsheets measure columns
_LOWEST = 1.95  # of the size of the type: a row of one line has air
_HIGHEST = 409.0  # points of a row, by the specification of Excel
_STEP = 0.5


class Columns:
    """The columns of a sheet, which all of its tables share.

    Args:
        grids: the tables of the sheet; it has one column where there are none.
        is_landscape: of the paper, whose width they fill.

    Attributes:
        characters: width of each as spreadsheets measure it.
    """

    def __init__(self, grids: Sequence[Grid], *, is_landscape: bool) -> None:
        shares = [right - left for grid in grids for left, right in pairwise(edges_of(grid))]
        # Edges that are drawn together must not be those of one column, or it had no width.
        self._edges = lattice(grids, min(_STEP, 40 * min(shares, default=1.0)))
        total = width_mm(is_landscape=is_landscape) * POINTS_PER_MM
        self._points = [total * (right - left) for left, right in pairwise(self._edges)]
        self.characters = [max((points * _PIXELS_PER_POINT - _PIXELS_BESIDE) / _PIXELS_PER_CHARACTER, 0.3) for points in self._points]

    def __len__(self) -> int:
        return len(self._points)

    def of(self, grid: Grid) -> list[int]:
        """Columns of the sheet where those of a table begin, and where the last one ends."""
        return [min(range(len(self._edges)), key=lambda at: abs(self._edges[at] - edge)) for edge in edges_of(grid)]

    def shared_by(self, widths: Sequence[int]) -> list[int]:
        """Where each of some texts beside each other ends, as the column behind it; empty where there are not enough columns.

        Args:
            widths: of the texts; each gets a share of the sheet, longer ones a larger one.
        """
        if len(widths) > len(self):
            return []
        ends: list[int] = []
        share = 0.0
        for left, width in zip(range(len(widths) - 1, -1, -1), widths, strict=True):
            share += (width + sum(widths) / len(widths)) / (2 * sum(widths) or 1)
            near = min(range(len(self._edges)), key=lambda at: abs(self._edges[at] - share))
            ends.append(max(min(near, len(self) - left), (ends[-1] if ends else 0) + 1))
        return [*ends[:-1], len(self)]

    def points(self, first: int, end: int) -> float:
        """Width of the columns from ``first`` up to ``end``."""
        return sum(self._points[first:end])


@dataclass(frozen=True, slots=True)
class RowPlan:
    """The rows of a sheet that a table takes.

    Attributes:
        heights: of each, in points.
        starts: for each row of the table its first row of the sheet, counted from the table's own first, and where the last one ends.
    """

    heights: list[float]
    starts: list[int]


def plan_rows(
    rows: Sequence[Sequence[Cell | None]], lines: Sequence[int], columns: Columns, points: float, lowest: float = _LOWEST
) -> RowPlan:
    """Rows in which no text of a table is cut.

    A row of a sheet can be 409 points high. A row of the table that needs more takes several, over which all of its cells are merged.

    Args:
        rows: every place of the table.
        lines: where its columns begin on the sheet.
        columns: of the sheet.
        points: size of the type.
        lowest: height of a row of one line, as a multiple of that.
    """
    needed = [points * min(lowest, _LOWEST)] * len(rows)
    tall: list[tuple[int, int, float]] = []
    for at, row in enumerate(rows):
        for cell in row:
            if cell is None or not cell.text:
                continue
            height = height_of(cell.text, columns.points(lines[cell.col], lines[cell.col + cell.colspan]), points)
            if cell.rowspan == 1:
                needed[at] = max(needed[at], height)
            else:
                tall.append((at, at + cell.rowspan, height))
    for first, end, height in tall:
        lacking = height - sum(needed[first:end])
        for at in range(first, end) if lacking > 0 else ():
            needed[at] += lacking / (end - first)
    heights: list[float] = []
    starts = [0]
    for height in needed:
        parts = math.ceil(height / _HIGHEST)
        heights += [round(height / parts, 1)] * parts
        starts.append(len(heights))
    return RowPlan(heights, starts)
