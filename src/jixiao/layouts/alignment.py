"""Which cell of a row belongs to which column, when rows are shifted, cells merged and blanks lost.

Cells and columns keep their order from left to right. Among all ways to give the filled cells of a row to columns in that order the
cheapest is taken: a level label wants a level column, a value the value column, and every cell its own place; a row that was shifted
as a whole pays for the shift once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jixiao.documents.grid import Cell
from jixiao.layouts.columns import Column, Header
from jixiao.layouts.levels import level1, level2, split_path
from jixiao.values import looks_like_value

_OPERATOR = re.compile(
    r"[=≥≤><≧≦＝＞＜═⩾⩽]{1,2}|>=|<=|等于|大于|小于|大于等于|小于等于|不低于|不超过|不少于|定性|定量|正向|反向|正向指标|反向指标"
)
_UNIT = re.compile(r"[^\d，。；]{1,10}")
_NUMBER = re.compile(r"[\d.,]{1,12}\s?[%％分]?")
_PER_COLUMN = 0.5
_PER_COLUMN_PRINTED = 3.0  # where a place is a place on the page, not a count of tabs
_SHIFT = 0.8
_UNPLACED = 7.0
_MOST_COLUMNS = 60  # a row of more columns is taken at its own places


@dataclass(frozen=True, slots=True)
class Placement:
    """A row aligned to a header: cells by column, and those that found none."""

    placed: tuple[tuple[Column, Cell], ...]
    unplaced: tuple[Cell, ...]
    shift: int
    cost: float


def align(cells: Sequence[Cell], header: Header, *, printed: bool = False) -> Placement:
    """Give the filled cells of a row to the columns of a header.

    Args:
        cells: from left to right.
        header: the columns.
        printed: the columns are places on the page, so that a cell hardly ever leaves its own.
    """
    per_column = _PER_COLUMN_PRINTED if printed else _PER_COLUMN
    columns = [column for column in header.columns if column.role != "group"]
    shifts = (
        {0}
        if printed or len(columns) > _MOST_COLUMNS
        else {0} | {cell.col - column.col for cell in cells for column in columns if abs(cell.col - column.col) <= 3}
    )
    return min((_align(cells, columns, shift, per_column) for shift in sorted(shifts, key=abs)), key=lambda p: p.cost)


def _align(cells: Sequence[Cell], columns: Sequence[Column], shift: int, per_column: float = _PER_COLUMN) -> Placement:
    """Dynamic programme over cells and columns; ``best[i][j]`` is the cheapest way for the cells from i on and the columns from j on."""
    rows, width = len(cells), len(columns)
    best = [[0.0] * (width + 1) for _ in range(rows + 1)]
    step = [[0] * (width + 1) for _ in range(rows + 1)]
    for j in range(width - 1, -1, -1):
        best[rows][j] = best[rows][j + 1] + _blank_cost(columns[j].role)
    for i in range(rows - 1, -1, -1):
        best[i][width] = best[i + 1][width] + _UNPLACED
        step[i][width] = 2
        for j in range(width - 1, -1, -1):
            options = (
                best[i + 1][j + 1] + _cost(cells[i], columns[j], shift, per_column),
                best[i][j + 1] + _blank_cost(columns[j].role),
                best[i + 1][j] + _UNPLACED,
            )
            step[i][j] = min(range(3), key=options.__getitem__)
            best[i][j] = options[step[i][j]]
    placed: list[tuple[Column, Cell]] = []
    unplaced: list[Cell] = []
    i = j = 0
    while i < rows:
        move = step[i][j]
        if move == 0:
            placed.append((columns[j], cells[i]))
        elif move == 2:
            unplaced.append(cells[i])
        i, j = i + (move != 1), j + (move != 2)
    return Placement(tuple(placed), tuple(unplaced), shift, best[0][0] + _SHIFT * abs(shift))


def _cost(cell: Cell, column: Column, shift: int, per_column: float) -> float:
    distance = abs(cell.col - column.col - shift)
    return fit(cell.text, column.role) + min(per_column * distance, 5 * per_column)


def _blank_cost(role: str) -> float:
    return {"name": 0.3, "value": 0.3}.get(role, 0.1)


@lru_cache(maxsize=16384)
def fit(text: str, role: str) -> float:
    """How ill a text fits a column: below zero for what belongs there."""
    if role in ("level1", "level2"):
        return _level_fit(text, role)
    first, second = level1(text), level2(text)
    label = 1.6 if (second and second.exact and len(text) > 3) or (first and first.exact and len(text) > 3) else 0.0
    if role == "name":
        return label + max(0.0, looks_like_value(text) - 0.45) * 1.6
    if role in ("value", "value_of_period"):
        return label + 0.7 - 1.7 * looks_like_value(text)
    if role == "operator":
        return -2.0 if _OPERATOR.fullmatch(text) else 3.0
    if role == "unit":
        return 0.0 if _UNIT.fullmatch(text) else 2.5
    if role == "weight":
        return -1.0 if _NUMBER.fullmatch(text) else 2.5
    if role == "index":
        return -1.0 if text.isdigit() else 3.0
    if role.startswith("project:amounts"):
        return -0.5 if _NUMBER.match(text) else 3.0
    return label + 0.2


def _level_fit(text: str, role: str) -> float:
    first, second = level1(text), level2(text)
    if role == "level1" and split_path(text):
        return -3.0
    match, other = (first, second) if role == "level1" else (second, first)
    if match is not None:
        return -3.0 if match.exact else -2.0
    if other is not None:
        return 0.8 if role == "level1" else 1.4
    if len(text) <= 12 and text.endswith("指标"):
        return 0.4
    return 2.2 if len(text) <= 3 else 4.5
