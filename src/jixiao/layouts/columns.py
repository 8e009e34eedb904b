"""The header of an indicator table: which column holds what, in any order, in one half or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import tidy
from jixiao.values import printed_number

LEVELS = ("level1", "level2")
_HALVED = ("level2", "name", "value")
_MONEY = ("initial_budget", "adjusted_budget", "executed_amount", "forecast_amount", "rate_pct")
_PROJECT_GROUPS = ("fields", "amounts", "narratives")
_UNIT_OR_NAME = re.compile(r"^(?:单位名称|预算单位)[/、,(和及]*项目名称\)?$")
_NUMBER = re.compile(r"(\d{1,3})(?:[\s()（）]{0,4}[=＝][\d\s+＋*×/÷()（）.-]{1,40})?")
_BLOCK = re.compile(
    r"(?:项目|年度|年初|全年|部门)*(?:绩效)?(?:目标|指标|绩效)[\d一二三四五]{0,2}(?:(?:完成|实现|自评|评价)(?:情况)?)?(?:\(?\d{1,3}分\)?)?"
)
_ROW_LABELS = ("栏次", "行次", "序号", "栏目", "列次", "*", "**")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an indicator table.

    Attributes:
        role: ``level1`` … ``value``; ``extra:备注`` for one kept under its header; ``project:name`` for one of a
            list of projects.
        half: 0 for the first or only half, 1 for the second of two that stand side by side.
        col: its place in the grid.
    """

    role: str
    half: int
    col: int
    cell: Cell

    @property
    def is_foreign(self) -> bool:
        """The column stands on no list: it is kept under its header."""
        names = (self.cell.text, self.role.removeprefix("extra:"))
        return self.role.startswith("extra:") and all("extra" not in lexicon.roles("columns", name) for name in names)


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of an indicator table."""

    columns: tuple[Column, ...]

    def has(self, role: str) -> bool:
        """Some column plays this role."""
        return any(column.role == role for column in self.columns)

    @property
    def is_halved(self) -> bool:
        """Two halves stand side by side: the implementation period and the year."""
        return any(column.half for column in self.columns)

    @property
    def is_list(self) -> bool:
        """The table lists several projects, each with its name in a column."""
        return any(column.role in ("project:name", "project:unit_or_name") for column in self.columns)

    @property
    def is_scored(self) -> bool:
        """A column holds the points that are claimed."""
        return any("score" in lexicon.roles("results", c.role.removeprefix("extra:")) for c in self.columns if c.role.startswith("extra:"))

    def shape(self) -> tuple[tuple[str, int], ...]:
        """Roles in order, to tell a repeated header from another table's."""
        return tuple((column.role, column.half) for column in self.columns)


def read_header(cells: Sequence[Cell], *, is_scored: bool = False) -> Header | None:
    """The header that these cells form, or ``None``.

    Args:
        cells: the filled cells of a row, from left to right.
        is_scored: points with weights, or with three levels, are enough where no target has a column (a frame of evaluation).
    """
    known = [cell for cell in cells if lexicon.roles("columns", cell.text)]
    certain = {role for cell in known for role in lexicon.roles("columns", cell.text)[:1]}
    results = {role for cell in known for role in lexicon.roles("results", cell.text)[:1]}
    is_frame = "score" in results and ("weight" in certain or {"level1", "level2", "name"} <= certain)
    has_values = bool(certain & {"value", "value_of_period", "operator"}) or (is_scored and is_frame)
    if len(known) < 2 or not has_values or not certain & {"name", "level2", "level1"}:
        return None
    if len(known) < 3 and len(known) < len(cells):
        return None
    columns = _halves(_roles(cells))
    return Header(tuple(columns)) if any(column.role == "name" for column in columns) else None


