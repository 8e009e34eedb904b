"""What to expect at the end of the year (全年预计), as a range.

Three methods, the first for which there is enough wins; none of them is a probability, and the result says which it was:

1. **Past years** (``past_years``): at least three earlier years with the share on the same day and at the end. What they still gained, the
   least, the median and the most, is added to the share of this year.
2. **Own months** (``own_months``): at least three reports of this year. Every month that is left goes like the slowest month between two
   reports, like the mean of the year so far, or like the fastest.
3. **Plan and pace** (``plan_and_pace``): a payment plan. The rest is paid as planned; or the year goes on at the pace so far; or the plan
   is followed at the same fraction as so far. The range is what these three span; the middle is the rest as planned.

A single estimate has no range, and a number without one would be false precision: then there is no forecast. Shares are whole percents,
the low end rounded down and the high end up. Money is not expected above its budget, and nothing is expected to shrink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any

from jixiao.attainment import Case, Compared, Derivation, Step, Unanswered, half_up, printed
from jixiao.attainment.derivation import Keyed
from jixiao.attainment.figure import Figure, shown_percent
from jixiao.attainment.timing import MONTHS, Moment
from jixiao.monitoring.plan import Plan, planned_rate

FEWEST = 3
"""Past years, or reports of this year, from which a range can be told."""
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Report:
    """What was reached by a day (历次监控): a share of the target or budget, cumulative from 1 January."""

    day: date
    share: Fraction


@dataclass(frozen=True, slots=True)
class PastYear:
    """An earlier year (历史年度): the share on the same day of that year, and at its end."""

    year: int
    then: Fraction
    at_end: Fraction


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect at the end of the year (全年预计), in whole percents of target or budget.

    Attributes:
        low: rounded down.
        middle: rounded half up.
        high: rounded up.
        method: ``past_years``, ``own_months``, ``plan_and_pace`` or ``year_over``.
        derivation: how it came about.
    """

    low: int
    middle: int
    high: int
    method: str
    derivation: Derivation

    def amount(self, whole: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """The same of a budget or target: low, middle, high, as precise as the percents are."""
        low, middle, high = (whole * percent / 100 for percent in (self.low, self.middle, self.high))
        return low, middle, high

    def describe(self, lang: str | None = None) -> str:
        """The range in words, with its method."""
        values = {"low": self.low, "middle": self.middle, "high": self.high, "method": Keyed(f"monitor_method.{self.method}")}
        return Keyed("monitor_forecast.range", values).text(lang)

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """The range in percent, its method and derivation."""
        found = {"low_pct": self.low, "middle_pct": self.middle, "high_pct": self.high, "method": self.method, "text": self.describe(lang)}
        return found | {"derivation": self.derivation.as_json(lang)}


def forecast_year(
    reports: Sequence[Report], *, plan: Plan | None = None, past: Sequence[PastYear] = (), cap: Fraction | None = _ONE
) -> Forecast | Unanswered:
    """What to expect at the end of the year (全年预计).

    Args:
        reports: of this year, in any order; the latest is where it stands.
        plan: the payment plan, for money.
        past: earlier years, with the same day.
        cap: the most that can be reached: 1 for money; ``None`` for a number of things.

    Returns:
        The range, or what is missing for one.
    """
    ordered = sorted(reports, key=lambda report: report.day)
    if not ordered:
        return Unanswered("unmonitored.nothing_reported")
    if fell := next(((a, b) for a, b in pairwise(ordered) if b.share < a.share), None):
        values = {"before": shown_percent(fell[0].share), "after": shown_percent(fell[1].share), "day": fell[1].day.isoformat()}
        return Unanswered("unmonitored.report_falls", values, "MON-001")
    last = ordered[-1]
    moment = Moment(last.day)
    if moment.months == MONTHS:
        return _range("year_over", (last.share, last.share, last.share), (), last.share, None)
    if len(past) >= FEWEST:
        return _from_past(last, past, cap)
    if len(ordered) >= FEWEST:
        return _from_months(ordered, moment, cap)
    if plan is not None:
        return _from_plan(last, plan, moment, cap)
    return Unanswered("unmonitored.too_little_to_forecast", {"fewest": FEWEST})


def _from_past(last: Report, past: Sequence[PastYear], cap: Fraction | None) -> Forecast:
    gains = sorted(year.at_end - year.then for year in past)
    chosen = (gains[0], Fraction(median(gains)), gains[-1])
    years = "、".join(f"{year.year} {shown_percent(year.at_end - year.then)}" for year in sorted(past, key=lambda year: year.year))
    step = Step("monitor_forecast.past_years", {"years": years}, "s + Δ", f"{shown_percent(last.share)} + {_three(chosen)}")
    low, middle, high = (last.share + gain for gain in chosen)
    return _range("past_years", (low, middle, high), (step,), last.share, cap)


def _from_months(ordered: Sequence[Report], moment: Moment, cap: Fraction | None) -> Forecast:
    start = Report(date(ordered[0].day.year, 1, 1), Fraction(0))
    places = [Fraction(0), *(Moment(report.day).months for report in ordered)]
    shares = [start.share, *(report.share for report in ordered)]
    speeds = [
        (after - before) / (later - earlier)
        for (earlier, later), (before, after) in zip(pairwise(places), pairwise(shares), strict=True)
        if later > earlier
    ]
    left = MONTHS - moment.months
    chosen = (min(speeds), shares[-1] / moment.months, max(speeds))
    put_in = f"{shown_percent(shares[-1])} + {_three(chosen)} × {printed(left)}"
    step = Step("monitor_forecast.own_months", {"count": len(ordered), "left": printed(left)}, "s + v × (12 − m)", put_in)
    low, middle, high = (shares[-1] + speed * left for speed in chosen)
    return _range("own_months", (low, middle, high), (step,), shares[-1], cap)


def _from_plan(last: Report, plan: Plan, moment: Moment, cap: Fraction | None) -> Forecast:
    planned = planned_rate(plan, moment).value
    as_planned = last.share + 1 - planned
    pace = last.share * MONTHS / moment.months
    steps = [
        Step(
            "monitor_forecast.rest_as_planned",
            {},
            "s + (1 − r₀)",
            f"{shown_percent(last.share)} + (1 − {shown_percent(planned)})",
            shown_percent(as_planned),
        ),
        Step(
            "monitor_forecast.at_pace",
            {},
            "s × 12 ÷ m",
            f"{shown_percent(last.share)} × 12 ÷ {printed(moment.months)}",
            shown_percent(pace),
        ),
    ]
    found = [as_planned, pace]
    if planned > 0:
        fraction = last.share / planned
        put_in = f"{shown_percent(last.share)} ÷ {shown_percent(planned)}"
        steps.append(Step("monitor_forecast.same_fraction", {}, "s ÷ r₀", put_in, shown_percent(fraction)))
        found.append(fraction)
    return _range("plan_and_pace", (min(found), as_planned, max(found)), tuple(steps), last.share, cap)


def _range(
    method: str, ends: tuple[Fraction, Fraction, Fraction], steps: tuple[Step, ...], reached: Fraction, cap: Fraction | None
) -> Forecast:
    """Ends kept between what is reached and the cap, in whole percents, outwards."""
    most = None if cap is None else max(cap, reached)
    low, middle, high = (max(reached, end if most is None else min(end, most)) * 100 for end in ends)
    whole = (low.numerator // low.denominator, int(half_up(middle, 0)), -(-high.numerator // high.denominator))
    values = {"low": whole[0], "high": whole[2], "method": Keyed(f"monitor_method.{method}")}
    last = Step("monitor_forecast.result", values, result=f"{whole[1]}%")
    return Forecast(whole[0], min(max(whole[1], whole[0]), whole[2]), whole[2], method, Derivation((*steps, last)))


def _three(chosen: tuple[Fraction, Fraction, Fraction]) -> str:
    return "{" + ", ".join(shown_percent(one) for one in chosen) + "}"


def forecast_deviation(compared: Compared) -> Figure | Unanswered:
    """How far the expected value of the year lies from its target (预计偏离): above 0 better, below 0 worse.

    Args:
        compared: target and expected value (全年预计完成情况) in one unit.

    Source:
        Handbook 05 §5: forecast ÷ A − 1, with the sign of the polarity.
    """
    if compared.high is not None or compared.a <= 0:
        return Unanswered("unmonitored.no_proportion")
    ratio = compared.b / compared.a
    is_ceiling = compared.case is Case.NEGATIVE
    value = 1 - ratio if is_ceiling else ratio - 1
    formula = "1 − B ÷ A" if is_ceiling else "B ÷ A − 1"
    fraction = f"{printed(compared.b)} ÷ {printed(compared.a)}"
    put_in = f"1 − {fraction}" if is_ceiling else f"{fraction} − 1"
    step = Step("monitor_step.forecast_deviation", {}, formula, put_in, shown_percent(value))
    return Figure(value, Derivation((*compared.steps, step)))
