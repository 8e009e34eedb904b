"""The score of execution (预算执行率得分): E ÷ P of the total row, capped at the weight, rounded once. Handbook 04 §3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Step, Unanswered, half_up, printed
from jixiao.attainment.spending import shown_money
from jixiao.model import FundingLine
from jixiao.scoring.cases import case_step
from jixiao.scoring.noticing import Notice
from jixiao.scoring.quantitative import Outcome
from jixiao.scoring.scheme import Scheme
from jixiao.scoring.standing import Score, inapplicable, scored, unscored

TOTAL = "annual"
_PARTS = ("fiscal", "carryover", "other", "special_account", "unit_funds", "self_raised")
_HUNDRED = 100
_WHOLE_PERCENT = 1


@dataclass(frozen=True, slots=True)
class Execution:
    """How far the money was spent (预算执行).

    Attributes:
        rate: executed ÷ budget of the year, exact, or the printed rate where the form prints no amounts; ``None`` where neither is there.
        rate_pct: the same in percent, to 0.01.
        score: points for it, or why there are none.
        declared: points claimed on the form.
    """

    rate: Fraction | None
    score: Score
    declared: Decimal | None = None

    @property
    def rate_pct(self) -> Decimal | None:
        """The rate in percent, rounded half up to 0.01 (执行率)."""
        return None if self.rate is None else half_up(self.rate * _HUNDRED)


@dataclass(frozen=True, slots=True)
class _Money:
    budget: Fraction | None
    executed: Fraction | None
    printed_pct: Decimal | None
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]


def score_execution(lines: Sequence[FundingLine], scheme: Scheme, *, weight: Decimal | None = None) -> Execution:
    """Score how far the budget of the year was spent (预算执行率得分).

    score = w × min(E ÷ P, 1). P is the full-year budget with what was carried over (全年预算数); the initial one only where the form has no
    other and prints the rate of that one (年初预算数（A）, 全年执行数（B）, 执行率（B/A）).

    Args:
        lines: the rows of the funding table; ``annual`` is the total row, and the only one that is scored.
        scheme: the weight, whether the rate is rounded first, pass marks, what becomes of a project without money.
        weight: points of the row where the form prints them (分值); ``None`` for the weight of the form's total row, or of the scheme.

    Returns:
        Rate and score. A total row that is blank while parts have money is computed from the parts, and noticed (EVA-010).

    Source:
        Handbook 04 §3.
    """
    total = next((line for line in lines if line.key == TOTAL), None)
    if weight is None and total is not None:
        weight = total.weight
    if weight is None and not scheme.is_open:
        weight = scheme.execution
    declared = total.score if total is not None else None
    money = _money(lines, total)
    rate, reason = _rate(money)
    notices = (*money.notices, *_rate_notices(money, rate))
    if reason is not None:
        return Execution(None, unscored(reason, weight, money.steps, notices), declared)
    if rate is None:
        return Execution(None, _without_money(weight, scheme, money), declared)
    if not weight:
        return Execution(rate, unscored(Unanswered("not_scorable.no_execution_weight"), weight, money.steps, notices), declared)
    outcome = _points(rate, weight, money, scheme)
    return Execution(rate, scored(outcome, weight, money.steps, notices), declared)


def _money(lines: Sequence[FundingLine], total: FundingLine | None) -> _Money:
    """The amounts that are scored, with the line that says where they stand."""
    parts = [line for line in lines if line.key in _PARTS] or [line for line in lines if line.key != TOTAL]
    with_money = [line for line in parts if budget_of(line, lines) or line.executed_amount]
    if total is not None and (budget_of(total, lines) or total.executed_amount or not with_money):
        return _of_line(total, lines)
    if not with_money:
        return _Money(None, None, None, (), ())
    budget = _sum(budget_of(line, lines) for line in with_money)
    executed = _sum(line.executed_amount for line in with_money)
    notices = (Notice("total_row_empty", "EVA-010"),) if total is not None else ()
    return _Money(budget, executed, None, (Step("score_step.parts", {"count": len(with_money)}),), notices)


def budget_of(line: FundingLine, lines: Sequence[FundingLine]) -> Decimal | None:
    """The budget that execution is held against: of the full year; the initial one only where the form has no other and divides by it."""
    if line.adjusted_budget is not None or any(one.adjusted_budget is not None for one in lines):
        return line.adjusted_budget
    initial, executed, rate = line.initial_budget, line.executed_amount, line.rate_pct
    if not initial or executed is None or rate is None:
        return None
    return initial if abs(Fraction(rate) - Fraction(executed) / Fraction(initial) * _HUNDRED) <= _WHOLE_PERCENT else None


def _of_line(line: FundingLine, lines: Sequence[FundingLine]) -> _Money:
    known = budget_of(line, lines)
    budget = None if known is None else Fraction(known)
    executed = None if line.executed_amount is None else Fraction(line.executed_amount)
    steps = () if known is None or line.adjusted_budget is not None else (Step("score_step.initial_budget"),)
    return _Money(budget, executed, line.rate_pct, steps, ())


def _sum(amounts: Iterable[Decimal | None]) -> Fraction | None:
    known = [Fraction(amount) for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


def _rate(money: _Money) -> tuple[Fraction | None, Unanswered | None]:
    """The rate, or why there is none; neither where there was no money at all."""
    budget, executed = money.budget, money.executed
    if budget is None or executed is None:
        if money.printed_pct is not None:
            return Fraction(money.printed_pct) / _HUNDRED, None
        return None, Unanswered("not_scorable.no_budget" if budget is None else "not_scorable.no_executed")
    if budget < 0 or executed < 0:
        return None, Unanswered("not_scorable.negative_money")
    if budget == 0:
        return None, None if executed == 0 else Unanswered("not_scorable.spent_without_budget", {"executed": _yuan(executed)}, "EVA-012")
    return executed / budget, None


def _rate_notices(money: _Money, rate: Fraction | None) -> list[Notice]:
    if rate is None:
        return []
    found = [Notice("above_budget", "EVA-012", {"rate": f"{half_up(rate * _HUNDRED)}"})] if rate > 1 else []
    computed = money.budget is not None and money.executed is not None
    if computed and money.printed_pct is not None and abs(Fraction(money.printed_pct) - rate * _HUNDRED) > Fraction(1, 10):
        values = {"declared": printed(money.printed_pct), "rate": f"{half_up(rate * _HUNDRED)}"}
        found.append(Notice("printed_rate", "EVA-006", values))
    return found


def _without_money(weight: Decimal | None, scheme: Scheme, money: _Money) -> Score:
    if scheme.settings.execution.no_money == "full" and weight:
        outcome = Outcome(Fraction(weight), "execution_full", (case_step("execution_full", result=printed(weight)),))
        return scored(outcome, weight, money.steps)
    return inapplicable("score_step.no_money", weight)


def _points(rate: Fraction, weight: Decimal, money: _Money, scheme: Scheme) -> Outcome:
    settings, w = scheme.settings.execution, Fraction(weight)
    used, steps = rate, list[Step]()
    computed = money.budget is not None and money.executed is not None
    if computed:
        steps.append(_rate_step(money, rate))
    if settings.round_rate_first is not None:
        percent = half_up(rate * _HUNDRED, settings.round_rate_first)
        used = Fraction(percent) / _HUNDRED
        steps.append(Step("score_step.rate_rounded", {"places": settings.round_rate_first}, result=f"{percent}%"))
    if settings.pass_mark is not None and used * _HUNDRED < settings.pass_mark:
        values = {"mark": printed(settings.pass_mark), "rate": printed(used * _HUNDRED)}
        return Outcome(Fraction(0), "execution_below_pass_mark", (*steps, case_step("execution_below_pass_mark", "", "0", values)))
    points = w * min(used, Fraction(1))
    if computed and settings.round_rate_first is None:
        put_in = f"{printed(w)} × min({_yuan(money.executed)} ÷ {_yuan(money.budget)}, 1)"
        return Outcome(points, "execution", (*steps, case_step("execution", put_in, printed(points))))
    put_in = f"{printed(w)} × min({printed(used * _HUNDRED)}%, 1)"
    return Outcome(points, "execution_printed", (*steps, case_step("execution_printed", put_in, printed(points))))


def _rate_step(money: _Money, rate: Fraction) -> Step:
    shown = half_up(rate * _HUNDRED)
    sign = "" if Fraction(shown) == rate * _HUNDRED else "≈"
    return Step("score_step.rate", {}, "E ÷ P", f"{_yuan(money.executed)} ÷ {_yuan(money.budget)}", f"{sign}{shown}%")


def _yuan(amount: Fraction | None) -> str:
    return "" if amount is None else shown_money(amount)
