"""How alike two subjects are: names, goals, amounts, sets of indicators (相似度)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from math import log

from jixiao.matching.keys import likeness
from jixiao.matching.subjects import IndicatorSubject, Subject

_SHORTEST = 3  # characters of a name that is looked for inside another one
_CONTAINED = 0.85
_STEM = 0.95
_Item = tuple[str, str]


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


class Rarity:
    """How telling the names of indicators are: what every project has tells nothing (指标名称的区分度).

    Args:
        subjects: the projects among which a name is rare or frequent.
    """

    def __init__(self, subjects: Iterable[Subject]) -> None:
        spread: Counter[str] = Counter()
        count = 0
        for subject in subjects:
            count += 1
            spread.update({indicator.name_key for indicator in subject.indicators})
        self._weights = {name: log(1 + count / times) for name, times in spread.items()}
        self._known: dict[int, tuple[Subject, dict[_Item, int], float]] = {}

    def alike(self, old: Subject, new: Subject) -> float | None:
        """Share of the indicators that two projects have in common, 0 to 1, the telling ones counting more; ``None`` without any.

        Half of an indicator is its name, the other half its target: a name that every project has, with a target of its own, tells
        something as well.
        """
        if not old.indicators or not new.indicators:
            return None
        (left, left_total), (right, right_total) = self._weighed(old), self._weighed(new)
        common = sum(self._weight(item) * min(times, right[item]) for item, times in left.items() if item in right)
        total = left_total + right_total
        return round(2 * common / total, 4) if total else 0.0

    def _weighed(self, subject: Subject) -> tuple[dict[_Item, int], float]:
        """The items of a project and their weight; counted once for all pairs in which it stands."""
        found = self._known.get(id(subject))
        if found is None:
            items = dict(Counter(_items(subject)))
            found = subject, items, sum(self._weight(item) * times for item, times in items.items())
            self._known[id(subject)] = found  # the subject is kept, so that its number is not given to another one
        return found[1], found[2]

    def _weight(self, item: _Item) -> float:
        weight = self._weights.get(item[0], 1.0)
        return weight if not item[1] else weight / 2


def _items(subject: Subject) -> Iterable[_Item]:
    for indicator in subject.indicators:
        yield indicator.name_key, ""
        if indicator.target is not None and indicator.target.text:
            yield indicator.name_key, indicator.target.text
