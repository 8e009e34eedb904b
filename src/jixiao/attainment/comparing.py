"""Target and actual value in a common unit (指标值与实际完成值的比较), whatever is done with them afterwards. Handbook 03 §8.

:func:`compare` answers for numbers: which case it is, A and B as exact numbers in one unit, and the steps that led there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from jixiao.attainment.actual import Actual
from jixiao.attainment.changing import change_of, is_change
from jixiao.attainment.derivation import Keyed, Step, Unanswered
from jixiao.attainment.exact import printed
from jixiao.attainment.unit_families import to_unit_of
from jixiao.values import Kind, Polarity, Target
from jixiao.values.units import unit_by_code

_WAN = 10_000
_FAR = 100
_SHARE_FROM = 10


class Case(StrEnum):
    """How a number is held against its target (比较方式)."""

    POSITIVE = "positive"
    """The higher the better (正向)."""
    NEGATIVE = "negative"
    """The lower the better (反向)."""
    EXACT = "exact"
    """Neither more nor less (等值)."""
    RANGE = "range"
    """Between two ends (区间)."""


_CASES = {Polarity.POSITIVE: Case.POSITIVE, Polarity.NEGATIVE: Case.NEGATIVE, Polarity.EXACT: Case.EXACT, Polarity.INTERVAL: Case.RANGE}
_BY_OPERATOR = {"≥": Case.POSITIVE, ">": Case.POSITIVE, "≤": Case.NEGATIVE, "<": Case.NEGATIVE}


@dataclass(frozen=True, slots=True)
class Compared:
    """A target and an actual value in one unit.

    Attributes:
        case: which way is better.
        a: target value (指标值 A), or the lower end of a range.
        b: actual value (实际完成值 B).
        high: upper end of a range.
        unit: the common unit as people write it; empty where neither side prints one.
        is_strict: the target demands more (>) or less (<), not as much.
        bound: the actual value is printed as a bound itself: ``≥``, ``>``, ``≤`` or ``<``; otherwise empty.
        steps: what was read and converted, as the first lines of a derivation.
    """

    case: Case
    a: Fraction
    b: Fraction
    high: Fraction | None = None
    unit: str = ""
    is_strict: bool = False
    bound: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the target is attained; equality attains a strict one too, which scoring decides for itself."""
        if self.case is Case.NEGATIVE:
            return self.b <= self.a
        if self.high is not None:
            return self.a <= self.b <= self.high
        return self.b >= self.a

    @property
    def over(self) -> Fraction | None:
        """How many times the target is surpassed: B ÷ A, or A ÷ B where less is better; ``None`` where dividing says nothing.

        Not defined for a range, and for targets of zero or below.
        """
        if self.case is Case.RANGE or self.a <= 0 or self.b < 0:
            return None
        if self.case is Case.NEGATIVE:
            return self.a / self.b if self.b else None
        return self.b / self.a


def compare(target: Target, actual: Actual) -> Compared | Unanswered:
    """Hold an actual number against its target.

    Args:
        target: of kind numeric, range or relative_numeric.
        actual: as :func:`jixiao.attainment.actual.read_actual` gives it.

    Returns:
        Both in one unit, or why they do not compare: never a guess.

    Source:
        Handbook 03 §8 and 04 §7; units that convert are those of ``units.toml``.
    """
    if "two_quantities" in target.issues:
        return Unanswered("unanswered.two_quantities", {"text": target.text})
    if target.value is None:
        return Unanswered("unanswered.no_target_number", {"text": target.text})
    if is_change(target):
        change = change_of(target, actual)
        return change if isinstance(change, Unanswered) else _compared(target, change.value, "", change.unit, change.steps)
    value = _number_of(target, actual)
    if isinstance(value, Unanswered):
        return value
    factor = to_unit_of(target, value)
    if isinstance(factor, Unanswered):
        return factor
    number = Fraction(value.value or 0) * factor
    bound = value.operator if value.operator in _BY_OPERATOR else ""
    unit = target.unit or value.unit
    found = _compared(target, number, bound or "", unit_by_code(unit).print if unit else "", _read_steps(actual, value))
    if bound and not _is_conclusive(found):
        return Unanswered("unanswered.actual_is_a_bound", {"text": actual.text})
    return found


