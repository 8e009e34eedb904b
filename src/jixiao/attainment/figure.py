"""A figure of monitoring (监控指标值): a number with its derivation, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jixiao.attainment import Derivation, Step, Unanswered, half_up


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate or a gap (比率、差距).

    Attributes:
        value: exact: 1 for 100 %; a gap of ten percentage points is 0.1.
        derivation: how it came about; its last step has it in percent.
    """

    value: Fraction
    derivation: Derivation

    @property
    def percent(self) -> Decimal:
        """The same in percent or percentage points, rounded half up to 0.01."""
        return half_up(self.value * 100)

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Percent as a decimal string, and the derivation."""
        return {"percent": str(self.percent), "derivation": self.derivation.as_json(lang)}


def shown_percent(value: Fraction, unit: str = "%") -> str:
    """A share in percent to 0.01, ``≈`` where that is rounded.

    >>> shown_percent(Fraction(1, 3)), shown_percent(Fraction(-1, 4))
    ('≈33.33%', '-25.00%')
    """
    rounded = half_up(value * 100)
    return f"{'' if Fraction(rounded) == value * 100 else '≈'}{rounded}{unit}"


def less(one: Figure, other: Figure, key: str, formula: str) -> Figure:
    """One share minus another, in percentage points.

    Args:
        one: from which is taken.
        other: what is taken.
        key: message of the step.
        formula: the step in letters.
    """
    gap = one.value - other.value
    put_in = f"{shown_percent(one.value)} − {shown_percent(other.value)}"
    return Figure(gap, Derivation((*one.derivation.steps, *other.derivation.steps, Step(key, {}, formula, put_in, shown_percent(gap, "")))))


Answer = Figure | Unanswered
"""A figure, or why there is none."""
