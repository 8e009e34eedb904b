"""Weights (分值): a proposal where a form prints none, and what weights must keep. Handbook 04 §2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from jixiao.attainment import Derivation, Step, Unanswered, half_up, printed
from jixiao.attainment.derivation import Keyed
from jixiao.scoring.noticing import Notice
from jixiao.scoring.scheme import Group, Scheme

_HUNDRED = Decimal(100)
_CENT = Fraction(1, 100)


class Placed(Protocol):
    """Where an indicator stands: all that a proposal needs of it."""

    @property
    def level1_code(self) -> str | None:
        """First level."""

    @property
    def level2_code(self) -> str | None:
        """Second level."""

    @property
    def is_empty(self) -> bool:
        """Whether it declares nothing, and so weighs nothing."""


class Weighted(Placed, Protocol):
    """The same with its weight."""

    @property
    def weight(self) -> Decimal | None:
        """Points; ``None`` where the form prints none."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Points of a first level without indicators that went to another (分值的重新分配, W5)."""

    origin: str
    to: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed weights (建议分值): a person must confirm them.

    Attributes:
        execution: weight of the execution of the budget.
        weights: of the indicators, in their order; 0 for placeholders.
        moved: points of empty first levels, and where they went.
        derivation: how they came about, a line for each first level.
    """

    execution: Decimal
    weights: tuple[Decimal, ...]
    moved: tuple[Moved, ...]
    derivation: Derivation


def propose_weights(
    indicators: Sequence[Placed], scheme: Scheme, *, mode: str | None = None, step: Decimal | None = None
) -> Proposal | Unanswered:
    """Propose weights for a form that prints none (分值建议).

    Args:
        indicators: in the order of the form.
        scheme: points of the first levels.
        mode: ``by_l2``, equal shares for each second level and in it for each indicator, or ``flat``, equal shares for each indicator;
            ``None`` for that of the scheme.
        step: the multiple of which weights are, such as 0.5 or 1; ``None`` for that of the scheme.

    Returns:
        Weights that total 100 with execution, and in each first level its points (W1, W2), or why there are none.

    Source:
        Handbook 04 §2.3.
    """
    mode, unit = mode or scheme.settings.mode, Fraction(step or scheme.settings.step)
    if scheme.is_open:
        return Unanswered("weighing.open_scheme", {"scheme": scheme.title})
    members = members_of(indicators, scheme)
    if isinstance(members, Unanswered):
        return members
    points, moved = group_points(scheme, [code for code, inside in members.items() if inside])
    weights = [Fraction(0)] * len(indicators)
    steps = [Step("weighing.moved", {"origin": one.origin, "to": one.to, "points": printed(one.points)}) for one in moved]
    for group in scheme.groups:
        inside = members[group.code]
        if not inside:
            continue
        shares = _shares([indicators[index] for index in inside], points[group.code], mode)
        places = [indicators[index].level2_code or "" for index in inside]
        given = distribute(points[group.code], shares, places, unit)
        for index, weight in zip(inside, given, strict=True):
            weights[index] = weight
        steps.append(_group_step(group, points[group.code], given, mode, unit))
    total = sum(weights, Fraction(scheme.execution))
    values = {"execution": printed(scheme.execution)}
    steps.append(Step("weighing.total", values, result=printed(total), origin=scheme.origin))
    return Proposal(scheme.execution, tuple(half_up(weight) for weight in weights), moved, Derivation(tuple(steps)))


def members_of(indicators: Sequence[Placed], scheme: Scheme) -> dict[str, list[int]] | Unanswered:
    """Code of each group to the indicators that belong to it, by their numbers from 0; a reason where one belongs to none."""
    members: dict[str, list[int]] = {group.code: [] for group in scheme.groups}
    for index, indicator in enumerate(indicators):
        if indicator.is_empty:
            continue
        group = scheme.group_of(indicator.level1_code)
        if group is None:
            return Unanswered("weighing.no_group", {"level": indicator.level1_code or "?", "scheme": scheme.title, "number": index + 1})
        members[group.code].append(index)
    if not any(members.values()):
        return Unanswered("weighing.no_indicator")
    return members


def group_points(scheme: Scheme, filled: Sequence[str]) -> tuple[dict[str, Fraction], tuple[Moved, ...]]:
    """Points of the groups that have indicators, with those of the empty ones moved to them (W5)."""
    points = {group.code: Fraction(group.points) for group in scheme.groups}
    target = scheme.settings.empty_group
    moved: list[Moved] = []
    for group in scheme.groups:
        if group.code in filled or not group.points:
            continue
        receivers = [target] if target in filled else [code for code in filled if points[code]] or list(filled)
        base = sum((Fraction(other.points) for other in scheme.groups if other.code in receivers), Fraction(0))
        shares = [
            Fraction(group.points) * (Fraction(other.points) / base if base else Fraction(1, len(receivers)))
            for other in scheme.groups
            if other.code in receivers
        ]
        order = [other.code for other in scheme.groups if other.code in receivers]
        for code, share in zip(order, distribute(Fraction(group.points), shares, order, _CENT), strict=True):
            points[code] += share
            moved.append(Moved(group.code, code, half_up(share)))
        points[group.code] = Fraction(0)
    return points, tuple(moved)


def _shares(indicators: Sequence[Placed], points: Fraction, mode: str) -> list[Fraction]:
    """What each indicator would get without rounding."""
    if mode == "flat":
        return [points / len(indicators)] * len(indicators)
    levels = [indicator.level2_code or "" for indicator in indicators]
    kinds = len(set(levels))
    return [points / kinds / levels.count(level) for level in levels]


def distribute(points: Fraction, shares: Sequence[Fraction], places: Sequence[str], step: Fraction) -> list[Fraction]:
    """Round shares down to a multiple of a step and spread what is missing, one step each (handbook 04 §2.3, 3).

    Args:
        points: what the shares total.
        shares: exact.
        places: second level of each, by which equal shares take turns in the order of the form.
        step: the multiple.

    Returns:
        The rounded shares, which total ``points`` exactly: the largest unrounded share gets a step first; a rest that is smaller than a
        step goes to the first of those that lost something.
    """
    given = [share // step * step for share in shares]
    losers = [index for index, share in enumerate(shares) if share > given[index]]
    turns = {index: sum(places[other] == places[index] for other in losers if other < index) for index in losers}
    order = sorted(losers, key=lambda index: (-shares[index], turns[index], places.index(places[index])))
    lack = points - sum(given)
    whole = int(lack // step)
    for index in order[:whole]:
        given[index] += step
    if rest := lack - whole * step:
        given[order[0]] += rest
    return given


def _group_step(group: Group, points: Fraction, given: Sequence[Fraction], mode: str, step: Fraction) -> Step:
    values = {
        "group": group.title,
        "points": printed(points),
        "count": len(given),
        "mode": Keyed(f"weighing_mode.{mode}"),
        "step": printed(step),
    }
    return Step("weighing.group", values, result=" + ".join(printed(weight) for weight in given))


def weight_notices(indicators: Sequence[Weighted], execution: Decimal | None, scheme: Scheme) -> list[Notice]:
    """What is wrong with the weights of a form (分值核对): W1, W2 and W3.

    Args:
        indicators: with their weights; a weight that is not printed counts as none.
        execution: weight of the execution of the budget; ``None`` for none.
        scheme: points of the first levels; an open scheme has none, and only the total is held against 100.
    """
    found: list[Notice] = []
    total = sum((one.weight or Decimal(0) for one in indicators), execution or Decimal(0))
    is_open = any(one.weight is None and not one.is_empty for one in indicators) and total < _HUNDRED
    if abs(total - _HUNDRED) > Decimal("0.01") and not is_open:  # what has no weight yet may make up the rest
        found.append(Notice("weights_total", "EVA-001", {"total": printed(total)}))
    for one in indicators:
        if one.weight is not None and one.weight < 0:
            found.append(Notice("negative_weight", "EVA-002", {"weight": printed(one.weight)}))
        if one.is_empty and one.weight:
            found.append(Notice("placeholder_weighted", "EVA-021", {"weight": printed(one.weight)}))
    for group in scheme.groups:
        inside = [one.weight or Decimal(0) for one in indicators if group.takes(one.level1_code)]
        if inside and abs(sum(inside) - group.points) > Decimal("0.01"):
            values = {"group": group.title, "sum": printed(sum(inside, Decimal(0))), "points": printed(group.points)}
            found.append(Notice("group_total", "", values))
    return found
