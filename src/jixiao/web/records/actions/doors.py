"""Doors that close after failures, whatever was wrong: a password, a code (登录锁定)."""

from __future__ import annotations

from datetime import timedelta

from jixiao.web.records import clock
from jixiao.web.records.models import Person

FAILURES = 5
LOCKED = timedelta(minutes=15)


def count_failure(person: Person) -> None:
    """One more failure of somebody who is locked for it: the fifth closes the door for a quarter of an hour."""
    person.failed_logins += 1
    if person.failed_logins >= FAILURES:
        person.failed_logins, person.locked_until = 0, clock.now() + LOCKED
    person.save(update_fields=["failed_logins", "locked_until"])