def _roles(cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
    """One role a cell; a text that may be several columns takes the first that no other cell claims."""
    claimed = {options[0] for cell in cells if len(options := lexicon.roles("columns", cell.text)) == 1}
    assigned: list[tuple[str, Cell]] = []
    is_listed = any("name" in lexicon.roles("fields", cell.text) for cell in cells)
    has_execution = any("executed_amount" in lexicon.roles("funding", cell.text) and (is_listed or "月" in cell.text) for cell in cells)
    for cell in cells:
        options = lexicon.roles("columns", cell.text)
        if len(options) > 1:
            free = [option for option in options if option not in claimed]
            role = (free or list(options))[0]
            claimed.add(role)
        elif options:
            role = options[0]
        else:
            role = _money_role(cell) if has_execution else ""
            role = role or _foreign_role(cell)
        if role == "name" and _is_group_word(cell, cells):
            role = "group"
        if role in ("name", "description") and len(options) > 1 and _stands_for_level(cell, cells):
            role = "level2"
        if role == "weight" and (level := _level_weighed(cell, cells)):
            role = f"extra:{level}权重"
        if role.startswith("extra:") and cell is cells[0] and _names_block(cells):
            role = "group"
        if role == "code_part":
            role = f"project:code_part.{cell.text}"
        if role == "extra" and is_listed and _is_total_of_project(cell, cells):
            role = "project:total_score"
        assigned.append((f"extra:{tidy(cell.text)}" if role == "extra" else role, cell))
    return assigned


def _is_total_of_project(cell: Cell, cells: Sequence[Cell]) -> bool:
    """自评得分 beside the points of each indicator (得分) in a list is what the whole project comes to."""
    others = [other for other in cells if other is not cell and "score" in lexicon.roles("results", other.text)]
    return (
        bool(others)
        and bool(lexicon.roles("evaluation", cell.text)[:1] == ("total_score",))
        and not lexicon.roles("evaluation", others[0].text)
    )


def _stands_for_level(cell: Cell, cells: Sequence[Cell]) -> bool:
    """评价内容 before 指标名称 and 指标说明 in a header without levels is what the indicators are grouped by."""
    others = [(other, lexicon.roles("columns", other.text)[:1]) for other in cells if other is not cell]
    taken = {keys[0] for other, keys in others if keys and other.col > cell.col}
    return {"name", "description"} <= taken and all(keys not in (("level1",), ("level2",)) for _, keys in others)


def _level_weighed(cell: Cell, cells: Sequence[Cell]) -> str | None:
    """The level whose sum of points a column prints, where the third level has a weight of its own farther right."""
    left = [other for other in cells if other.col < cell.col]
    right = [other for other in cells if other.col > cell.col]
    keys = lexicon.roles("columns", left[-1].text)[:1] if left else ()
    is_above = keys in (("level1",), ("level2",)) and any("weight" in lexicon.roles("columns", other.text) for other in right)
    return ("一级指标" if keys == ("level1",) else "二级指标") if is_above else None


def _is_group_word(cell: Cell, cells: Sequence[Cell]) -> bool:
    """绩效指标 over or before the levels is the name of the block where another column is the third level."""
    return bool(lexicon.roles("containers", cell.text)) and any(
        other is not cell and "name" in lexicon.roles("columns", other.text) for other in cells
    )


def _names_block(cells: Sequence[Cell]) -> bool:
    """The first cell is the name of the block and stands before the levels: 年度绩效目标1（80分）, 年度绩效指标完成情况."""
    is_before = len(cells) > 1 and lexicon.roles("columns", cells[1].text)[:1] == ("level1",)
    return is_before and is_block_name(cells[0].text)


def is_block_name(text: str) -> bool:
    """The name of the block in which the indicators of a form stand: 年度绩效目标1（80分）, 年度绩效指标完成情况."""
    return _BLOCK.fullmatch(lexicon.fold(text)) is not None


def _money_role(cell: Cell) -> str:
    """A column of budget and execution in a list of projects (1—7月执行数, 全年执行数), empty for any other."""
    keys = [key for key in lexicon.roles("funding", cell.text) if key in _MONEY]
    return f"project:funding.{keys[0]}" if keys else ""


def _foreign_role(cell: Cell) -> str:
    """A column of the project in a list, the name of the block, or a column that is kept under its header."""
    folded = lexicon.fold(cell.text)
    if _UNIT_OR_NAME.match(folded):
        return "project:unit_or_name"
    if "indicators" in lexicon.roles("containers", cell.text):
        return "group"
    for group in _PROJECT_GROUPS:
        if keys := lexicon.roles(group, cell.text):
            prefix = {"fields": "", "amounts": "amounts.", "narratives": "narratives."}[group]
            return f"project:{prefix}{keys[0]}"
    return f"extra:{tidy(cell.text)}"


def _halves(assigned: Sequence[tuple[str, Cell]]) -> list[Column]:
    """Count the halves: where the levels, names and values begin again, the second half begins."""
    seen: set[str] = set()
    half = 0
    columns: list[Column] = []
    for role, cell in assigned:
        if role in seen and role in _HALVED and half == 0 and {"name", "value"} <= seen:
            half = 1
        elif role in seen and role == "value_of_period":
            continue
        seen.add(role)
        if role == "value_of_period":
            columns.append(Column("value_of_period", 0, cell.col, cell))
        else:
            columns.append(Column(role, half, cell.col, cell))
    return columns


def is_label_with_text(cells: Sequence[Cell], header: Header | None) -> bool:
    """A label at the left edge and a text merged over the columns of an indicator (未完成原因 | …): the foot of the form."""
    columns = header.columns if header is not None else ()
    names = [column.col for column in columns if column.role == "name"]
    if len(cells) != 2 or not names or cells[0].col >= min(names) or printed_number(cells[1].text) is not None:
        return False
    over = sum(cells[1].col <= column.col < cells[1].col + cells[1].colspan for column in columns)
    return over * 2 > len(columns) or lexicon.roles("results", cells[0].text)[:1] in (("reason",), ("measure",))


def is_in_pieces(cells: Sequence[Cell]) -> bool:
    """The row names the pieces of a target (指标性质, 指标值, 度量单位), alone or among other columns."""
    return any(lexicon.roles("columns", cell.text)[:1] == ("operator",) for cell in cells)


def is_column_numbers(texts: Sequence[str]) -> bool:
    """A row that only numbers the columns: 栏次 1 2 3 …, 1 2 3 4 = 5 + 6."""
    rest = list(texts)
    if rest and rest[0] in _ROW_LABELS:
        rest = [text for text in rest if text not in _ROW_LABELS]
    while rest and rest[0] in ("甲", "乙", "丙", "类", "款", "项", "*", "**"):
        rest = rest[1:]
    if rest and rest[0] in _ROW_LABELS:
        rest = rest[1:]
    numbers = [_NUMBER.fullmatch(text.strip("()（）第栏列")) for text in rest]
    if len(rest) < 2 or not all(numbers):
        return False
    values = [int(match[1]) for match in numbers if match]
    return values[0] in (0, 1, 2) and all(b - a == 1 for a, b in pairwise(values))
