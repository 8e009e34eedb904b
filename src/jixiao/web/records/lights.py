"""How near a deadline is: red where it has passed, yellow three days before, green until then (期限亮灯)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

LIGHTS = ("red", "yellow", "green")
SOON = timedelta(days=3)


def light_of(due: date | None, today: date) -> str:
    """The light of a deadline; empty where there is none.

    >>> [light_of(date(2026, 9, day), date(2026, 9, 10)) for day in (9, 10, 13, 14)]
    ['red', 'yellow', 'yellow', 'green']
    """
    if due is None:
        return ""
    return "red" if due < today else "yellow" if due <= today + SOON else "green"


def lit(light: str, today: Any, soon: Any) -> Q:
    """What has a light.

    Args:
        light: one of :data:`LIGHTS`.
        today: this day, or its place in a prepared query.
        soon: the last day that is near.
    """
    if light == "red":
        return Q(due_on__lt=today)
    return Q(due_on__gte=today, due_on__lte=soon) if light == "yellow" else Q(due_on__gt=soon)
