"""How far a project of a monitoring table got (目标完成程度): the one reading on which the facts and :mod:`jixiao.monitoring` stand."""

from __future__ import annotations

from decimal import Decimal

from jixiao.attainment import Unanswered, read_actual
from jixiao.attainment.figure import Answer
from jixiao.attainment.progress import Watched, progress_of, project_attainment
from jixiao.attainment.timing import at_month_end
from jixiao.model import FundingLine, Indicator, Project
from jixiao.values import Kind

_NOTHING = (Kind.PLACEHOLDER, Kind.EMPTY)


def money_of(project: Project) -> FundingLine | None:
    """The row of the year as a whole (年度资金总额)."""
    return next((line for line in project.funding if line.key == "annual"), None)


def budget_of(project: Project) -> Decimal | None:
    """The adjusted budget of the year, or the initial one where it was not adjusted."""
    money = money_of(project)
    if money is None:
        return project.amounts.get("annual")
    return money.adjusted_budget if money.adjusted_budget is not None else money.initial_budget


def watched(item: Indicator, year: int | None) -> Watched:
    """An indicator with what was reached so far, typed."""
    actual = item.monitoring.actual if item.monitoring else None
    actual = actual or (item.result.actual if item.result else None)
    read = None
    if actual is not None and actual.kind not in _NOTHING:
        read = read_actual(actual.text, item.target, name=item.name, level2_code=item.level2_code, fiscal_year=year)
    return Watched(item.name, item.target, read, item.weight, fiscal_year=year)


def attainment_of(project: Project, year: int | None) -> tuple[Answer, int]:
    """How far a project got by the end of the month until which its monitoring table reports, and how many indicators tell it."""
    month = project.monitoring.month if project.monitoring else None
    if month is None or year is None:
        return Unanswered("unmonitored.nothing_measured"), 0
    moment = at_month_end(year, month)
    found = [progress_of(watched(item, year), moment) for item in project.indicators if not item.placeholder]
    return project_attainment(found), sum(1 for one in found if one.attainment is not None)
