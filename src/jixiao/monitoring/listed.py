"""Projects in a list of money by month (监控汇总表): a table with a row for each project, its budget and what was paid until a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.layouts import lexicon
from jixiao.layouts.rounds import named_month
from jixiao.model import FundingLine, MonitoringRound, Project, Table
from jixiao.provenance import SourceRef

_BUDGETS = ("adjusted_budget", "initial_budget")
_MONEY = (*_BUDGETS, "executed_amount", "forecast_amount")


def listed_projects(table: Table) -> Iterator[Project]:
    """The projects of a list with their money; nothing for any other table.

    Args:
        table: as it was read; it has a column 项目名称, one of the budget, and one of what was paid until a month (1—N月执行数).
    """
    columns = _columns(table)
    executed = columns.get("executed_amount", "")
    month = named_month(executed)
    is_list = any("name" in lexicon.roles("fields", _leaf(name)) for name in table.columns)
    if not is_list or month is None or not any(key in columns for key in _BUDGETS):
        return
    for line in table.lines:
        if line.level == 0 or not line.name:
            continue
        money = {key: line.values_yuan.get(columns[key]) for key in _MONEY if key in columns}
        yield Project(name=line.name, funding=[_funding(money, line.source)], monitoring=MonitoringRound(month=month), source=line.source)


def _funding(money: Mapping[str, Decimal | None], source: SourceRef) -> FundingLine:
    return FundingLine(key="annual", source=source, **money)


def _columns(table: Table) -> dict[str, str]:
    """The column of each kind of money."""
    found: dict[str, str] = {}
    for name in table.columns:
        for role in lexicon.roles("funding", _leaf(name)):
            if role in _MONEY:
                found.setdefault(role, name)
    return found


def _leaf(name: str) -> str:
    return name.rsplit("/", 1)[-1]
