"""Which figure a sentence refers back to (指代): the latest of the same thing, the same of another year, the total above a list."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.facts.metrics import Named
from jixiao.facts.statements import Comparison, Item
from jixiao.facts.subjects import core_of

LOOK_BACK = 200
"""How many figures back a sentence may mean; a section of thousands is read in time."""
_SHORTEST = 4
_TOTALS = frozenset(
    {"total_income", "total_expenditure", "current_income", "current_expenditure", "fiscal_income", "fiscal_expenditure"}
    | {"general", "fund", "state_capital", "three_public_total", "procurement_total"}
)


def latest(items: Sequence[Item], named: Named, subject: str, year: int | None) -> Item | None:
    """The latest figure of a year with the same metric, or with the same words where they name none."""
    wanted = core_of(subject)
    for item in reversed(items[-LOOK_BACK:]):
        if not item.is_money or item.is_base or item.year != year:
            continue
        same_side = named.side is None or item.named.side is None or named.side == item.named.side
        if named.metric is not None and item.named.metric == named.metric and same_side:
            return item
        if named.metric is None and len(wanted) >= _SHORTEST and core_of(item.subject) == wanted:
            return item
    return None


def sum_of_year(items: Sequence[Item], named: Named, words: str, year: int | None) -> Item | None:
    """收入合计 and 支出合计 are the sums of the year itself, without what is carried over (总计), where such a sum was stated."""
    side = (named.metric or "").removeprefix("total_")
    if side not in ("income", "expenditure") or not words.endswith("合计"):
        return None
    return latest(items, Named(f"current_{side}", side), "", year)


def is_same_thing(item: Item, other: Item) -> bool:
    """Two figures name the same thing, of whatever year or measure."""
    if item.named.metric is not None or other.named.metric is not None:
        return item.named.metric == other.named.metric and item.named.side == other.named.side
    return core_of(item.subject) == core_of(other.subject)


def measured(items: Sequence[Item], item: Item, measures: Sequence[str]) -> Item | None:
    """The latest figure of the same thing and year in the same paragraph with one of some measures."""
    for other in reversed(items[-LOOK_BACK:]):
        if other.paragraph != item.paragraph or other.year != item.year or not other.is_money or other.is_base:
            continue
        if other.measure in measures and other is not item and is_same_thing(other, item):
            return other
    return None


def two_years(items: Sequence[Item], item: Item | None) -> tuple[Item, Item] | None:
    """The later and the earlier of two figures of one thing that a sentence states side by side, the last of which is ``item``."""
    if item is None:
        return None
    same = [other for other in items[-LOOK_BACK:] if other.is_money and other.sentence == item.sentence and not other.is_base]
    if len(same) < 2 or same[-1] is not item or not is_same_thing(same[-2], item):
        return None
    before, last = same[-2], same[-1]
    if before.year is None or last.year is None or before.year == last.year:
        return None
    return (last, before) if last.year > before.year else (before, last)


def total_above(items: Sequence[Item], comparisons: Sequence[Comparison], part: Item | None) -> Item | None:
    """The total of the section before a list of shares that names none."""
    if part is None or part.figure is None:
        return None
    parts = {id(item.item) for item in comparisons[-LOOK_BACK:] if item.kind == "share" and item.item is not part}
    for item in reversed(items[-LOOK_BACK:]):
        fits = item.is_money and not item.is_base and item.year == part.year and item.measure == part.measure
        if fits and item.sentence <= part.sentence and item is not part and id(item) not in parts and item.named.metric in _TOTALS:
            return item if (item.yuan or 0) >= (part.yuan or 0) else None
    return None
