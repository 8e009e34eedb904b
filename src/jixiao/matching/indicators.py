"""Indicators of a project in two documents: which is which (指标匹配)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.matching.assignment import assign
from jixiao.matching.likening import name_likeness
from jixiao.matching.subjects import Basis, IndicatorSubject, Pair

_LEAST_ALIKE = 0.5
_LEAST_RENAMED = 0.2
_LEAST = 0.45
_RENAMED = 0.4


@dataclass(frozen=True, slots=True)
class IndicatorMatching:
    """Indicators of a project in two documents (指标匹配结果); each list in the order of its document, pairs in that of the new one."""

    pairs: tuple[Pair[IndicatorSubject], ...]
    gone: tuple[IndicatorSubject, ...]
    new: tuple[IndicatorSubject, ...]


def match_indicators(old: Sequence[IndicatorSubject], new: Sequence[IndicatorSubject]) -> IndicatorMatching:
    """Match the indicators of a project of two documents by name, second level, unit and value.

    Args:
        old: indicators of the older document.
        new: indicators of the newer one.
    """
    scored = {}
    for left, earlier in enumerate(old):
        for right, later in enumerate(new):
            if found := _score(earlier, later):
                scored[left, right] = found
    chosen = assign({edge: score for edge, (score, _) in scored.items()})
    pairs = [
        Pair(old[left], new[right], scored[left, right][1], round(name_likeness(old[left], new[right]), 4))
        for left, right in sorted(chosen, key=lambda edge: edge[1])
    ]
    left_over, right_over = {left for left, _ in chosen}, {right for _, right in chosen}
    return IndicatorMatching(
        tuple(pairs),
        tuple(item for at, item in enumerate(old) if at not in left_over),
        tuple(item for at, item in enumerate(new) if at not in right_over),
    )


def _score(old: IndicatorSubject, new: IndicatorSubject) -> tuple[float, Basis] | None:
    """How well two indicators fit, and by what; ``None`` where they are different ones."""
    name = name_likeness(old, new)
    is_level = old.level2_code == new.level2_code
    unit, value = _measures(old, new)
    score = 0.7 * name + 0.15 * is_level + 0.1 * unit + 0.05 * value
    if old.name_key and old.name_key == new.name_key:
        return score, Basis.NAME
    if old.stem_key and old.stem_key == new.stem_key:
        return score, Basis.STEM
    if name >= _LEAST_ALIKE and score >= _LEAST and (is_level or name >= 1.5 * _LEAST_ALIKE):
        return score, Basis.ALIKE
    if is_level and unit and value and name >= _LEAST_RENAMED and score >= _RENAMED:
        return score, Basis.RENAMED
    return None


def _measures(old: IndicatorSubject, new: IndicatorSubject) -> tuple[bool, bool]:
    """Whether the targets are in one unit, and of one value."""
    if old.target is None or new.target is None:
        return False, False
    is_unit = old.target.kind is new.target.kind and old.target.unit == new.target.unit
    return is_unit, is_unit and old.target.text == new.target.text
