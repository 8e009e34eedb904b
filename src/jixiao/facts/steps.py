"""What the last printed digit of a value counts, in the unit of the value (印刷精度)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from jixiao.values.numbers import EXACT, plain

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,24})(\.\d{1,12})?")
_POWERS = (0, 4, 8, 3, 2, 6, 7)
"""Powers of ten by which a magnitude may have multiplied a number: none, 万, 亿, 千, 百, 百万, 千万."""
_LONGEST = 400


def step_of_value(text: str | None, value: Decimal | None) -> Decimal | None:
    """The step of a value in the text that prints it; ``None`` where no number of the text is the value.

    >>> step_of_value("≤17.85万元", Decimal(178500)), step_of_value("≥95%", Decimal(95)), step_of_value("提升", None)
    (Decimal('100'), Decimal('1'), None)
    """
    if value is None or not text:
        return None
    flat = unicodedata.normalize("NFKC", text[:_LONGEST])
    for match in _NUMBER.finditer(flat):
        printed = Decimal(match[1].replace(",", "") + (match[2] or ""))
        decimals = len(match[2]) - 1 if match[2] else 0
        for power in _POWERS:
            if EXACT.multiply(printed, Decimal(10) ** power) == abs(value):
                return plain(Decimal(10) ** (power - decimals))
    return None
