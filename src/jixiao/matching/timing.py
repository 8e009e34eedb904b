"""Dates and frequencies of two targets: earlier and later, more and less often (时点与频次的比较)."""

from __future__ import annotations

import re
from calendar import monthrange

from jixiao.values import Target

_OFTEN = {"continuous": 7, "daily": 6, "weekly": 5, "monthly": 4, "quarterly": 3, "half_yearly": 2, "yearly": 1}
_PERIOD = re.compile(r"(Y(?:\+1)?|\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?))?$")
_LAST_MONTH = 12


def compare_deadlines(old: Target, new: Target, years: tuple[int | None, int | None]) -> tuple[int | None, str]:
    """How two dates are in order, each seen from its own fiscal year.

    Returns:
        Above 0 where the new one is later (looser), below where it is earlier, and the reason; ``None`` where they cannot be ordered.
    """
    left, right = _day_of(old, years[0]), _day_of(new, years[1])
    if left is None or right is None:
        return None, "date"
    if {old.operator, new.operator} & {"≥", ">"}:
        return None, "date"
    if _names_year(old) != _names_year(new) and None in years:
        return None, "date"
    if years[0] is not None and years[1] is not None and years[0] != years[1]:
        if _printed_year(new) is not None and _printed_year(new) == _printed_year(old) and left[0] == 0 and right[0] < 0:
            return None, "last_year"
        if left == right and (_printed_year(old) or _printed_year(new)):
            return 0, "moved_with_year"
    if left == right:
        return 0, "same_value"
    return (1, "later") if right > left else (-1, "earlier")


def compare_schedules(old: Target, new: Target) -> tuple[int | None, str]:
    """How often: rarer is looser. Only words for a frequency can be ordered."""
    if old.schedule == new.schedule:
        return 0, "same_schedule"
    if old.schedule in _OFTEN and new.schedule in _OFTEN:
        return _OFTEN[old.schedule] - _OFTEN[new.schedule], "frequency"
    return None, "schedule"


def _printed_year(target: Target) -> int | None:
    """The year that the date names."""
    if target.deadline is not None and str(target.deadline.year) in target.text:
        return target.deadline.year
    match = _PERIOD.match(target.period or "")
    return int(match[1]) if match and match[1].isdigit() else None


def _names_year(target: Target) -> bool:
    match = _PERIOD.match(target.period or "")
    return target.deadline is not None or bool(match and match[1].isdigit())


def _day_of(target: Target, year: int | None) -> tuple[int, int, int] | None:
    """Year relative to the fiscal year, month and day of the last day that is good enough."""
    if target.deadline is not None:
        return target.deadline.year - (year or 0), target.deadline.month, target.deadline.day
    match = _PERIOD.match(target.period or "")
    if not match:
        return None
    relative = {"Y": 0, "Y+1": 1}.get(match[1])
    if relative is None:
        relative = int(match[1]) - (year or 0)
    month = _LAST_MONTH
    if match["half"]:
        month = 6 * int(match["half"])
    elif match["quarter"]:
        month = 3 * int(match["quarter"])
    elif match["month"]:
        month = int(match["month"])
    last = monthrange(year or 2023, month)[1] if 1 <= month <= _LAST_MONTH else 31
    return relative, month, int(match["day"]) if match["day"] else last
