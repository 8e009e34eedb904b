"""A project in a round of monitoring (项目绩效运行监控): everything that is computed of it, together. Handbook 05 §12 is an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Unanswered
from jixiao.attainment.figure import Answer, Figure
from jixiao.attainment.progress import Progress, Watched, progress_of, project_attainment, timed_attainment
from jixiao.attainment.spending import dual_gap
from jixiao.attainment.timing import Moment
from jixiao.monitoring.actions import Attainability, Suggestion, suggest_actions
from jixiao.monitoring.dual import Cell, cell_of
from jixiao.monitoring.forecast import Forecast, PastYear, Report, forecast_year
from jixiao.monitoring.lights import DEFAULT, Lit, light_of_indicator, light_of_money, light_of_project, light_sets
from jixiao.monitoring.money import Schedule, schedule_of
from jixiao.monitoring.plan import Plan, read_plan
from jixiao.monitoring.warning import Warned, deviation_severity, dual_warning, execution_warning, next_warning


@dataclass(frozen=True, slots=True)
class Round:
    """What was reported of a project in a round (监控填报).

    Attributes:
        moment: the day until which it reports.
        budget_yuan: full-year budget.
        executed_yuan: paid so far.
        payment_plan: as the form of the targets prints it.
        indicators: with their actual values so far.
        earlier: executed so far on the days of earlier rounds, in yuan.
        past: earlier years of the same project.
        causes: code of each cause to its explanation.
        attainability: whether the target can still be reached.
    """

    moment: Moment
    budget_yuan: Decimal | None
    executed_yuan: Decimal | None
    payment_plan: Mapping[str, str | None] | None = None
    indicators: tuple[Watched, ...] = ()
    earlier: tuple[tuple[Moment, Decimal], ...] = ()
    past: tuple[PastYear, ...] = ()
    causes: Mapping[str, str] | None = None
    attainability: Attainability | None = None


@dataclass(frozen=True, slots=True)
class Monitored:
    """A project in a round, computed (监控结果); every figure has its derivation or says why there is none.

    Attributes:
        round: what was reported.
        plan_fault: what is wrong with the payment plan; equal months stand in for it then.
        schedule: money against its plan.
        progress: of each indicator.
        attainment: of the project.
        gap: attainment − execution rate.
        cell: of the dual matrix.
        money_light: by the chosen set, or by the own plan where that has none for money.
        lights: of the indicators, in their order.
        project_light: of the results as a whole, by the default set; adjusted for time where the chosen set is.
        warnings: of money and of results against money.
        upcoming: the next round with the warning that it would bring, if nothing more were paid.
        forecast: of the money at the end of the year.
        suggestions: actions that fit.
    """

    round: Round
    plan_fault: Unanswered | None
    schedule: Schedule
    progress: tuple[Progress, ...]
    attainment: Answer
    gap: Answer
    cell: Cell | Unanswered
    money_light: Lit | Unanswered
    lights: tuple[Lit | Unanswered, ...]
    project_light: Lit | Unanswered
    warnings: tuple[Warned, ...]
    upcoming: tuple[int, Warned | Unanswered] | None
    forecast: Forecast | Unanswered
    suggestions: tuple[Suggestion, ...]


def watch(reported: Round, *, lights: str = DEFAULT) -> Monitored:
    """Compute a project in a round of monitoring (项目绩效运行监控).

    Args:
        reported: what was reported.
        lights: the set of lights for indicators and, where it has some for money, for money.

    Returns:
        Everything that handbook 05 §5 and §6 name.
    """
    moment, day = reported.moment, reported.moment.day
    plan = read_plan(reported.payment_plan)
    fault = plan if isinstance(plan, Unanswered) else None
    followed = None if isinstance(plan, Unanswered) else plan
    schedule = schedule_of(reported.executed_yuan, reported.budget_yuan, followed, moment)
    progress = tuple(progress_of(indicator, moment) for indicator in reported.indicators)
    attainment = project_attainment(progress)
    gap, cell = dual_gap(attainment, schedule.rate), cell_of(attainment, schedule, day)
    money_lights = lights if "money" in light_sets()[lights].of else "own_plan"
    warned = [execution_warning(schedule.rate, day), dual_warning(gap, day)]
    severity = deviation_severity(Figure(1 - attainment.value, attainment.derivation), day) if isinstance(attainment, Figure) else "none"
    return Monitored(
        reported,
        fault,
        schedule,
        progress,
        attainment,
        gap,
        cell,
        light_of_money(schedule, moment, money_lights),
        tuple(light_of_indicator(one, moment, lights) for one in progress),
        light_of_project(timed_attainment(progress) if light_sets()[lights].measure == "timed" else attainment),
        tuple(one for one in warned if isinstance(one, Warned) and one.is_warning),
        next_warning(schedule.rate, day),
        forecast_year(_reports(reported), plan=followed, past=reported.past),
        _suggestions(reported, cell, severity),
    )


def _reports(reported: Round) -> Sequence[Report]:
    """Shares of the budget on the days of all rounds so far."""
    budget = reported.budget_yuan
    if budget is None or budget <= 0:
        return ()
    told = [*reported.earlier, *([(reported.moment, reported.executed_yuan)] if reported.executed_yuan is not None else [])]
    return [Report(moment.day, Fraction(executed) / Fraction(budget)) for moment, executed in told]


def _suggestions(reported: Round, cell: Cell | Unanswered, severity: str) -> tuple[Suggestion, ...]:
    is_complete = reported.executed_yuan is not None and any(one.actual is not None for one in reported.indicators)
    return suggest_actions(
        None if isinstance(cell, Unanswered) else cell,
        severity=severity,
        given=tuple(reported.causes or ()),
        is_complete=is_complete,
        attainability=reported.attainability,
    )


__all__ = ["Monitored", "Plan", "Round", "watch"]
