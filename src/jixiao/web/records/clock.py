"""What time it is; demonstrations and tests tell what happened on other days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_SATURDAY = 5
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is another time; it must know its time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def now() -> datetime:
    """This moment, in UTC."""
    return _told.get() or timezone.now()


def beginning_of(day: date) -> datetime:
    """The first moment of a day where the office is."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def today() -> date:
    """This day where the office is."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day of a moment where the office is."""
    return timezone.localtime(moment).date()


def working_day(days: int, of: date) -> date:
    """So many working days after a day, before it where they are less than none; Saturdays and Sundays are none (工作日).

    Holidays are not known: they are announced year by year.

    >>> friday = date(2026, 11, 27)
    >>> [working_day(days, friday).isoformat() for days in (-1, 0, 1)]
    ['2026-11-26', '2026-11-27', '2026-11-30']
    >>> working_day(-1, date(2026, 11, 30)).isoformat(), working_day(-1, date(2026, 11, 29)).isoformat()
    ('2026-11-27', '2026-11-27')
    """
    step, left = timedelta(days=1 if days > 0 else -1), abs(days)
    while left:
        of += step
        left -= of.weekday() < _SATURDAY
    return of
