"""Scores of deadlines (时点指标得分): in time, late by tiers, in proportion or not at all. Handbook 04 §4.1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Dated, Unanswered, printed
from jixiao.scoring.cases import case_step
from jixiao.scoring.quantitative import Outcome
from jixiao.scoring.scheme import Scheme

_NONE = Fraction(0)


def score_date(dated: Dated, weight: Decimal, scheme: Scheme) -> Outcome | Unanswered:
    """Points for something that was due on a day (时点指标得分).

    Args:
        dated: deadline and day of completion.
        weight: points of the indicator (分值).
        scheme: what being late costs.

    Returns:
        Points not yet rounded, or why there are none: a month is printed and its first and last day would score differently.
    """
    w, late = Fraction(weight), dated.days_late
    if late is None or dated.first is None:
        return Outcome(_NONE, "date_undone", (case_step("date_undone", result="0"),))
    if dated.is_floor:
        if dated.first >= dated.deadline:
            return Outcome(w, "date_met", (case_step("date_met", result=printed(w)),))
        return Unanswered("not_scorable.too_early", {"deadline": dated.deadline.isoformat()})
    first, last = (_for_days(days, dated.deadline, w, scheme) for days in late)
    if first.points != last.points:
        return Unanswered("not_scorable.day_needed", {"least": late[0], "most": late[1]})
    return last


def _for_days(days: int, deadline: date, w: Fraction, scheme: Scheme) -> Outcome:
    late, origin = scheme.settings.late, scheme.origin_of("late")
    if days <= 0:
        return Outcome(w, "date_met", (case_step("date_met", result=printed(w)),))
    if late.mode == "zero":
        return Outcome(_NONE, "date_zero", (case_step("date_zero", result="0", values={"days": days}, origin=origin),))
    if late.mode == "proportional":
        allowed = (deadline - date(deadline.year, 1, 1)).days + 1
        points = w * allowed / (allowed + days)
        put_in = f"{printed(w)} × {allowed} ÷ {allowed + days}"
        step = case_step("date_proportional", put_in, printed(points), values={"days": days}, origin=origin)
        return Outcome(points, "date_proportional", (step,))
    for most, share in late.tiers:
        if days <= most:
            points = w * Fraction(share) / 100
            put_in = f"{printed(w)} × {printed(share)}%"
            return Outcome(
                points, "date_tier", (case_step("date_tier", put_in, printed(points), values={"days": days, "most": most}, origin=origin),)
            )
    most = late.tiers[-1][0]
    return Outcome(_NONE, "date_too_late", (case_step("date_too_late", result="0", values={"days": days, "most": most}, origin=origin),))