def _number_of(target: Target, actual: Actual) -> Target | Unanswered:
    """The actual value as one number in its unit or in that of the target."""
    value = actual.value
    if value.kind in {Kind.EMPTY, Kind.PLACEHOLDER}:
        return Unanswered("unanswered.actual_missing")
    if value.kind is not Kind.NUMERIC or value.value is None or "two_quantities" in value.issues:
        return Unanswered("unanswered.actual_is_no_number", {"text": actual.text}, "EVA-015")
    if actual.in_target_unit is None:
        return value
    if _is_doubtful(target, actual.in_target_unit, value):
        return Unanswered("unanswered.unit_unclear", {"text": actual.text, "unit": target.unit_text or ""}, "EVA-015")
    return actual.in_target_unit


def _is_doubtful(target: Target, scaled: Target, bare: Target) -> bool:
    """Whether a bare number beside a target in 万 or % could as well be meant without it: 253500 beside 26万套, 0.98 beside ≥95%."""
    wanted, read, plain = Fraction(target.value or 0), Fraction(scaled.value or 0), Fraction(bare.value or 0)
    if wanted <= 0 or read <= 0:
        return False
    if target.unit == "percent":
        return 0 < plain <= 1 and wanted >= _SHARE_FROM
    off = max(read / wanted, wanted / read)
    return read != plain and off > _FAR and max(plain / wanted, wanted / plain) <= _FAR


def _read_steps(actual: Actual, value: Target) -> tuple[Step, ...]:
    steps = []
    if actual.in_target_unit is not None:
        steps.append(Step("attaining.bare", {"text": actual.text, "unit": value.unit_text or ""}))
    if value.approx:
        steps.append(Step("attaining.approximate", {"text": actual.text}))
    if value.operator in _BY_OPERATOR:
        steps.append(Step("attaining.bound", {"text": actual.text}))
    return tuple(steps)


def _compared(target: Target, number: Fraction, bound: str, unit: str, steps: tuple[Step, ...]) -> Compared:
    a, strict = Fraction(target.value or 0), target.operator in {">", "<"}
    case = _CASES.get(target.polarity) or _BY_OPERATOR.get(target.operator or "", Case.EXACT)
    if target.operator == "<" and a == 1 and target.dimension in {"count", "people"}:
        a, strict = Fraction(0), False  # less than one of what is counted is none (S11)
        steps = (*steps, Step("attaining.less_than_one", {"text": target.text}))
    high = Fraction(target.value_high) if target.value_high is not None else None
    found = Compared(case, a, number, high, unit, strict, bound)
    found = _in_wan(found) if target.dimension == "money" else found
    return replace(found, steps=(*steps, _held_step(target, found)))


def _in_wan(found: Compared) -> Compared:
    """Money of 10,000 yuan and more is shown in 万元, as the forms do."""
    if max(abs(found.a), abs(found.b)) < _WAN or found.unit != "元":
        return found
    high = found.high / _WAN if found.high is not None else None
    return replace(found, a=found.a / _WAN, b=found.b / _WAN, high=high, unit="万元")


def _held_step(target: Target, found: Compared) -> Step:
    wanted = printed(found.a) if found.high is None else f"{printed(found.a)}–{printed(found.high)}"
    way = Keyed(f"attained_way.{found.case.value}")
    values = {"text": target.text, "a": wanted + found.unit, "b": printed(found.b) + found.unit, "way": way}
    return Step("attaining.held", values)


def _is_conclusive(found: Compared) -> bool:
    """Whether every number that a printed bound allows meets the target."""
    upward = found.bound in {"≥", ">"}
    return found.is_met and ((upward and found.case in {Case.POSITIVE, Case.EXACT}) or (not upward and found.case is Case.NEGATIVE))
