"""Texts of two years apart from the years that moved with them (随年度变化的年份)."""

from __future__ import annotations

import re

from jixiao.matching.keys import key_of

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=年|[-~至到]20\d\d年)")


def moved_key(text: str | None, year: int | None) -> str:
    """A text for comparison in which years are told from the fiscal year: equal where only the years moved along.

    >>> moved_key("2024年完成", 2024) == moved_key("2025年完成", 2025), moved_key("2024年完成", 2024) == moved_key("2024年完成", 2025)
    (True, False)
    """
    key = key_of(text) or ""
    return key if year is None else _YEAR.sub(lambda match: f"{{{int(match[1]) - year:+d}}}", key)
