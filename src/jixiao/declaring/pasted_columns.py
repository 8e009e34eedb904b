"""What the columns of a pasted table of indicators are (粘贴列): told by a header row, by what stands in them, or by where one pastes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents.clipboard import CopiedTable
from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.columns import read_header
from jixiao.layouts.levels import level1, level2
from jixiao.provenance import SourceRef
from jixiao.values import printed_number

LEVELS = ("level1", "level2")
OPERATOR, UNIT, NOTHING = "operator", "unit", "nothing"
"""Parts of a target that have columns of their own, and columns that only number or frame the rows."""
_KEYS = {"value": "target", "value_of_period": "target_of_period", "index": NOTHING, "group": NOTHING}
_TELLING = {"name", "value", "value_of_period", "level1", "level2", "operator"}
_SIGN = re.compile(r"[≥≤=＝><＞＜]{1,2}|(?:大于|小于)(?:或?等于)?|等于|不[低高少多]于|定性|定量")
_LONGEST_UNIT = 8
_HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a pasted table of indicators (粘贴列).

    Attributes:
        keys: number of a column to the key of an indicator that it holds, ``operator``, ``unit`` or ``nothing``.
        header: its row; -1 where there is none.
        second_names: columns that say the name once more, for the other half of the form.
    """

    keys: dict[int, str]
    header: int = -1
    second_names: tuple[int, ...] = ()

    @property
    def has_levels(self) -> bool:
        """Some column tells the level."""
        return any(key in LEVELS for key in self.keys.values())


def by_header(table: CopiedTable) -> Columns | None:
    """The columns as a header row of the table names them; ``None`` where there is none."""
    for at in range(min(len(table.texts), _HEADER_WITHIN)):
        cells = list(_across(table, at))
        header = read_header(cells)
        if header is not None:
            named = [(column.role, column.half, column.col) for column in header.columns]
        elif _is_header(cells, is_alone=len(table.texts) == 1):
            named = [(role, 0, col) for col, role in _roles(cells).items()]
        else:
            continue
        return _columns(named, at)
    return None


def by_content(table: CopiedTable, offered: Sequence[str], at: str) -> Columns:
    """The columns by what stands in them; those that say nothing of themselves are those of the form from some cell on.

    Args:
        table: without a header.
        offered: keys of the form's columns to type into, in order.
        at: key of the cell into which one pastes; empty for none.
    """
    keys: dict[int, str] = {}
    for col in range(table.width):
        texts = [table.text(row, col) for row in range(len(table.texts)) if table.text(row, col)]
        if not texts:
            keys[col] = NOTHING
        elif "level1" not in keys.values() and all(level1(text) for text in texts) and not _are_second(texts):
            keys[col] = "level1"
        elif "level2" not in keys.values() and all(level2(text) for text in texts) and all(text.endswith("指标") for text in texts):
            keys[col] = "level2"
        elif OPERATOR not in keys.values() and table.width > 1 and all(_SIGN.fullmatch(text) for text in texts):
            keys[col] = OPERATOR
        elif UNIT not in keys.values() and _is_unit_of(table, col):
            keys[col] = UNIT
    rest = [col for col in range(table.width) if col not in keys]
    wanted = _from(offered, "" if {"level1", "level2"} & set(keys.values()) else at)
    if OPERATOR in keys.values() and "target" in wanted:
        before = [col for col in rest if col < next(col for col, key in keys.items() if key == OPERATOR)]
        wanted = [*_narrowed(wanted, len(before) + 1)[: len(before)], "target", *wanted[wanted.index("target") + 1 :]]
    else:
        wanted = _narrowed(wanted, len(rest))
    return Columns(keys | dict(zip(rest, wanted, strict=False)))


def _are_second(texts: Sequence[str]) -> bool:
    """Labels of which some are only second levels: 成本指标 may be either."""
    return any(level2(text) and not level1(text) for text in texts)


def _from(offered: Sequence[str], at: str) -> list[str]:
    return list(offered[offered.index(at) :]) if at in offered else list(offered)


def _narrowed(wanted: list[str], count: int) -> list[str]:
    """Fewer columns than the form has: the year is meant, and not the implementation period that stands before it."""
    if count < len(wanted) and "target_of_period" in wanted[1:] and "target" in wanted and count <= wanted.index("target"):
        return [key for key in wanted if key != "target_of_period"]
    return wanted


def _is_unit_of(table: CopiedTable, col: int) -> bool:
    """Short words behind numbers."""
    pairs = [(table.text(row, col - 1), table.text(row, col)) for row in range(len(table.texts)) if col]
    units = [(number, unit) for number, unit in pairs if unit]
    if not units or not all(printed_number(number.rstrip("%％")) is not None for number, _ in units):
        return False
    return all(len(unit) <= _LONGEST_UNIT and printed_number(unit) is None and not _SIGN.match(unit) for _, unit in units)


def _across(table: CopiedTable, row: int) -> Iterator[Cell]:
    """What a row shows, with cells that reach down into it from above."""
    for col in range(table.width):
        own = table.covering.get((row, col))
        text = table.texts[row][col] if own is None else table.text(row, col) if own[1] == col else ""
        if text:
            yield Cell(text, col, SourceRef(""))


def _is_header(cells: Sequence[Cell], *, is_alone: bool) -> bool:
    """Nothing but names of columns."""
    if not cells or is_alone:
        return False
    roles = _roles(cells)
    if len(roles) < len(cells):
        return False
    return bool(_TELLING & set(roles.values())) and not any(_SIGN.fullmatch(cell.text) for cell in cells)


def _roles(cells: Sequence[Cell]) -> dict[int, str]:
    found: dict[int, str] = {}
    for cell in cells:
        options = lexicon.roles("columns", cell.text)
        free = [role for role in options if role not in found.values()]
        if free:
            found[cell.col] = f"extra:{cell.text}" if free[0] == "extra" else free[0]
        elif "indicators" in lexicon.roles("containers", cell.text):
            found[cell.col] = "group"
    return found


def _columns(named: Sequence[tuple[str, int, int]], at: int) -> Columns:
    is_halved = any(half for _, half, _ in named)
    keys: dict[int, str] = {}
    second: list[int] = []
    for role, half, col in named:
        key = _KEYS.get(role, role)
        if is_halved and half == 0 and role == "value":
            key = "target_of_period"
        elif is_halved and half == 0 and role == "name":
            second.append(col)
            key = NOTHING
        elif half and role in LEVELS:
            key = NOTHING
        keys[col] = f"extra.{key.removeprefix('extra:')}" if key.startswith("extra:") else key
    return Columns(keys, at, tuple(second))
