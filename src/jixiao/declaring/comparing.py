"""An indicator beside what it was last year and what others have (上年与同类): found by name and level, told as one figure of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from jixiao.declaring.draft import Draft, DraftIndicator
from jixiao.declaring.rows import codes_of
from jixiao.matching.names import name_stem
from jixiao.values import Kind, parse_target
from jixiao.values.target import Target, plain_decimal
from jixiao.values.units import unit_by_code

LEAST = 3
"""Agencies that a figure of peers must stand for: of fewer one could tell whose it is."""
_YUAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Peers:
    """What others aim at (同类指标).

    Attributes:
        agencies: how many have the indicator with a figure of the same unit.
        median: of their targets, with sign and unit; empty where there are fewer than :data:`LEAST`.
        others: agencies that have it with another unit, or in words.
    """

    agencies: int = 0
    median: str = ""
    others: int = 0


def same_indicator(draft: Draft, name: str, level2: str) -> DraftIndicator | None:
    """The indicator of a draft that has a name, at the same second level where it is known; ``None`` where there is none.

    Args:
        draft: in which it is looked for.
        name: of the indicator.
        level2: canonical code of its second level; empty where nobody knows it.
    """
    wanted = name_stem(name)
    found = [item for item in draft.indicators if wanted and name_stem(item.text("name")) == wanted]
    return next((item for item in found if codes_of(item)[1] == level2), found[0] if found and not level2 else None)


def peers_of(drafts: Iterable[tuple[object, Draft]], name: str, level2: str, fiscal_year: int | None = None) -> Peers:
    """One figure for what others aim at with the same indicator.

    Args:
        drafts: agency and draft of each declaration; of several of one agency the first counts.
        name: of the indicator.
        level2: canonical code of its second level.
        fiscal_year: of the budget, for dates that do not name theirs.

    Returns:
        The median of the targets of the commonest unit; nothing of it where fewer than :data:`LEAST` agencies have one.
    """
    targets: dict[object, Target] = {}
    for agency, draft in drafts:
        item = same_indicator(draft, name, level2)
        if item is not None and agency not in targets:
            targets[agency] = parse_target(item.text("target"), name=name, level2_code=level2 or None, fiscal_year=fiscal_year)
    figures = [target for target in targets.values() if target.kind is Kind.NUMERIC and target.value is not None]
    units = Counter((target.unit, target.per) for target in figures)
    if not units or units.most_common(1)[0][1] < LEAST:
        return Peers()
    own = units.most_common(1)[0][0]
    alike = [target for target in figures if (target.unit, target.per) == own]
    return Peers(len(alike), _figure(alike), len(targets) - len(alike))


def _figure(targets: Sequence[Target]) -> str:
    """The median with the commonest sign and the unit."""
    middle = median(target.value for target in targets if target.value is not None)
    sign = Counter(target.operator or "" for target in targets).most_common(1)[0][0]
    unit = targets[0].unit
    if unit == "yuan" and abs(middle) >= _YUAN:
        return f"{sign}{plain_decimal(middle / _YUAN)}万元"
    per = "".join(f"/{part}" for part in targets[0].per or ())
    return f"{sign}{plain_decimal(middle)}{unit_by_code(unit).print if unit else ''}{per}"
