"""Results during the year (目标完成监控): attainment of an indicator and of a project, against time, deviation. Handbook 05 §5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import (
    Actual,
    Case,
    Compared,
    Dated,
    Derivation,
    Step,
    Unanswered,
    compare,
    compare_dates,
    is_not_due,
    printed,
    read_actual,
)
from jixiao.attainment.changing import is_change
from jixiao.attainment.figure import Answer, Figure, shown_percent
from jixiao.attainment.timing import Moment
from jixiao.values import Kind, Target

_ONE = Fraction(1)
_NUMBERS = frozenset({Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC})
_DATES = frozenset({Kind.DEADLINE, Kind.PERIOD})
_NOTHING = frozenset({Kind.PLACEHOLDER, Kind.EMPTY})
_FLOWS = frozenset({"count", "people", "length", "area", "mass", "volume", "energy", "data", "money", None})
"""What adds up month by month. Rates, unit costs, temperatures and durations do not."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An indicator while the year goes on (监控指标).

    Attributes:
        name: name of the indicator.
        target: typed target of the year.
        actual: typed actual value so far (1—N月执行情况); ``None`` for a blank cell.
        weight: weight in points; ``None`` for equal weights.
        is_flow: whether it adds up month by month; ``None`` to tell it by the target.
        fiscal_year: budget year.
    """

    name: str
    target: Target
    actual: Actual | None = None
    weight: Decimal | None = None
    is_flow: bool | None = None
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an indicator got (完成进度).

    Attributes:
        watched: the indicator.
        share: actual ÷ target for more-is-better, target ÷ actual where a ceiling is exceeded, 1 where it is kept; not capped.
        attainment: the same, at most the cap.
        by_time: share ÷ share of the year elapsed, of what adds up month by month; ``None`` for anything else.
        deviation: 1 − share: above 0 behind, below 0 ahead (偏离度).
        reason: why there is no share.
    """

    watched: Watched
    share: Figure | None = None
    attainment: Figure | None = None
    by_time: Figure | None = None
    deviation: Figure | None = None
    reason: Unanswered | None = None


def progress_of(watched: Watched, moment: Moment, *, cap: Fraction = _ONE) -> Progress:
    """How far an indicator got by a day (完成进度).

    Args:
        watched: target and actual value so far.
        moment: the day.
        cap: the most that one indicator counts for the project as a whole.

    Returns:
        Its shares, or the reason why there is none: not yet due, a matter of judgement, does not compare.

    Source:
        Handbook 05 §5.
    """
    share = _share(watched, moment)
    if isinstance(share, Unanswered):
        return Progress(watched, reason=share)
    capped = min(share.value, cap)
    steps = share.derivation.steps
    if capped < share.value:
        steps = (*steps, Step("monitor_step.capped", {"cap": shown_percent(cap)}, result=shown_percent(capped)))
    return Progress(watched, share, Figure(capped, Derivation(steps)), _by_time(watched, share, moment), _deviation(share))


def _share(watched: Watched, moment: Moment) -> Answer:
    target, actual = watched.target, watched.actual
    if target.kind in _NOTHING:
        return Unanswered("unmonitored.placeholder")
    if target.kind in _DATES:
        return _dated(watched, moment)
    if target.kind not in _NUMBERS:
        return Unanswered("unmonitored.judgement", {"text": target.text})
    if actual is None:
        return Unanswered("unanswered.actual_missing")
    if is_not_due(actual.text):
        return Unanswered("unmonitored.not_yet", {"text": actual.text})
    compared = compare(target, actual)
    return compared if isinstance(compared, Unanswered) else _numeric(compared)


def _numeric(compared: Compared) -> Answer:
    a, b, high = compared.a, compared.b, compared.high
    over = b > high if high is not None else compared.case is Case.NEGATIVE and b > a
    if over:
        ceiling = high if high is not None else a
        if ceiling < 0:
            return Unanswered("unmonitored.no_proportion")
        return _figure(compared, ceiling / b, "A ÷ B", f"{printed(ceiling)} ÷ {printed(b)}", "monitor_step.over")
    if compared.case is Case.NEGATIVE or (compared.case is Case.RANGE and b >= a):
        return _figure(compared, _ONE, "", "", "monitor_step.kept")
    if a <= 0:
        return _figure(compared, _ONE, "", "", "monitor_step.kept") if a == b else Unanswered("unmonitored.no_proportion")
    return _figure(compared, max(b, Fraction(0)) / a, "B ÷ A", f"{printed(b)} ÷ {printed(a)}", "monitor_step.share")


