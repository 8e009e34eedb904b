"""What became of a target: loosened, tightened, the same in other words (目标值变化: 放宽、收紧).

A target says which results are good enough. It was loosened where more results are good enough now, and tightened where fewer are; so
the operator and the value decide together, and what is wanted decides where no operator is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jixiao.matching.keys import key_of
from jixiao.matching.measuring import Measured, allowed_sets, measured
from jixiao.matching.timing import compare_deadlines, compare_schedules
from jixiao.matching.years import moved_key
from jixiao.values import Kind, Target

_NUMBERS = frozenset({Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC})
_DATES = frozenset({Kind.DEADLINE, Kind.PERIOD})
_DEGREES = frozenset({Kind.QUALITATIVE, Kind.RELATIVE_QUALITATIVE})
_NOTHING = frozenset({Kind.PLACEHOLDER, Kind.EMPTY})
_MEASURABLE = _NUMBERS | {Kind.DEADLINE}
_WORDS = _DEGREES | {Kind.STATE, Kind.FORMULA, Kind.NARRATIVE, Kind.SCHEDULE}


class Verdict(StrEnum):
    """What became of a target (目标值变化)."""

    SAME = "same"
    """The same text, or a date that moved with the year (未变)."""
    REWORDED = "reworded"
    """Other words for the same value (改写)."""
    LOOSENED = "loosened"
    """More results are good enough now (放宽)."""
    TIGHTENED = "tightened"
    """Fewer results are good enough now (收紧)."""
    CHANGED = "changed"
    """Changed, neither looser nor tighter, or it cannot be told (变化)."""
    UNIT_CHANGED = "unit_changed"
    """Measured in something else (计量单位变化)."""
    STALE = "stale"
    """A date of last year was left in the target of this year (仍为上年日期)."""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A verdict and its reason, a word of the messages under ``diff_reason``."""

    verdict: Verdict
    reason: str


def compare_targets(
    old: Target,
    new: Target,
    *,
    name: str = "",
    level2_code: str | None = None,
    years: tuple[int | None, int | None] = (None, None),
) -> TargetChange:
    """Tell what became of a target.

    Args:
        old: the target of the older document.
        new: the target of the newer one.
        name: name of the indicator in the newer document; it tells what is wanted where no operator does.
        level2_code: code of its second level.
        years: fiscal years of the two documents: a date that moves with them is the same.

    >>> from jixiao.values import parse_target
    >>> compare_targets(parse_target("≥95%"), parse_target("≥90%")).verdict.value
    'loosened'
    >>> compare_targets(parse_target("357处"), parse_target("300处")).verdict.value
    'changed'
    """
    if key_of(old.text) == key_of(new.text) and not _is_dated(old, new, years):
        return TargetChange(Verdict.SAME, "same_text")
    if found := _of_kinds(old, new):
        return found
    if old.kind in _DATES and new.kind in _DATES:
        found = _verdict(*compare_deadlines(old, new, years))
        is_text = key_of(old.text) == key_of(new.text) and found.verdict is Verdict.REWORDED
        return TargetChange(Verdict.SAME, "same_text") if is_text else found
    if old.kind in _NUMBERS and new.kind in _NUMBERS:
        return _compare_numbers(old, new, name, level2_code)
    if old.kind in _DEGREES and new.kind in _DEGREES:
        return _compare_degrees(old, new)
    if old.kind is Kind.SCHEDULE and new.kind is Kind.SCHEDULE:
        return _verdict(*compare_schedules(old, new))
    if moved_key(old.text, years[0]) == moved_key(new.text, years[1]):
        return TargetChange(Verdict.SAME, "moved_with_year")
    return TargetChange(Verdict.CHANGED, "words")


def _is_dated(old: Target, new: Target, years: tuple[int | None, int | None]) -> bool:
    """Equal text is no equal target where it is a date and the years are different: it was left from last year."""
    return old.kind in _DATES and new.kind in _DATES and None not in years and years[0] != years[1]


def _of_kinds(old: Target, new: Target) -> TargetChange | None:
    """What the sorts of value say: a target that went, one that came, a number that became words."""
    if old.kind in _NOTHING and new.kind in _NOTHING:
        return TargetChange(Verdict.SAME, "both_empty")
    if new.kind in _NOTHING:
        return TargetChange(Verdict.LOOSENED, "emptied")
    if old.kind in _NOTHING:
        return TargetChange(Verdict.TIGHTENED, "filled")
    if Kind.CORRUPT in (old.kind, new.kind):
        return TargetChange(Verdict.CHANGED, "unread")
    if old.kind in _MEASURABLE and new.kind in _WORDS:
        return TargetChange(Verdict.LOOSENED, "number_to_words")
    if old.kind in _WORDS and new.kind in _MEASURABLE:
        return TargetChange(Verdict.TIGHTENED, "words_to_number")
    return None


def _compare_numbers(old: Target, new: Target, name: str, level2_code: str | None) -> TargetChange:
    """By the sets of results that are good enough."""
    if Kind.RELATIVE_NUMERIC in (old.kind, new.kind):
        if old.kind is not new.kind or old.direction != new.direction:
            return TargetChange(Verdict.CHANGED, "measure")
        if old.baseline != new.baseline:
            return TargetChange(Verdict.CHANGED, "baseline")
    left, right = measured(old), measured(new)
    if left is None or right is None or "two_quantities" in (*old.issues, *new.issues):
        return TargetChange(Verdict.CHANGED, "words")
    if left.unit != right.unit:
        return TargetChange(Verdict.UNIT_CHANGED, "unit")
    return _compare_sets(left, right, name, level2_code)


def _compare_sets(left: Measured, right: Measured, name: str, level2_code: str | None) -> TargetChange:
    sets = allowed_sets(left, right, name, level2_code)
    if sets is None:
        return TargetChange(Verdict.CHANGED, "direction")
    old, new = sets
    if old == new:
        return TargetChange(Verdict.REWORDED, "same_value")
    if new.covers(old):
        return TargetChange(Verdict.LOOSENED, "value")
    if old.covers(new):
        return TargetChange(Verdict.TIGHTENED, "value")
    return TargetChange(Verdict.CHANGED, "value")


def _compare_degrees(old: Target, new: Target) -> TargetChange:
    """Degrees of one wording: 显著 wants more than 有所."""
    if old.direction != new.direction:
        return TargetChange(Verdict.CHANGED, "measure")
    if old.baseline != new.baseline:
        return TargetChange(Verdict.CHANGED, "baseline")
    if old.level is None or new.level is None or old.level == new.level:
        return TargetChange(Verdict.REWORDED, "same_degree")
    return TargetChange(Verdict.LOOSENED if new.level < old.level else Verdict.TIGHTENED, "degree")


def _verdict(order: int | None, reason: str) -> TargetChange:
    """A verdict of ``order``: above 0 looser, below tighter, ``None`` neither; the reason tells more of 0."""
    if reason in ("moved_with_year", "same_text"):
        return TargetChange(Verdict.SAME, reason)
    if reason == "last_year":
        return TargetChange(Verdict.STALE, reason)
    if order is None:
        return TargetChange(Verdict.CHANGED, reason)
    if order == 0:
        return TargetChange(Verdict.REWORDED, reason)
    return TargetChange(Verdict.LOOSENED if order > 0 else Verdict.TIGHTENED, reason)
