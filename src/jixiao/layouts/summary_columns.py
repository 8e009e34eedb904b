"""Columns of a table that lists the self-evaluations of many projects (自评结果汇总表): which they are, and which rows name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import squash
from jixiao.values import printed_number

NAME, SCORE, GRADE, BUDGET, EXECUTION_SCORE = "name", "total_score", "grade", "budget", "execution_score"
MONEY = ("initial_budget", "adjusted_budget", "executed_amount")
TICKED = "grade:"
"""A column of one grade, in which a mark says that it is given: ``grade:优``."""
_IDENTITY = ("name", "code", "department", "unit")
_GRADES = ("优", "良", "中", "差", "优秀", "良好", "中等", "较差", "合格", "不合格")
_SUMS = ("小计", "合计", "总计", "总额", "金额")
_WHOLE = ("annual", "sum", "total")
_FEWEST = 4
_EXECUTED = re.compile(r"(?:预算|资金)执行(?:率|情况)?(?:[（(]\d{1,2}分[)）])?")


def roles_of(names: Sequence[str]) -> dict[int, str]:
    """Column to role, by names whose groups stand before them (全年预算数/小计).

    Roles are the keys of :class:`~jixiao.model.EvaluatedProject`, ``number``, and ``grade:优`` for columns that are ticked. Of two
    columns of one role the first has it.

    >>> roles_of(["序号", "项目名称", "预算数", "执行数", "得分", "等级"])
    {0: 'number', 1: 'name', 2: 'adjusted_budget', 3: 'executed_amount', 4: 'total_score', 5: 'grade'}
    """
    found = {col: role for col, name in enumerate(names) if name and (role := _role(_parts(name)))}
    if BUDGET in found.values():
        # 预算数 alone is that of the year; beside 调整预算数 it is the initial one
        free = next((role for role in ("adjusted_budget", "initial_budget") if role not in found.values()), None)
        at = next(col for col, role in found.items() if role == BUDGET)
        found = {col: free if col == at and free else role for col, role in found.items() if role != BUDGET or (col == at and free)}
    first = {role: col for col, role in reversed(found.items())}
    return {col: role for col, role in found.items() if first[role] == col}


def _parts(name: str) -> list[str]:
    """The groups of a column and its own name; a slash in brackets parts nothing: 执行率（B/A）."""
    return [part for part in re.split(r"/(?![^（(]*[)）])", name) if part]


def is_summary(roles: Iterable[str]) -> bool:
    """Columns for the project, for its money, and for the total or the grade that it claims."""
    known = set(roles)
    has_result = bool(known & {SCORE, GRADE}) or any(role.startswith(TICKED) for role in known)
    return NAME in known and has_result and bool(known & {*MONEY, BUDGET, "rate_pct"})


def begins_summary(rows: Sequence[Sequence[Cell]]) -> bool:
    """Rows at the top of a grid are the header of such a table, of one row or of two; below it figures stand in columns."""
    for index, cells in enumerate(rows[:8]):
        if not any(_role([cell.text]) == NAME for cell in cells):
            continue
        below = rows[index + 1] if index + 1 < len(rows) else []
        header = [*cells, *([] if _figures(below) > 1 else below)]
        if any(lexicon.roles("columns", cell.text)[:1] in (("value",), ("level2",), ("level1",)) for cell in header):
            return False
        known = [role for cell in header if (role := _role([cell.text]))]
        is_header = len(known) >= _FEWEST and len(known) * 3 >= len(header) * 2 and not _figures(header)
        return is_header and is_summary(known) and any(_figures(row) > 1 for row in rows[index + 1 : index + 5])
    return False


def _figures(cells: Sequence[Cell]) -> int:
    return sum(printed_number(squash(cell.text).rstrip("%％分")) is not None for cell in cells)


def _role(path: Sequence[str]) -> str | None:
    """The role of a column by the last of its names, or by the group where that only says which part of it."""
    last, groups = path[-1], path[:-1]
    flat = squash(last)
    if groups and flat in _GRADES:
        return f"{TICKED}{flat}"
    group = _role(groups) if groups else None
    if group in (*MONEY, BUDGET):
        if flat in _SUMS:
            return group
        if any(label.group == "amounts" for label in lexicon.form_labels(last)) and _known(last) is None:
            return group if lexicon.form_labels(last)[0].key in _WHOLE else None
    role = _known(last)
    if (role == SCORE and any("执行" in text for text in groups)) or (group == SCORE and _EXECUTED.fullmatch(flat)):
        return EXECUTION_SCORE
    return role


def _known(text: str) -> str | None:
    if found := lexicon.roles("summary", text):
        return found[0]
    for role in lexicon.roles("fields", text):
        if role in _IDENTITY:
            return role
    amounts = [role for role in lexicon.roles("funding", text) if role in (*MONEY, "rate_pct")]
    if amounts:
        return amounts[0] if len(amounts) == 1 else BUDGET
    claims = [role for role in lexicon.roles("evaluation", text) if role in (SCORE, GRADE)]
    if claims:
        return claims[0]
    if "score" in lexicon.roles("results", text):
        return SCORE
    label = next((label for label in lexicon.form_labels(text) if label.group in ("fields", "amounts")), None)
    if label is None:
        return None
    if label.group == "fields":
        return label.key if label.key in _IDENTITY else None
    return BUDGET if label.key in _WHOLE else None
