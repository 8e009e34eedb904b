"""Money during the year (预算执行监控): execution rate, schedule gap, what is carried over. Handbook 05 §5."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.attainment import Unanswered
from jixiao.attainment.figure import Answer, Figure, less
from jixiao.attainment.spending import execution_rate
from jixiao.attainment.timing import Moment
from jixiao.monitoring.plan import Plan, even_pace, planned_rate


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
    return less(rate, planned, "monitor_step.gap", "r − r₀")


def carryover(budget_yuan: Decimal, forecast_yuan: Decimal) -> Decimal:
    """What is expected to be left over at the end of the year (预计结转), in yuan; below 0 where more is expected than is there."""
    return budget_yuan - forecast_yuan