def _figure(compared: Compared, share: Fraction, formula: str, put_in: str, key: str) -> Figure:
    return Figure(share, Derivation((*compared.steps, Step(key, {}, formula, put_in, shown_percent(share)))))


def _dated(watched: Watched, moment: Moment) -> Answer:
    actual = watched.actual
    found: Dated | Unanswered
    if actual is None or actual.value.kind in _NOTHING or is_not_due(actual.text):
        found = _due(watched, moment)
    else:
        found = compare_dates(watched.target, actual, watched.fiscal_year)
    if isinstance(found, Unanswered):
        return found
    if found.first is None:
        if moment.day < found.deadline:
            return Unanswered("unmonitored.not_due", {"deadline": found.deadline.isoformat()})
        return Figure(
            Fraction(0), Derivation((*found.steps, Step("monitor_step.overdue", {"day": moment.day.isoformat()}, result="0.00%")))
        )
    in_time = found.days_late == (0, 0)
    key = "monitor_step.in_time" if in_time else "monitor_step.late"
    return Figure(Fraction(in_time), Derivation((*found.steps, Step(key, result="100.00%" if in_time else "0.00%"))))


def _due(watched: Watched, moment: Moment) -> Dated | Unanswered:
    """A deadline of which nothing is reported: taken as not done."""
    return compare_dates(watched.target, read_actual("未完成", watched.target), watched.fiscal_year or moment.day.year)


def _by_time(watched: Watched, share: Figure, moment: Moment) -> Figure | None:
    if not _adds_up(watched):
        return None
    found = share.value / moment.elapsed
    put_in = f"{shown_percent(share.value)} ÷ ({printed(moment.months)} ÷ 12)"
    step = Step("monitor_step.by_time", {}, "B ÷ (A × m ÷ 12)", put_in, shown_percent(found))
    return Figure(found, Derivation((*share.derivation.steps, step)))


def _adds_up(watched: Watched) -> bool:
    """Whether an indicator grows month by month: a number of things to be reached, not per anything and not a change."""
    if watched.is_flow is not None:
        return watched.is_flow
    target = watched.target
    is_floor = target.kind is Kind.NUMERIC and target.polarity in {"positive", "exact"} and (target.value or 0) > 0
    return is_floor and not target.per and target.dimension in _FLOWS and not is_change(target)


def _deviation(share: Figure) -> Figure:
    found = 1 - share.value
    step = Step("monitor_step.deviation", {}, "1 − a", f"1 − {shown_percent(share.value)}", shown_percent(found))
    return Figure(found, Derivation((*share.derivation.steps, step)))


def project_attainment(found: Sequence[Progress]) -> Answer:
    """How far a project got as a whole (项目目标完成程度): the weighted mean over the indicators that have a share.

    Args:
        found: all its indicators; weights count where every one of them has one, otherwise all count the same.

    Source:
        Handbook 05 §5.
    """
    known = [(one, one.attainment) for one in found if one.attainment is not None]
    if not known:
        return Unanswered("unmonitored.nothing_measured")
    weights = [one.watched.weight for one, _ in known]
    total = sum((Fraction(weight) for weight in weights if weight is not None), Fraction(0))
    equal = None in weights or not total
    held = [_ONE if equal else Fraction(weight or 0) for weight in weights]
    mean = sum((by * figure.value for by, (_, figure) in zip(held, known, strict=True)), Fraction(0)) / sum(held)
    if equal:
        terms = " + ".join(shown_percent(figure.value) for _, figure in known)
        put_in, formula = f"({terms}) ÷ {len(known)}", "Σ aᵢ ÷ n"
    else:
        terms = " + ".join(f"{shown_percent(figure.value)} × {printed(by)}" for by, (_, figure) in zip(held, known, strict=True))
        put_in, formula = f"({terms}) ÷ {printed(total)}", "Σ aᵢ × wᵢ ÷ Σ wᵢ"
    step = Step("monitor_step.mean", {"count": len(known), "all": len(found)}, formula, put_in, shown_percent(mean))
    return Figure(mean, Derivation((step,)))


def timed_attainment(found: Sequence[Progress]) -> Answer:
    """As :func:`project_attainment`, with what adds up month by month held against the share of the year elapsed, at most 1."""
    return project_attainment([replace(one, attainment=_most_one(one.by_time)) if one.by_time else one for one in found])


def _most_one(figure: Figure) -> Figure:
    return figure if figure.value <= 1 else Figure(_ONE, figure.derivation)
