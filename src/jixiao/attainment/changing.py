"""Changes against a baseline (相对变化): Δ computed first, then held against the target like any other number. Handbook 03 §8, 04 §4.1."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jixiao.attainment.actual import Actual
from jixiao.attainment.derivation import Keyed, Step, Unanswered
from jixiao.attainment.exact import printed
from jixiao.attainment.unit_families import to_unit_of
from jixiao.values import Kind, Target
from jixiao.values.units import unit_by_code

_OPPOSITE = {"increase": "decrease", "decrease": "increase"}


@dataclass(frozen=True, slots=True)
class Change:
    """By how much something changed the wanted way (变化幅度 Δ); negative where it went the other way."""

    value: Fraction
    unit: str
    steps: tuple[Step, ...]


def is_change(target: Target) -> bool:
    """Whether a target asks for a change and not for a level: its kind says so, or the name of the indicator does (S63)."""
    return target.kind is Kind.RELATIVE_NUMERIC or (target.kind is Kind.NUMERIC and target.baseline is not None)


def change_of(target: Target, actual: Actual) -> Change | Unanswered:
    """Δ in the unit of the target: percent of the baseline, percentage points, or so many of what is counted."""
    if target.direction not in _OPPOSITE:
        return Unanswered("unanswered.no_direction", {"text": target.text})
    if target.unit is None:
        return Unanswered("unanswered.change_without_unit", {"text": target.text})
    value = actual.value
    if value.kind in {Kind.EMPTY, Kind.PLACEHOLDER}:
        return Unanswered("unanswered.actual_missing")
    if value.value is None or value.value_high is not None or value.operator in {"≥", "≤", ">", "<"}:
        return Unanswered("unanswered.actual_is_no_number", {"text": actual.text}, "EVA-015")
    if value.kind is Kind.RELATIVE_NUMERIC:
        return _as_printed(target, actual, value.direction)
    if value.kind is not Kind.NUMERIC:
        return Unanswered("unanswered.actual_is_no_number", {"text": actual.text}, "EVA-015")
    if actual.baseline is not None:
        return _computed(target, value, actual.baseline)
    if value.unit == target.unit and target.unit in {"percent", "百分点"}:
        return _as_printed(target, actual, None)
    return Unanswered("unanswered.baseline_missing", {"text": actual.text})


def _as_printed(target: Target, actual: Actual, direction: str | None) -> Change | Unanswered:
    """The actual value is the change itself: 下降1.5%, or 1.5% beside a target that names the direction."""
    value = actual.value
    factor = to_unit_of(target, value)
    if isinstance(factor, Unanswered):
        return factor
    number = Fraction(value.value or 0) * factor
    if direction is None and number < 0:
        return Unanswered("unanswered.sign_unclear", {"text": actual.text})
    if direction is not None and direction not in _OPPOSITE:
        return Unanswered("unanswered.no_direction", {"text": actual.text})
    number = -number if direction == _OPPOSITE[target.direction or ""] else number
    unit = unit_by_code(target.unit or "").print
    step = Step("attaining.change_printed", {"text": actual.text, "change": printed(number) + unit, "way": _way(target)})
    return Change(number, unit, (step,))


def _computed(target: Target, value: Target, baseline: Target) -> Change | Unanswered:
    """The change computed from what it was and what it is."""
    if baseline.kind is not Kind.NUMERIC or baseline.value is None:
        return Unanswered("unanswered.baseline_is_no_number", {"text": baseline.text}, "EVA-015")
    factor = to_unit_of(value, baseline)
    if isinstance(factor, Unanswered):
        return factor
    before, after = Fraction(baseline.value) * factor, Fraction(value.value or 0)
    gain = after - before if target.direction == "increase" else before - after
    difference = "B − B₀" if target.direction == "increase" else "B₀ − B"
    first, second = (after, before) if target.direction == "increase" else (before, after)
    put_in = f"{printed(first)} − {printed(second)}"
    unit = unit_by_code(target.unit or "").print
    if target.unit == "percent":
        if before <= 0:
            return Unanswered("unanswered.baseline_not_positive", {"text": baseline.text})
        change = gain * 100 / before
        formula, put_in = f"({difference}) ÷ B₀ × 100", f"({put_in}) ÷ {printed(before)} × 100"
    else:
        counted = "percent" if target.unit == "百分点" else target.unit
        if value.unit not in {counted, None}:
            return Unanswered("unanswered.units_differ", {"target": unit, "actual": unit_by_code(value.unit or "").print}, "EVA-015")
        change, formula = gain, difference
    step = Step("attaining.change", {"way": _way(target)}, f"Δ = {formula}", put_in, printed(change) + unit)
    return Change(change, unit, (step,))


def _way(target: Target) -> Keyed:
    return Keyed(f"attained_change.{target.direction}")
