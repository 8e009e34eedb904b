"""Rows of pairs of projects that buy the same thing at costs for one of it (同一内容的单位成本)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.nouns import common_part, core_of
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import han_length, key_of
from jixiao.matching.names import name_stem
from jixiao.model import Indicator, Project
from jixiao.values.numbers import EXACT

_PHYSICAL = frozenset({"m", "m2", "公里", "mu", "吨", "立方米", "台", "辆", "套", "组", "盏", "块", "根", "棵", "株"})
_UNIT_NAMES = {"平方米": "m2", "平米": "m2", "㎡": "m2", "米": "m", "延米": "m", "亩": "mu"}
_WORDS = re.compile(
    r"单位成本|单价|成本|价格|费用|标准|金额|不超过|控制|平均|每[\u4e00-\u9fff]{1,3}|所需|用于|日常|根据|往年|情况|一定|各项|等"
)
_GRAM = 4  # characters that two descriptions must share
_POSTINGS = 40
_FEWEST = Decimal(10)


@dataclass(frozen=True, slots=True)
class _Cost:
    number: int
    project_id: str
    stem: str
    item: str
    unit: str
    yuan: Decimal
    is_derived: bool
    source: str | None


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``unit_cost_pairs``."""
    costs: list[_Cost] = []
    for number, project_id, scope, item in reading.projects():
        if scope == "project":
            costs += list(_declared(number, project_id, item)) or list(_derived(number, project_id, item))
    for left, right, shared in _pairs(costs):
        low, high = min(left.yuan, right.yuan), max(left.yuan, right.yuan)
        yield (
            "unit_cost_pairs",
            {
                "document_id": reading.id,
                "item": shared,
                "unit": left.unit,
                "left_project_id": left.project_id,
                "left_yuan": left.yuan,
                "left_is_derived": left.is_derived,
                "left_source": left.source,
                "right_project_id": right.project_id,
                "right_yuan": right.yuan,
                "right_is_derived": right.is_derived,
                "right_source": right.source,
                "gap_pct": EXACT.multiply(EXACT.divide(high - low, low), Decimal(100)).quantize(Decimal("0.01")),
            },
        )


def _declared(number: int, project_id: str, item: Project) -> Iterator[_Cost]:
    """Costs for one that the form prints: 65.2元 for a square metre."""
    for indicator in item.indicators:
        target = indicator.target
        per = [_UNIT_NAMES.get(word, word) for word in target.per]
        if target.dimension == "money" and len(per) == 1 and per[0] in _PHYSICAL and target.value and target.operator in ("=", "≤", "<"):
            yield _cost(number, project_id, item, indicator, per[0], target.value, is_derived=False)


def _derived(number: int, project_id: str, item: Project) -> Iterator[_Cost]:
    """The money of the year by the only quantity of the project."""
    counted = [one for one in item.indicators if one.level2_code == "output.quantity" and not one.placeholder]
    budget = item.amounts.get("annual")
    if len(counted) != 1 or not budget:
        return
    target = counted[0].target
    if target.unit in _PHYSICAL and target.value and target.value >= _FEWEST and target.kind.value == "numeric" and not target.per:
        yuan = EXACT.divide(budget, target.value).quantize(Decimal("0.01"))
        yield _cost(number, project_id, item, counted[0], target.unit, yuan, is_derived=True)


def _cost(number: int, project_id: str, item: Project, indicator: Indicator, unit: str, yuan: Decimal, *, is_derived: bool) -> _Cost:
    words = f"{indicator.name}，{indicator.description or ''}"
    clean = core_of(_WORDS.sub("，", re.sub(r"[（(][^（()）]*[)）]", "，", words)))
    source = first_place(indicator.sources, "target") or place(indicator.source)
    return _Cost(number, project_id, name_stem(item.name), clean, unit, yuan, is_derived, source)


def _pairs(costs: Sequence[_Cost]) -> Iterator[tuple[_Cost, _Cost, str]]:
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, cost in enumerate(costs):
        key = key_of(cost.item) or ""
        grams = {key[begin : begin + _GRAM] for begin in range(len(key) - _GRAM + 1)}
        near = sorted({earlier for gram in grams for earlier in index[cost.unit, gram]})
        for earlier in near[:_POSTINGS]:
            other = costs[earlier]
            shared = max(common_part(cost.item, other.item).split("，"), key=len)
            if other.project_id != cost.project_id and han_length(shared) >= _GRAM and min(other.yuan, cost.yuan) > 0:
                yield other, cost, shared
        for gram in grams:
            if len(index[cost.unit, gram]) < _POSTINGS:
                index[cost.unit, gram].append(at)
