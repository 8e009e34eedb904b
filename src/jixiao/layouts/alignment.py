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
from jixiao.layouts import lexicon
from jixiao.layouts.columns import Column, Header
from jixiao.layouts.levels import level1, level2, split_path
from jixiao.values import looks_like_value

_OPERATOR = re.compile(
    r"[=≥≤><≧≦＝＞＜═⩾⩽]{1,2}|>=|<=|等于|大于|小于|大于等于|小于等于|不低于|不超过|不少于|(?:定性|定量)(?:指标)?|正向|反向|正向指标|反向指标"
)
_EXECUTION = re.compile(r"(?:预算|资金)执行(?:率|情况|进度)?(?:[（(]\d{1,2}分[)）])?|执行率")  # often in all levels
_UNIT = re.compile(r"[^\d，。；]{1,10}")
_NUMBER = re.compile(r"[\d.,]{1,12}\s?[%％分]?")
_PERCENT = ("%", "％")
_PER_COLUMN = 0.5
_PER_COLUMN_PRINTED = 3.0  # where a place is a place on the page, not a count of tabs
_SHIFT = 0.8
_UNPLACED = 7.0
_EQUAL = 1e-9
_VALUE = 0.6  # a name that looks more like a target than that is none
_MOST_COLUMNS = 60  # a row of more columns is taken at its own places


@dataclass(frozen=True, slots=True)
class Placement:
    """A row aligned to a header: cells by column, and those that found none."""

    placed: tuple[tuple[Column, Cell], ...]
    unplaced: tuple[Cell, ...]
    shift: int
    cost: float


def align(cells: Sequence[Cell], header: Header, *, printed: bool = False, stated: bool = False) -> Placement:
    """Give the filled cells of a row to the columns of a header.

    Args:
        cells: from left to right.
        header: the columns.
        printed: the columns are places on the page, so that a cell hardly ever leaves its own.
        stated: the file says which cells are merged: a row that makes sense as it stands was not shifted. So is a row of a frame without
            targets, in which no text tells its column.
    """
    if (stated or (not printed and not header.has("value"))) and (placed := _as_stated(cells, header)):
        return Placement(placed, (), 0, 0.0)
    per_column = _PER_COLUMN_PRINTED if printed else _PER_COLUMN
    columns = [column for column in header.columns if column.role != "group"]
    shifts = (
        {0}
        if printed or len(columns) > _MOST_COLUMNS
        else {0} | {cell.col - column.col for cell in cells for column in columns if abs(cell.col - column.col) <= 3}
    )
    fits = [[fit(cell.text, column.role) for column in columns] for cell in cells]
    least = _best_steps(fits, columns)[1] if len(shifts) > 1 else 0.0
    best = _align(cells, columns, fits, 0, per_column)
    for shift in sorted(shifts - {0}, key=lambda shift: (abs(shift), shift)):
        if least + _SHIFT * abs(shift) > best.cost + _EQUAL:
            break  # it and those that go farther cost more even where each cell is at its place
        best = min(best, _align(cells, columns, fits, shift, per_column), key=lambda placement: placement.cost)
    return best


def _as_stated(cells: Sequence[Cell], header: Header) -> tuple[tuple[Column, Cell], ...]:
    """Every cell in the column below whose head it stands; nothing where a label of a level would not stand in its own column.

    成本指标 is a label of both levels: in the column of the first it has slid where no label of the second follows it.
    """
    columns = {column.col: column for column in header.columns if column.role != "group"}
    placed = tuple((columns[cell.col], cell) for cell in cells if cell.col in columns)
    names = [cell for column, cell in placed if column.role == "name"]
    if len(placed) < len(cells) or len(names) != 1 or looks_like_value(names[0].text) > _VALUE or len(placed) * 2 < len(columns):
        return ()
    others = [(column.role, cell.text) for column, cell in placed if column.role not in ("level1", "level2")]
    misplaced = [text for role, text in others if _is_level(text) and (role != "name" or text.endswith("指标"))]  # a name may be 群众满意度
    standing = {column.role: cell.text for column, cell in placed}
    second = level2(standing.get("level1", ""))
    is_early = "level2" in standing and not _is_level(standing["level2"]) and bool(second and second.exact)
    return () if misplaced or is_early else placed


