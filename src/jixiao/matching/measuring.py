"""Numbers of two targets in one unit, and the results that are good enough for each (达标区间)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.values import Polarity, Target
from jixiao.values.directions import is_better_few, wanted_direction
from jixiao.values.lexicon import any_of

_INFINITE = Decimal("Infinity")
_EACH = {
    "minute": ("minute", Decimal(1)),
    "hour": ("minute", Decimal(60)),
    "day": ("minute", Decimal(1440)),
    "month": ("month", Decimal(1)),
    "year": ("month", Decimal(12)),
}
_TIMES_A_YEAR = {
    **dict.fromkeys(("日", "天"), Decimal(365)),
    **dict.fromkeys(("周", "星期"), Decimal(52)),
    **dict.fromkeys(("月", "个月"), Decimal(12)),
    **dict.fromkeys(("季", "季度"), Decimal(4)),
    **dict.fromkeys(("半年",), Decimal(2)),
    **dict.fromkeys(("年", "年度"), Decimal(1)),
}
_FLOORS, _CEILINGS = frozenset({"≥", ">"}), frozenset({"≤", "<"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in the unit in which it is compared, and its operator.

    ``unit`` is what must be equal: the unit with what it is per, apart from stretches of time, which are counted for a year.
    """

    target: Target
    operator: str
    low: Decimal
    high: Decimal
    unit: tuple[str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """Results that are good enough: from ``low`` to ``high``; an end that is open is not among them."""

    low: Decimal
    high: Decimal
    is_low_open: bool = False
    is_high_open: bool = False

    def covers(self, other: Allowed) -> bool:
        """All results that are good enough for ``other`` are good enough for this."""
        low = self.low < other.low or (self.low == other.low and (not self.is_low_open or other.is_low_open))
        high = self.high > other.high or (self.high == other.high and (not self.is_high_open or other.is_high_open))
        return low and high


def measured(target: Target) -> Measured | None:
    """A target with a number, in the unit in which it is compared; ``None`` where it has none."""
    if target.value is None:
        return None
    unit, factor = _EACH.get(target.unit or "", (target.unit, Decimal(1)))
    per: list[str] = []
    for part in target.per:
        if part in _TIMES_A_YEAR and target.dimension != "money":
            factor *= _TIMES_A_YEAR[part]
        else:
            per.append(part)
    high = target.value if target.value_high is None else target.value_high
    return Measured(target, target.operator or "=", target.value * factor, high * factor, (unit, tuple(per)))


def allowed_sets(old: Measured, new: Measured, name: str, level2_code: str | None) -> tuple[Allowed, Allowed] | None:
    """Which results are good enough for two targets of one indicator.

    A number without an operator is a floor where more is wanted, a ceiling where less is, and itself where neither is known.

    Returns:
        The two, or ``None`` where the operators want opposite things, or other things than the name.
    """
    operators = {old.operator, new.operator}
    upward, downward = bool(operators & _FLOORS), bool(operators & _CEILINGS)
    if upward and downward:
        return None
    wanted = wanted_direction(name)
    is_decrease_measured = any_of("polarity", "flips").search(name) is not None  # 事故减少 ≥5%: the number tells how much less
    if (wanted == "decrease" and upward and not is_decrease_measured) or (wanted == "increase" and downward):
        return None
    sense = "up" if upward else "down" if downward else _sense(old.target, new.target, name, level2_code)
    return _allowed(old, sense), _allowed(new, sense)


def _sense(old: Target, new: Target, name: str, level2_code: str | None) -> str | None:
    """What is wanted of a number that both print without operator: by the name, the polarity, the second level."""
    if wanted := wanted_direction(name):
        return "up" if wanted == "increase" else "down"
    polarities = {old.polarity, new.polarity}
    if polarities == {Polarity.POSITIVE}:
        return "up"
    if polarities == {Polarity.NEGATIVE}:
        return "down"
    if level2_code == "output.quantity" and polarities <= {Polarity.EXACT, Polarity.POSITIVE}:
        return "down" if is_better_few(name) else "up"
    return None


def _allowed(item: Measured, sense: str | None) -> Allowed:
    if item.operator in _FLOORS:
        return Allowed(item.low, _INFINITE, is_low_open=item.operator == ">")
    if item.operator in _CEILINGS:
        return Allowed(-_INFINITE, item.high, is_high_open=item.operator == "<")
    is_range = item.low != item.high
    if is_range or sense is None:
        return Allowed(item.low, item.high)
    return Allowed(item.low, _INFINITE) if sense == "up" else Allowed(-_INFINITE, item.high)
