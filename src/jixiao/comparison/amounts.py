"""Amounts in the unit in which people compare them (万元)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from jixiao.messages import text

_WAN = Decimal(10_000)
_CENT = Decimal("0.01")


def wan(amount: Decimal | None, *, is_signed: bool = False) -> str:
    """An amount in 万元, with two places where it has any.

    >>> wan(Decimal("1234500")), wan(Decimal("20000"), is_signed=True), wan(Decimal(-123456))
    ('123.45', '+2', '-12.35')
    """
    if amount is None:
        return text("diff.no_amount")
    number = (amount / _WAN).quantize(_CENT, ROUND_HALF_UP)
    whole = number.to_integral_value()
    sign = "+" if is_signed and number else ""
    return f"{whole:{sign},f}" if number == whole else f"{number:{sign},f}"