def _is_level(text: str) -> bool:
    first, second = level1(text), level2(text)
    return bool(first and first.exact) or bool(second and second.exact)


def _best_steps(costs: Sequence[Sequence[float]], columns: Sequence[Column]) -> tuple[list[list[int]], float]:
    """Dynamic programme over cells and columns: the cheapest step for the cells from i on and the columns from j on, and what all cost.

    Args:
        costs: of each cell in each column.
        columns: as many as each row of the costs has.

    Returns:
        A row for each cell with a step for each column and behind the last: 0 places the cell in the column, 1 leaves the column blank,
        2 leaves the cell without a place.
    """
    width = len(columns)
    blanks = [_blank_cost(column.role) for column in columns]
    below = [0.0] * (width + 1)
    for j in range(width - 1, -1, -1):
        below[j] = below[j + 1] + blanks[j]
    steps: list[list[int]] = []
    for row in reversed(costs):
        here, step = [0.0] * width, [0] * width
        right = below[width] + _UNPLACED
        here.append(right)
        step.append(2)
        for j in range(width - 1, -1, -1):
            cheapest, blank, unplaced = below[j + 1] + row[j], right + blanks[j], below[j] + _UNPLACED
            if blank < cheapest:
                cheapest, step[j] = blank, 1
            if unplaced < cheapest:
                cheapest, step[j] = unplaced, 2
            here[j] = right = cheapest
        below = here
        steps.append(step)
    steps.reverse()
    return steps, below[0]


def _align(cells: Sequence[Cell], columns: Sequence[Column], fits: Sequence[Sequence[float]], shift: int, per_column: float) -> Placement:
    """The cheapest way to give the cells to the columns under one shift."""
    rows, farthest = len(cells), 5 * per_column
    costs = [
        [cost + min(per_column * abs(cell.col - column.col - shift), farthest) for cost, column in zip(row, columns, strict=True)]
        for row, cell in zip(fits, cells, strict=True)
    ]
    steps, total = _best_steps(costs, columns)
    placed: list[tuple[Column, Cell]] = []
    unplaced: list[Cell] = []
    i = j = 0
    while i < rows:
        move = steps[i][j]
        if move == 0:
            placed.append((columns[j], cells[i]))
        elif move == 2:
            unplaced.append(cells[i])
        i, j = i + (move != 1), j + (move != 2)
    return Placement(tuple(placed), tuple(unplaced), shift, total + _SHIFT * abs(shift))


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
        return (0.0 if text[-1:] in _PERCENT else -1.0) if _NUMBER.fullmatch(text) else 2.5
    if role == "index":
        return -1.0 if text.isdigit() else 3.0
    if role.startswith("project:amounts"):
        return -0.5 if _NUMBER.match(text) else 3.0
    if role.startswith("extra:") and (kind := lexicon.roles("results", role.removeprefix("extra:"))):
        return label + _result_fit(text, kind[0])
    return label + 0.2


def _result_fit(text: str, kind: str) -> float:
    """How ill a text fits a column of results: points are numbers, reasons are none."""
    is_number = _NUMBER.fullmatch(text) is not None
    if kind in ("score", "coefficient_pct"):
        is_percent = text[-1:] in _PERCENT
        return (-1.0 if is_percent == (kind == "coefficient_pct") else -0.5 if kind == "coefficient_pct" else 0.0) if is_number else 2.5
    if kind in ("actual", "adjusted_target"):
        return 0.2 - 0.8 * looks_like_value(text)
    return 3.0 if is_number else 0.0


def is_execution(text: str) -> bool:
    """The execution of the budget, which forms print above, below or between their indicators."""
    return _EXECUTION.fullmatch(text.strip()) is not None


def _level_fit(text: str, role: str) -> float:
    first, second = level1(text), level2(text)
    if role == "level1" and split_path(text):
        return -3.0
    match, other = (first, second) if role == "level1" else (second, first)
    if match is not None:
        return -3.0 if match.exact else -2.0
    if other is not None:
        return 0.8 if role == "level1" else 1.4
    if (len(text) <= 12 and text.endswith("指标")) or is_execution(text):
        return 0.4
    return 2.2 if len(text) <= 3 else 5.5
