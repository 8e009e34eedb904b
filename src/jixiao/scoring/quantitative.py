"""Scores of numbers (定量指标得分): positive, negative, exact, range, strict, change, zero. Handbook 04 §4.1."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Case, Compared, Step, Unanswered, printed
from jixiao.scoring.cases import case_step
from jixiao.scoring.scheme import Scheme

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points before they are rounded (未取整的得分).

    Attributes:
        points: exact.
        case: id of the case in ``formulas.toml``.
        steps: the lines that lead to them.
        is_equal_to_strict_bound: a strict target was just equalled.
    """

    points: Fraction
    case: str
    steps: tuple[Step, ...]
    is_equal_to_strict_bound: bool = False


def score_number(compared: Compared, weight: Decimal, scheme: Scheme, *, is_satisfaction: bool = False) -> Outcome | Unanswered:
    """Points for a number that was held against its target (定量指标得分).

    Args:
        compared: target and actual value in one unit.
        weight: points of the indicator (分值).
        scheme: settings for exact and strict targets and for pass marks.
        is_satisfaction: the indicator asks for satisfaction, for which a scheme may have intervals.

    Returns:
        Points from 0 to the weight, not yet rounded, or why there are none.

    Source:
        Handbook 04 §4.1; the mark of each case is in ``formulas.toml``.
    """
    w = Fraction(weight)
    marks = scheme.settings.attainment
    if is_satisfaction and compared.unit == "%" and marks.satisfaction_full is not None and marks.satisfaction_least is not None:
        return _satisfaction(compared, w, Fraction(marks.satisfaction_full), Fraction(marks.satisfaction_least))
    found = _scored(compared, w, scheme)
    if isinstance(found, Unanswered) or marks.pass_mark is None or not w:
        return found
    share = found.points / w * _HUNDRED
    if share >= marks.pass_mark:
        return found
    step = case_step("below_pass_mark", result="0", values={"mark": printed(marks.pass_mark), "share": printed(share)})
    return Outcome(Fraction(0), "below_pass_mark", (*found.steps, step))


def _scored(compared: Compared, w: Fraction, scheme: Scheme) -> Outcome | Unanswered:
    if compared.case is Case.RANGE:
        return _range(compared, w)
    if compared.case is Case.EXACT and scheme.settings.exact == "strict":
        return _exact_strict(compared, w)
    if compared.is_strict and compared.a == compared.b != 0:
        return _just_equal(w, scheme)
    if compared.case is Case.NEGATIVE:
        return _negative(compared, w)
    return _positive(compared, w)


def _outcome(points: Fraction, case: str, put_in: str = "") -> Outcome:
    return Outcome(points, case, (case_step(case, put_in, printed(points)),))


def _positive(compared: Compared, w: Fraction) -> Outcome | Unanswered:
    """The higher the better; an exact target as well, unless the scheme is strict with it."""
    name = "exact" if compared.case is Case.EXACT else "positive"
    a, b = compared.a, compared.b
    if a == 0 and compared.case is Case.EXACT:
        return _outcome(w, "zero_met") if b == 0 else _outcome(Fraction(0), "zero_missed")
    if a == 0:
        return Unanswered("not_scorable.zero_target")
    if b >= a:
        return _outcome(w, f"{name}_met")
    if a < 0:
        return Unanswered("not_scorable.negative_target", {"a": printed(a)})
    if b < 0:
        return Outcome(Fraction(0), "wrong_way", (case_step("wrong_way", result="0", values={"b": printed(b)}),))
    return _outcome(w * b / a, f"{name}_short", f"{printed(w)} × {printed(b)} ÷ {printed(a)}")


def _negative(compared: Compared, w: Fraction) -> Outcome | Unanswered:
    a, b = compared.a, compared.b
    if b <= a:
        return _outcome(w, "zero_met" if a == 0 else "negative_met")
    if a == 0:
        return _outcome(Fraction(0), "zero_missed")
    if a < 0:
        return Unanswered("not_scorable.negative_target", {"a": printed(a)})
    return _outcome(w * a / b, "negative_over", f"{printed(w)} × {printed(a)} ÷ {printed(b)}")


def _range(compared: Compared, w: Fraction) -> Outcome | Unanswered:
    low, high, b = compared.a, compared.high if compared.high is not None else compared.a, compared.b
    if low <= b <= high:
        return _outcome(w, "range_inside")
    if (b < low and low <= 0) or (b > high and high <= 0):
        return Unanswered("not_scorable.negative_target", {"a": printed(low if b < low else high)})
    if b < low:
        b = max(b, Fraction(0))
        return _outcome(w * b / low, "range_below", f"{printed(w)} × {printed(b)} ÷ {printed(low)}")
    return _outcome(w * high / b, "range_above", f"{printed(w)} × {printed(high)} ÷ {printed(b)}")


def _exact_strict(compared: Compared, w: Fraction) -> Outcome:
    a, b = compared.a, compared.b
    if a == 0:
        return _outcome(w, "zero_met") if b == 0 else _outcome(Fraction(0), "zero_missed")
    share = 1 - min(Fraction(1), abs(b - a) / abs(a))
    put_in = f"{printed(w)} × (1 − min(1, |{printed(b)} − {printed(a)}| ÷ |{printed(a)}|))"
    return _outcome(w * share, "exact_strict", put_in)


def _just_equal(w: Fraction, scheme: Scheme) -> Outcome | Unanswered:
    """More than 95 % demanded and 95 % achieved: not met in words, and yet nothing is missing."""
    mode = scheme.settings.strict_bound
    if mode == "ask":
        return Unanswered("not_scorable.strict_equal")
    points = w if mode == "met" else w * 99 / _HUNDRED
    case = "strict_met" if mode == "met" else "strict_99"
    put_in = "" if mode == "met" else f"{printed(w)} × 0.99"
    return Outcome(points, case, (case_step(case, put_in, printed(points)),), is_equal_to_strict_bound=True)


def _satisfaction(compared: Compared, w: Fraction, full: Fraction, least: Fraction) -> Outcome:
    """Satisfaction by intervals: full, at its own rate, nothing."""
    b = compared.b
    values = {"full": printed(full), "least": printed(least), "b": printed(b)}
    if b >= full:
        return Outcome(w, "satisfaction_full", (case_step("satisfaction_full", "", printed(w), values),))
    if b < least:
        return Outcome(Fraction(0), "satisfaction_below", (case_step("satisfaction_below", "", "0", values),))
    points = w * b / _HUNDRED
    put_in = f"{printed(w)} × {printed(b)} ÷ 100"
    return Outcome(points, "satisfaction_rate", (case_step("satisfaction_rate", put_in, printed(points), values),))
