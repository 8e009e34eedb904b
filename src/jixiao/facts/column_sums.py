"""Which columns of a budget table add up to which (各列的加总关系), by the groups of the header and by what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SUMMED = (
    *("T01_total", "T02_income", "T03_expenditure", "T04_fiscal_total", "T05_general", "T06_basic_econ", "T08_fund", "T09_state_capital"),
    *("T10_three_public", "T11_operating", "T12_projects", "T18_three_public_operating", "FA02_income", "FA03_expenditure"),
    *("FA04_fiscal_total", "FA05_general", "FA06_basic_econ", "FA07_three_public", "FA08_fund", "FA09_state_capital"),
)
"""Kinds of tables whose columns are added up along a row."""
_OF_EXPENDITURE = ("basic", "project", "upward", "subsidy")
_FUNDS = ("general", "fund", "state_capital")
_SOURCES = ("fiscal", "special_account", "unit_funds", "undertaking", "business", "superior", "affiliated", "other_income", "surplus_used")
_SPACE = re.compile(r"\s+")
_SUM = re.compile(r"^(?:小计|总计)$|合计$")
Column = tuple[tuple[str, ...], str]
"""The cells of a header from top to bottom, and the name of the column."""


def parts_of(roles: Mapping[str, str | None], kind: str) -> dict[str, str]:
    """Which column sums which; nothing where a column is not understood.

    Kinds of budget (一般公共预算, 政府性基金) are parts only where no column 财政拨款 beside them holds them already.

    Args:
        roles: role of each column of money by its name, in the order of the table.
        kind: kind of the table.

    Returns:
        the name of the sum by the name of the part.

    >>> parts_of({"合计": "total", "基本支出": "basic", "项目支出": "project"}, "T03_expenditure")
    {'基本支出': '合计', '项目支出': '合计'}
    >>> parts_of({"合计": "total", "财政拨款": "fiscal", "政府性基金": "fund", "其他收入": "other_income"}, "T02_income")
    {'财政拨款': '合计', '其他收入': '合计'}
    """
    if kind not in _SUMMED:
        return {}
    columns = [(_path(name), name) for name in roles]
    is_grouped = any(len(path) > 1 for path, _ in columns) and any(len(path) == 1 and _SUM.search(path[0]) for path, _ in columns)
    if is_grouped or any(len(path) > 1 and _SUM.search(path[-1]) and _has_brothers(path, columns) for path, _ in columns):
        found: dict[str, str] = {}
        _sum_group(columns, roles, found)
        return found
    return {} if None in roles.values() else _by_role(roles, kind)


def _path(name: str) -> tuple[str, ...]:
    parts = [_SPACE.sub("", part) for part in name.split("/") if part.strip()]
    return tuple(part for at, part in enumerate(parts) if not at or part != parts[at - 1])


def _has_brothers(path: tuple[str, ...], columns: Sequence[Column]) -> bool:
    """The header has other groups than that of the path, so that its sum is not that of the whole table."""
    return any(other[: len(path) - 1] != path[:-1] for other, _ in columns)


def _sum_group(columns: Sequence[Column], roles: Mapping[str, str | None], found: dict[str, str]) -> list[str]:
    """Add what a group sums to ``found``; return what stands for it one level up: its sum, or its members."""
    single = [(path[0], name) for path, name in columns if len(path) == 1 and roles[name] != "of_which"]
    total = next((name for leaf, name in single if _SUM.search(leaf)), None)
    has_fiscal = any(roles[name] == "fiscal" for _, name in single)
    members = [name for _, name in single if name != total and not (has_fiscal and roles[name] in _FUNDS)]
    for group in dict.fromkeys(path[0] for path, _ in columns if len(path) > 1):
        members += _sum_group([(path[1:], name) for path, name in columns if len(path) > 1 and path[0] == group], roles, found)
    if total is None or any(roles[name] is None for name in members):
        return members if total is None else [total]
    found |= dict.fromkeys(members, total)
    return [total]


def _by_role(roles: Mapping[str, str | None], kind: str) -> dict[str, str]:
    """The sums of a header in one line; nothing where two columns hold the same."""
    columns = {role: name for name, role in roles.items() if role != "of_which"}
    if len(columns) < sum(role != "of_which" for role in roles.values()):
        return {}
    of_source = "current" if "current" in columns else "total"
    wholes = {"current": "total", "carryover": "total"} | dict.fromkeys(_SOURCES, of_source)
    wholes |= dict.fromkeys(_OF_EXPENDITURE, "total" if "total" in columns else "current")
    wholes |= dict.fromkeys(("personnel", "operating"), "basic" if "basic" in columns else "total")
    if "fiscal" not in columns:
        wholes |= dict.fromkeys(_FUNDS, of_source)
    if kind.endswith("_expenditure"):
        wholes["business"] = "total"
    return {name: columns[wholes[role]] for role, name in columns.items() if role in wholes and wholes[role] in columns}
