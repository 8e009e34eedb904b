"""Money spent of a budget (预算执行率), and results held against it (目标与资金的差距). Handbook 05 §5."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.attainment.derivation import Derivation, Step, Unanswered
from jixiao.attainment.exact import printed
from jixiao.attainment.figure import Answer, Figure, less, shown_percent

_WAN = 10_000


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


def dual_gap(attainment: Answer, rate: Answer) -> Answer:
    """Attainment minus execution rate, in percentage points (目标与资金的差距).

    Above 0 money is behind results, below 0 results are behind money.

    Source:
        Handbook 05 §5.
    """
    if isinstance(attainment, Unanswered):
        return attainment
    if isinstance(rate, Unanswered):
        return rate
    return less(attainment, rate, "monitor_step.dual_gap", "a − r")


def shown_money(yuan: Decimal | Fraction) -> str:
    """An amount in 万元 from 10,000 yuan on."""
    exact = Fraction(yuan)
    return f"{printed(exact / _WAN)}万元" if abs(exact) >= _WAN else f"{printed(exact)}元"
