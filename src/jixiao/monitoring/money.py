"""Money during the year (预算执行监控): execution rate, schedule gap, what is carried over. Handbook 05 §5."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Derivation, Step, Unanswered, printed
from jixiao.monitoring.plan import Plan, even_pace, planned_rate
from jixiao.monitoring.result import Answer, Figure, shown_percent
from jixiao.monitoring.timing import Moment

_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Schedule:
    """Money against its plan (支出进度对比).

    Attributes:
        rate: executed ÷ budget of the year.
        planned: by the plan; by equal months where there is none.
        even: by equal months.
        gap: rate − planned.
        has_plan: whether ``planned`` is the project's own.
    """

    rate: Answer
    planned: Figure
    even: Figure
    gap: Answer
    has_plan: bool


def execution_rate(executed_yuan: Decimal | None, budget_yuan: Decimal | None) -> Answer:
    """How far the budget of the year was spent by a day (预算执行率).

    Args:
        executed_yuan: paid so far (1—N月执行数).
        budget_yuan: full-year budget ((调整后)全年预算数).
    """
    if executed_yuan is None or budget_yuan is None:
        return Unanswered("unmonitored.no_amount")
    if budget_yuan <= 0 or executed_yuan < 0:
        return Unanswered("unmonitored.no_budget", {"budget": shown_money(budget_yuan)})
    rate = Fraction(executed_yuan) / Fraction(budget_yuan)
    put_in = f"{shown_money(executed_yuan)} ÷ {shown_money(budget_yuan)}"
    return Figure(rate, Derivation((Step("monitor_step.rate", {}, "E ÷ P", put_in, shown_percent(rate)),)))


def schedule_of(executed_yuan: Decimal | None, budget_yuan: Decimal | None, plan: Plan | None, moment: Moment) -> Schedule:
    """Money against its plan on a day (支出进度对比).

    Args:
        executed_yuan: paid so far.
        budget_yuan: full-year budget.
        plan: the project's own; ``None`` for equal months.
        moment: the day.

    Source:
        Handbook 05 §5: execution rate − planned rate, in percentage points.
    """
    rate, even = execution_rate(executed_yuan, budget_yuan), even_pace(moment)
    planned = planned_rate(plan, moment) if plan is not None else even
    return Schedule(rate, planned, even, gap_of(rate, planned), plan is not None)


def gap_of(rate: Answer, planned: Figure) -> Answer:
    """Rate minus planned rate, in percentage points (进度差距)."""
    if isinstance(rate, Unanswered):
        return rate
    gap = rate.value - planned.value
    put_in = f"{shown_percent(rate.value)} − {shown_percent(planned.value)}"
    step = Step("monitor_step.gap", {}, "r − r₀", put_in, shown_percent(gap, ""))
    return Figure(gap, Derivation((*rate.derivation.steps, *planned.derivation.steps, step)))


def carryover(budget_yuan: Decimal, forecast_yuan: Decimal) -> Decimal:
    """What is expected to be left over at the end of the year (预计结转), in yuan; below 0 where more is expected than is there."""
    return budget_yuan - forecast_yuan


def shown_money(yuan: Decimal | Fraction) -> str:
    """An amount in 万元 from 10,000 yuan on."""
    exact = Fraction(yuan)
    return f"{printed(exact / _WAN)}万元" if abs(exact) >= _WAN else f"{printed(exact)}元"
