"""How alike two subjects are: names, goals, amounts, sets of indicators (相似度)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import log

from jixiao.matching.keys import likeness
from jixiao.matching.subjects import IndicatorSubject, Subject

_SHORTEST = 3  # characters of a name that is looked for inside another one
_CONTAINED = 0.85
_STEM = 0.95


def name_likeness(old: Subject | IndicatorSubject, new: Subject | IndicatorSubject) -> float:
    """How alike two names are, 0 to 1; years and numbers count little, and a name inside the other one counts much."""
    if not old.name_key or not new.name_key:
        return 0.0
    if old.name_key == new.name_key:
        return 1.0
    left, right = old.stem_key or old.name_key, new.stem_key or new.name_key
    if left == right:
        return _STEM
    alike = likeness(left, right) or 0.0
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) >= _SHORTEST and shorter in longer:
        alike = max(alike, _CONTAINED)
    return min(alike, _STEM)


def amount_likeness(old: Decimal | None, new: Decimal | None) -> float | None:
    """The smaller amount as a share of the larger one; ``None`` where one is missing."""
    if old is None or new is None:
        return None
    if old == new:
        return 1.0
    smaller, larger = sorted((abs(old), abs(new)))
    return round(float(smaller / larger), 4)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How telling the names of indicators are: what every project has tells nothing (指标名称的区分度)."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, subjects: Iterable[Subject]) -> Rarity:
        """Count in how many projects each name stands; a name of half of them weighs a third of one that stands once in a hundred."""
        spread: Counter[str] = Counter()
        count = 0
        for subject in subjects:
            count += 1
            spread.update({indicator.name_key for indicator in subject.indicators})
        return cls({name: log(1 + count / times) for name, times in spread.items()})

    def alike(self, old: Subject, new: Subject) -> float | None:
        """Share of the indicators that two projects have in common, 0 to 1, the telling ones counting more; ``None`` without any.

        Half of an indicator is its name, the other half its target: a name that every project has, with a target of its own, tells
        something as well.
        """
        if not old.indicators or not new.indicators:
            return None
        left, right = Counter(_items(old)), Counter(_items(new))
        common = sum(self._weight(item) * times for item, times in (left & right).items())
        total = sum(self._weight(item) * times for items in (left, right) for item, times in items.items())
        return round(2 * common / total, 4) if total else 0.0

    def _weight(self, item: tuple[str, str]) -> float:
        weight = self.weights.get(item[0], 1.0)
        return weight if not item[1] else weight / 2


def _items(subject: Subject) -> Iterable[tuple[str, str]]:
    for indicator in subject.indicators:
        yield indicator.name_key, ""
        if indicator.target is not None and indicator.target.text:
            yield indicator.name_key, indicator.target.text
