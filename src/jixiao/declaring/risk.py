"""How much a reviewer should look at a declaration: what was found in it, weighted by its money (风险值)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

POINTS = {"error": 10, "warning": 3, "info": 1}
"""Points of a finding by its severity."""
_MOST = 99_999


@dataclass(frozen=True, slots=True)
class Risk:
    """A figure to order a queue by, with what it is made of (风险值).

    Attributes:
        points: of the findings, by :data:`POINTS`.
        factor: of the money.
        value: points × factor, rounded.
    """

    points: int
    factor: Decimal
    value: int


def risk_of(errors: int, warnings: int, infos: int, annual_yuan: Decimal | None) -> Risk:
    """The risk of a declaration.

    risk = (10 × errors + 3 × warnings + 1 × notes) × (1 + lg(1 + money in 万元)), rounded half up. Ten times the money counts one step
    more and not ten times as much, so that a large project with a note does not stand before a small one that is wrong; nothing found
    is no risk. The weights are our own; no rule gives any.

    Args:
        errors: findings of severity error, explained ones too.
        warnings: of severity warning.
        infos: of severity info.
        annual_yuan: money of the year in yuan; nothing or less counts as none.

    >>> risk_of(2, 1, 0, Decimal(1_200_000))
    Risk(points=23, factor=Decimal('3.08'), value=71)
    >>> risk_of(0, 0, 0, Decimal(10) ** 12).value, risk_of(0, 1, 0, None).value
    (0, 3)
    """
    points = POINTS["error"] * errors + POINTS["warning"] * warnings + POINTS["info"] * infos
    factor = Decimal(f"{1 + math.log10(1 + max(float(annual_yuan or 0), 0.0) / 10_000):.2f}")  # no money: a float is exact enough
    return Risk(points, factor, min(int((points * factor).quantize(Decimal(1), ROUND_HALF_UP)), _MOST))
