"""What time it is; demonstrations and tests tell what happened on other days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

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
    return timezone.localtime(now()).date()
