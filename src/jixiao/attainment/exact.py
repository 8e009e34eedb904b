"""Exact arithmetic (精确计算): fractions inside, rounded once, half up, where a figure is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.values.target import plain_decimal

_MOST_PLACES = 6


def exact(number: Decimal | int) -> Fraction:
    """A decimal as a fraction, so that dividing loses nothing."""
    return Fraction(number)


def half_up(number: Fraction, places: int = 2) -> Decimal:
    """Round half away from zero (四舍五入), as people round and as the forms print.

    Args:
        number: any exact number.
        places: decimals that remain.

    >>> half_up(Fraction(475, 100) + Fraction(5, 1000)), half_up(Fraction(-1, 8)), half_up(Fraction(997, 10), 0)
    (Decimal('4.76'), Decimal('-0.13'), Decimal('100'))
    """
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if number < 0 else whole).scaleb(-places)


def printed(number: Fraction | Decimal) -> str:
    """A number for a derivation: all its decimals where there are at most six, otherwise ``≈`` and six.

    >>> printed(Fraction(2385, 2)), printed(Fraction(1, 3))
    ('1192.5', '≈0.333333')
    """
    value = Fraction(number)
    rounded = half_up(value, _MOST_PLACES)
    return plain_decimal(rounded) if rounded == value else f"≈{plain_decimal(rounded)}"
