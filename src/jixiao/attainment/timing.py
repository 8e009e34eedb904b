"""Where a day stands in its year (时间进度): months elapsed, with the part of the month that has begun."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of the budget year (监控时点), and how much of the year is over by its end."""

    day: date

    @property
    def months(self) -> Fraction:
        """Months over by the end of the day: 7 for 31 July, 6.5 for 15 June of a month of 30 days.

        >>> Moment(date(2024, 7, 31)).months, Moment(date(2024, 6, 15)).months
        (Fraction(7, 1), Fraction(11, 2))
        """
        longest = calendar.monthrange(self.day.year, self.day.month)[1]
        return self.day.month - 1 + Fraction(self.day.day, longest)

    @property
    def elapsed(self) -> Fraction:
        """The share of the year that is over (序时进度), 0 to 1."""
        return self.months / MONTHS


def at_month_end(year: int, month: int) -> Moment:
    """The end of a month, as most rounds have it (月末)."""
    return Moment(date(year, month, calendar.monthrange(year, month)[1]))
