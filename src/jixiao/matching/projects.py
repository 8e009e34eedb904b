"""Projects of two documents: which is which, across new names (项目匹配)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.matching.assignment import assign
from jixiao.matching.keys import likeness
from jixiao.matching.likening import Rarity, amount_likeness, name_likeness
from jixiao.matching.regrouping import Regrouping, regroupings
from jixiao.matching.subjects import Basis, Pair, Subject

_LEAST = 0.5
_LEAST_NAME = 0.55
_LEAST_INDICATORS = 0.6
_LEAST_GOAL = 0.8
_SHORTEST_CODE = 6
_FIRST = {Basis.CODE: 0.8, Basis.NAME: 0.75, Basis.STEM: 0.55}
"""Where the score of a pair with this basis begins; what is alike besides adds the rest."""
_WEIGHTS = {"name": 4.0, "indicators": 3.0, "goal": 1.5, "amount": 1.0, "unit": 1.0}


@dataclass(frozen=True, slots=True)
class Matching:
    """Projects of two documents (项目匹配结果).

    Attributes:
        pairs: the same project in both, in the order of the new document.
        gone: projects of the old document that the new one does not have, in its order.
        new: projects that only the new one has, in its order.
        regroupings: projects that were evidently split or merged; a hint beside the pairs.
    """

    pairs: tuple[Pair[Subject], ...]
    gone: tuple[Subject, ...]
    new: tuple[Subject, ...]
    regroupings: tuple[Regrouping, ...] = ()


@dataclass(frozen=True, slots=True)
class _Score:
    score: float
    basis: Basis
    alike: float


def match_projects(old: Sequence[Subject], new: Sequence[Subject]) -> Matching:
    """Match the projects of two documents of one agency.

    Code, name, indicators, goal, amount and unit are weighed for each two, and the assignment with the largest sum is taken; the order
    of the projects decides only between equally good ones.

    Args:
        old: projects of the older document.
        new: projects of the newer one.
    """
    scored = _scores(old, new)
    chosen = assign({edge: found.score for edge, found in scored.items()})
    pairs = [
        Pair(old[left], new[right], scored[left, right].basis, scored[left, right].alike)
        for left, right in sorted(chosen, key=lambda edge: edge[1])
    ]
    left_over = {left for left, _ in chosen}
    right_over = {right for _, right in chosen}
    gone = tuple(item for at, item in enumerate(old) if at not in left_over)
    added = tuple(item for at, item in enumerate(new) if at not in right_over)
    return Matching(tuple(pairs), gone, added, tuple(regroupings(pairs, gone, added)))


def _scores(old: Sequence[Subject], new: Sequence[Subject]) -> dict[tuple[int, int], _Score]:
    """All pairs that may be the same project. Projects that code or name settle are not held against all others."""
    rarity = Rarity([*old, *new])
    settled = _settled(old, new)
    free_old = [at for at in range(len(old)) if at not in settled]
    free_new = sorted(set(range(len(new))) - set(settled.values()))
    found = {}
    for left, right in [*settled.items(), *((left, right) for left in free_old for right in free_new)]:
        if score := _score(old[left], new[right], rarity):
            found[left, right] = score
    return found


def _settled(old: Sequence[Subject], new: Sequence[Subject]) -> dict[int, int]:
    """Pairs of one name that no other project of either side has, and whose codes do not say otherwise."""
    counts = [Counter(item.name_key for item in side) for side in (old, new)]
    codes = [{item.code_key: item.name_key for item in side if item.code_key} for side in (old, new)]
    place = {item.name_key: at for at, item in enumerate(new)}
    found = {}
    for at, item in enumerate(old):
        key = item.name_key
        if not key or counts[0][key] != 1 or counts[1][key] != 1:
            continue
        other = new[place[key]]
        elsewhere = {codes[1].get(item.code_key, key), codes[0].get(other.code_key, key)}
        if elsewhere == {key} and _is_alike_besides(item, other):
            found[at] = place[key]
    return found


def _is_alike_besides(old: Subject, new: Subject) -> bool:
    """More than the name is the same; where it is not, two projects may have changed their names with each other."""
    if not old.indicators or not new.indicators:
        return True
    left, right = ({item.name_key for item in side.indicators} for side in (old, new))
    return bool(left & right)


def _score(old: Subject, new: Subject, rarity: Rarity) -> _Score | None:
    """How well two projects fit, and by what; ``None`` where they are different ones."""
    name = name_likeness(old, new)
    indicators = rarity.alike(old, new)
    goal = likeness(old.goal_key, new.goal_key)
    amount = amount_likeness(old.amount_yuan, new.amount_yuan)
    unit = likeness(old.unit_key, new.unit_key)
    besides = {"name": name, "indicators": indicators, "goal": goal, "amount": amount, "unit": unit}
    known = {key: value for key, value in besides.items() if value is not None}
    alike = sum(_WEIGHTS[key] * value for key, value in known.items()) / sum(_WEIGHTS[key] for key in known)
    basis = _basis(old, new, name)
    if basis is None:
        content = _content(indicators, goal, amount)
        if content is None and (alike < _LEAST or name < _LEAST_NAME):
            return None
        basis = Basis.ALIKE if name >= _LEAST_NAME else Basis.RENAMED
        alike = max(alike, content or 0.0)
        return _Score(min(alike, 0.9), basis, round(alike, 4))
    first = _FIRST[basis]
    return _Score(first + (1 - first) * alike, basis, round(max(alike, name), 4))


def _basis(old: Subject, new: Subject, name: float) -> Basis | None:
    """What settles that two projects are the same, if something does."""
    if old.code_key and old.code_key == new.code_key and len(old.code_key) >= _SHORTEST_CODE:
        return Basis.CODE
    if not old.name_key or not new.name_key:
        return None
    if old.name_key == new.name_key:
        return Basis.NAME
    is_stem = bool(old.stem_key) and old.stem_key == new.stem_key
    return Basis.STEM if is_stem and name > 0 else None


def _content(indicators: float | None, goal: float | None, amount: float | None) -> float | None:
    """How alike the contents are where they are so alike that the name does not matter; ``None`` where they are not."""
    if indicators is not None and indicators >= _LEAST_INDICATORS:
        parts = [(0.7, indicators), (0.2, goal), (0.1, amount)]
    elif goal is not None and goal >= _LEAST_GOAL and (indicators is None or indicators >= _LEAST_INDICATORS / 2):
        parts = [(0.6, goal), (0.2, indicators), (0.2, amount)]
    else:
        return None
    weight = sum(share for share, value in parts if value is not None)
    return 0.9 * sum(share * value for share, value in parts if value is not None) / weight
