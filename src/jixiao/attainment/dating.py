"""Deadlines and days (时点指标): whether something was done in time, and how late it was."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from jixiao.attainment.actual import Actual
from jixiao.attainment.derivation import Step, Unanswered
from jixiao.values import Kind, Target

_EXACT_DAY = re.compile(r"月\s*\d{1,2}\s*[日号]|[-./]\d{1,2}[-./]\d{1,2}|(?<!\d)\d{1,2}[./]\d{1,2}(?!\d)|底|末|旬")
_WITH_MONTH = re.compile(r"月|\d{4}[-./]\d{1,2}(?!\d)")
_PERIOD = re.compile(r"(\d{4}|Y(?:\+1)?)(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline and when it was done.

    Attributes:
        deadline: last day in time.
        first: earliest day on which it can have been done; ``None`` where it was not done.
        last: latest such day: the same where the day is known, the end of the month or year where only that is printed.
        is_floor: the target says not before (不早于).
        steps: what was read, as the first lines of a derivation.
    """

    deadline: date
    first: date | None
    last: date | None
    is_floor: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def days_late(self) -> tuple[int, int] | None:
        """Least and most days after the deadline, 0 for in time; ``None`` where it was not done at all.

        A month or a year that holds the deadline is in time: the handbook allows it, and nothing printed says otherwise.
        """
        if self.first is None or self.last is None:
            return None
        if self.first <= self.deadline:
            return (0, 0)
        return ((self.first - self.deadline).days, (self.last - self.deadline).days)


def compare_dates(target: Target, actual: Actual, fiscal_year: int | None = None) -> Dated | Unanswered:
    """Hold the day on which something was done against its deadline.

    Args:
        target: of kind deadline or period; a period is due at its end.
        actual: a day, a month, a year, or words that say that it was not done.
        fiscal_year: the budget year, for a deadline that does not name its year.

    Returns:
        Both days, or why they do not compare.

    Source:
        Handbook 03 §8: ``actual date ≤ deadline``, a year alone is allowed.
    """
    deadline = target.deadline or _end_of(target.period, fiscal_year)
    if deadline is None:
        return Unanswered("unanswered.no_deadline", {"text": target.text})
    is_floor = target.operator in {"≥", ">"}
    if actual.is_undone:
        step = Step("attaining.undone", {"text": target.text, "deadline": deadline.isoformat(), "actual": actual.text})
        return Dated(deadline, None, None, is_floor, (step,))
    value = actual.value
    if value.kind in {Kind.EMPTY, Kind.PLACEHOLDER}:
        return Unanswered("unanswered.actual_missing")
    last = (value.deadline or _end_of(value.period, fiscal_year)) if value.kind in {Kind.DEADLINE, Kind.PERIOD} else None
    if last is None:
        return Unanswered("unanswered.actual_is_no_day", {"text": actual.text}, "EVA-015")
    first = _first_of(value, last)
    day = first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"
    step = Step("attaining.days", {"text": target.text, "deadline": deadline.isoformat(), "actual": actual.text, "day": day})
    return Dated(deadline, first, last, is_floor, (step,))


def _end_of(period: str | None, fiscal_year: int | None) -> date | None:
    """The last day of ``2024``, ``2024-Q3``, ``2024-H1``, ``2024-06`` or ``Y-12-31``."""
    match = _PERIOD.fullmatch(period or "")
    if not match:
        return None
    if match[1].isdigit():
        year = int(match[1])
    elif fiscal_year is None:
        return None
    else:
        year = fiscal_year + (1 if match[1] == "Y+1" else 0)
    month = int(match[2]) * 3 if match[2] else int(match[3]) * 6 if match[3] else int(match[4] or 12)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    longest = calendar.monthrange(year, month)[1]
    return date(year, month, min(int(match[5]), longest) if match[5] else longest)


def _first_of(value: Target, last: date) -> date:
    """The first day that a text allows: that of the month or year where no day is printed."""
    if value.kind is Kind.PERIOD:
        match = _PERIOD.fullmatch(value.period or "")
        if match and match[2]:
            return date(last.year, last.month - 2, 1)
        if match and match[3]:
            return date(last.year, last.month - 5, 1)
        return date(last.year, last.month if match and match[4] else 1, 1)
    if _EXACT_DAY.search(value.text) or last.day != calendar.monthrange(last.year, last.month)[1]:
        return last
    return date(last.year, last.month if _WITH_MONTH.search(value.text) else 1, 1)
