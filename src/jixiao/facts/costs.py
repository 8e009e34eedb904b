"""Rows of costs and of what a cost for one of something is multiplied by (成本指标, 数量与单位成本的对应).

A cost indicator is money of the whole project, of a part of it, or for one of something. Which of them it is, its unit and its name
tell; where they do not, it is unclear, and no rule builds on it. A cost for one is multiplied only by the quantity that is sure to be
meant: never by one that happens to stand in the same row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.documents import is_described
from jixiao.facts.nouns import common_part, core_of
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.steps import step_of_value
from jixiao.matching.keys import han_length, key_of
from jixiao.model import Indicator, Project
from jixiao.values import Kind
from jixiao.values.numbers import EXACT

_MONEY_LEVELS = frozenset({"output.cost", "cost.economic", "cost"})
_PERIODS = {"年": 1, "年度": 1, "半年": 2, "季": 4, "季度": 4, "月": 12, "周": None, "天": None, "日": None, "小时": None}
"""How often a stretch of time comes in a year; ``None`` where it depends on the project."""
_UNITS = {
    "平方米": ("m2", Decimal(1)),
    "平米": ("m2", Decimal(1)),
    "m2": ("m2", Decimal(1)),
    "亩": ("m2", Decimal(2000) / Decimal(3)),
    "mu": ("m2", Decimal(2000) / Decimal(3)),
    "米": ("m", Decimal(1)),
    "延米": ("m", Decimal(1)),
    "m": ("m", Decimal(1)),
    "公里": ("m", Decimal(1000)),
    "千米": ("m", Decimal(1000)),
    "人": ("人", Decimal(1)),
    "名": ("人", Decimal(1)),
    "位": ("人", Decimal(1)),
    "人次": ("人", Decimal(1)),
    "付": ("副", Decimal(1)),
    "付（片）": ("副", Decimal(1)),
    "付(片)": ("副", Decimal(1)),
}
"""Units that count the same, and how much of the common one each is."""
_PIECES = frozenset({"个", "套", "台", "件", "只", "副", "组", "项", "辆", "块", "支", "条", "处"})
"""Measure words for pieces: one stands for another where a project has but one quantity and one cost for one."""
_ANY = "单位"  # 单位成本 says that it is for one, not of what
_NOT_COUNTED = frozenset({"money", "ratio", "time", "temperature"})
_FOR_ONE = re.compile(
    r"单价|单位[\u4e00-\u9fff]{0,4}(?:成本|价格|造价|费用)|[人户亩校株站所村镇乡店园院馆床生台辆件次点艘船头只场]均(?![衡等匀分])|均价"
    r"|每[\u4e00-\u9fff]{1,6}|标准(?!化)|价格|[年月日]薪|单[个次台套件项人船艘株栋站座处间床块盏家户辆条场期]|[/／]"
)
_WHOLE = re.compile(
    r"总成本|总预算|总费用|总额|总支出|预算控制|控制数|控制额|预算数|预算金额|预算成本|项目成本|项目经费|经费支出|成本控制|项目支出|经费控制|资金总|成本总"
    r"|项目预算|预算总|总投资"
)
_LIFETIME = re.compile(
    r"总投资|概算|估算|总造价|合同(?:总)?(?:价|金额|额)|全周期|全生命|累计|[二三四五两]年|[三四五两]期|20\d\d\s{0,2}[-—–至~]\s{0,2}20\d\d"
)
_OTHER_MONEY = re.compile(
    r"自筹|社会(?:资本|资金|投资)|配套|企业投|贷款|专项债|其他资金|捐赠|上级(?:补助|资金)|中央|省级|[市县区]级(?:资金|补助|财政|投资)|非财政|群众负担|减负"
)
_NO_COST = re.compile(r"节约|节支|节省|降低|减少|减免|收入|收益|产值|利润|罚|征收|挽回")
_COST_WORDS = re.compile(
    r"单位|成本|单价|价格|费用|标准|金额|经费|平均|人均|每[\u4e00-\u9fff]{1,3}|支出|控制|不超过|指标|数量|采购|购置|购买|施划|建设|维护|管理|服务|运行|总"
)
_REACHED = re.compile(r"受益|惠及|覆盖|辐射|带动|宣传|观看|浏览|点击|关注|服务(?:人|群众|对象)|满意")
_NAMED_ONE = re.compile(r"单(?!位|价|独|一)([\u4e00-\u9fff])|([\u4e00-\u9fff])均(?![衡等匀分价])")
"""What a cost is for one of, by one character of its name: 单船, 校均."""
_OF_ALL = re.compile(r"总(?:里程|长度|面积|数|量|人数)")
_PAID_BY_SEVERAL = re.compile(r"补助|补贴|奖补|奖励")  # levels of government often share it
_TOPPED_UP = re.compile(r"低保|最低生活保障|保障标准|补差|特困")  # only what the income lacks is paid
_SMALL = Decimal(10_000)
_SMALL_PART = Decimal(100)
"""Less than 10,000 yuan and no more than a hundredth of the budget is no cost of the project."""
_LONE_PART = Decimal(20)
"""The only cost of a project that is less than a twentieth of the budget may be for one of something."""
_KIND = 3
"""So many characters of its name must a cost share with the quantity of all of something."""


@dataclass(frozen=True, slots=True)
class _Cost:
    indicator: Indicator
    id: str
    role: str
    per: tuple[str, ...]
    periods: int | None
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class _Quantity:
    indicator: Indicator
    id: str


@dataclass(frozen=True, slots=True)
class _Pair:
    quantity: _Quantity
    factor: Decimal
    match: str
    is_sure: bool


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``cost_items`` and ``cost_pairs``."""
    for _, project_id, scope, item in reading.projects():
        if scope != "project" or is_described(item.indicators, item.sources):
            continue
        keys: Row = {"document_id": reading.id, "project_id": project_id}
        quantities = _quantities(project_id, item)
        costs = _costs(project_id, item, quantities)
        for cost in costs:
            yield "cost_items", {**keys, **_item(cost)}
        for_one = [cost for cost in costs if cost.role == "unit"]
        for cost in for_one:
            if found := _pair(cost, quantities, is_only_cost=len(for_one) == 1):
                yield "cost_pairs", {**keys, **_product(cost, found), "is_only": len(costs) == len(quantities) == 1}


def _quantities(project_id: str, item: Project) -> list[_Quantity]:
    return [
        _Quantity(indicator, f"{project_id}/i{number}")
        for number, indicator in enumerate(item.indicators, start=1)
        if indicator.level2_code == "output.quantity"
        and not indicator.placeholder
        and indicator.target.kind is Kind.NUMERIC
        and indicator.target.unit
        and indicator.target.dimension not in _NOT_COUNTED
        and not indicator.target.per
        and indicator.target.value
    ]


def _costs(project_id: str, item: Project, quantities: Sequence[_Quantity]) -> list[_Cost]:
    found = [
        (number, indicator)
        for number, indicator in enumerate(item.indicators, start=1)
        if (indicator.level2_code in _MONEY_LEVELS or (indicator.level1_code == "cost" and not indicator.level2_code))
        and not indicator.placeholder
        and indicator.target.kind is Kind.NUMERIC
        and indicator.target.dimension == "money"
        and indicator.target.value
        and not _NO_COST.search(indicator.name)
    ]
    counted = {key_of(quantity.indicator.name) for quantity in quantities}
    budget = item.amounts.get("annual") or Decimal(0)
    return [_cost(f"{project_id}/i{number}", indicator, budget, counted, is_alone=len(found) == 1) for number, indicator in found]


def _cost(indicator_id: str, indicator: Indicator, budget: Decimal, counted: set[str | None], *, is_alone: bool) -> _Cost:
    target = indicator.target
    value = target.value or Decimal(0)
    times = [_PERIODS[word] for word in target.per if word in _PERIODS]
    periods = None if None in times else max((time for time in times if time), default=1)
    per = tuple(word for word in target.per if word not in _PERIODS)
    is_small = value < _SMALL and EXACT.multiply(value, _SMALL_PART) <= budget
    names_whole, names_one = _WHOLE.search(indicator.name) is not None, _FOR_ONE.search(indicator.name) is not None
    amount = "whole" if names_whole else "part"
    is_inferred = False
    if periods != 1 and not per:
        role = "period"
    elif per and per != (_ANY,):
        role = "unit"
    elif (2 * value >= budget > 0) or (times and not names_one and not per):
        role = amount
    elif per or names_one:
        role = "unit"
    elif is_small and is_alone and not names_whole:
        role, is_inferred = "unit", True
    else:
        is_lost = is_alone and EXACT.multiply(value, _LONE_PART) < budget
        role = "unclear" if is_small or is_lost or key_of(indicator.name) in counted else amount
    return _Cost(indicator, indicator_id, role, per, periods, is_inferred)


def _item(cost: _Cost) -> Row:
    name, target = cost.indicator.name, cost.indicator.target
    return {
        "indicator_id": cost.id,
        "role": cost.role,
        "operator": target.operator,
        "amount_yuan": target.value,
        "amount_step": step_of_value(target.text, target.value),
        "periods": cost.periods,
        "is_inferred": cost.is_inferred,
        "is_lifetime": _LIFETIME.search(name) is not None,
        "is_other_money": _OTHER_MONEY.search(name) is not None,
        "name": name,
        "text": target.text,
        "source": first_place(cost.indicator.sources, "target") or place(cost.indicator.source),
        "confidence": cost.indicator.confidence,
    }


def _product(cost: _Cost, pair: _Pair) -> Row:
    quantity, price = pair.quantity.indicator.target, cost.indicator.target
    times = EXACT.multiply(quantity.value or Decimal(0), pair.factor)
    value = price.value or Decimal(0)
    steps = [
        EXACT.multiply(other, step)
        for target, other, step in (
            (quantity, value, _measured(pair.quantity.indicator, pair.factor)),
            (price, times, step_of_value(price.text, price.value) or Decimal(0)),
        )
        if target.operator == "="
    ]
    return {
        "quantity_id": pair.quantity.id,
        "cost_id": cost.id,
        "match": pair.match,
        "is_sure": pair.is_sure
        and not (cost.is_inferred and price.operator in ("≤", "<"))
        and not _PAID_BY_SEVERAL.search(cost.indicator.name),
        "periods": cost.periods,
        "quantity": quantity.value,
        "quantity_operator": quantity.operator,
        "cost_yuan": price.value,
        "cost_operator": price.operator,
        "product_yuan": EXACT.multiply(EXACT.multiply(times, value), Decimal(cost.periods or 1)),
        "product_step": sum(steps, Decimal(0)),
    }


def _measured(indicator: Indicator, factor: Decimal) -> Decimal:
    """The step of a quantity that is measured; whole things that are counted one by one are exact."""
    step = step_of_value(indicator.target.text, indicator.target.value) or Decimal(0)
    is_counted = indicator.target.dimension in ("count", "people") and step <= 1
    return Decimal(0) if is_counted else EXACT.multiply(step, factor)


def _pair(cost: _Cost, quantities: Sequence[_Quantity], *, is_only_cost: bool) -> _Pair | None:
    """The quantity that a cost for one is multiplied by; ``None`` where several may be meant, or none."""
    if cost.periods is None or len(cost.per) > 1 or _TOPPED_UP.search(cost.indicator.name):
        return None
    per = cost.per[0] if cost.per else _ANY
    quantities = [quantity for quantity in quantities if _may_be(cost, per, quantity)]
    same = [(quantity, factor) for quantity in quantities if (factor := _factor(per, quantity)) is not None]
    # Other words for the thing itself: 按卡口, and 卡口数量 counted in 处.
    if not same and per != _ANY and per not in _UNITS and per not in _PIECES:
        same = [(quantity, Decimal(1)) for quantity in quantities if per in quantity.indicator.name]
        if len(same) == 1:
            return _Pair(*same[0], "word", is_sure=True)
    if len(same) == 1 and len(quantities) == 1:
        return _Pair(*same[0], "only", is_sure=is_only_cost or _shared(cost, same[0][0]) >= 2)
    candidates = same or [(quantity, Decimal(1)) for quantity in quantities if _is_piece(per, quantity)]
    if found := _by_words(cost, candidates):
        return _Pair(*found, "words", is_sure=True)
    if len(same) == 1 and not _REACHED.search(same[0][0].indicator.name):
        return _Pair(*same[0], "unit", is_sure=False)
    if is_only_cost and len(quantities) == len(candidates) == 1:
        return _Pair(*candidates[0], "only", is_sure=True)
    return None


def _may_be(cost: _Cost, per: str, quantity: _Quantity) -> bool:
    """Whether a quantity may be what the cost is for one of; not where the name of the cost says another thing, or a kind of it only."""
    name, unit = quantity.indicator.name, quantity.indicator.target.unit or ""
    if _OF_ALL.search(name) and _shared(cost, quantity) < _KIND:
        return False
    named = _NAMED_ONE.search(cost.indicator.name) if per == _ANY else None
    thing = named and (named[1] or named[2])
    return not thing or thing == "平" or thing in unit or thing in name or (thing in _PIECES and unit in _PIECES)


def _factor(per: str, quantity: _Quantity) -> Decimal | None:
    """How many of what the cost is for one of is one of the quantity; ``None`` where the units do not fit."""
    unit = quantity.indicator.target.unit or ""
    common, size = _UNITS.get(unit, (unit, Decimal(1)))
    wanted, one = _UNITS.get(per, (per, Decimal(1)))
    return EXACT.divide(size, one) if common == wanted else None


def _is_piece(per: str, quantity: _Quantity) -> bool:
    unit = quantity.indicator.target.unit or ""
    return per == _ANY or (per in _PIECES and unit in _PIECES)


def _shared(cost: _Cost, quantity: _Quantity) -> int:
    """How many characters of the thing itself two names share."""
    left = _COST_WORDS.sub("，", re.sub(r"[（(][^（()）]*[)）]?", "", cost.indicator.name))
    right = _COST_WORDS.sub("，", core_of(quantity.indicator.name))
    return max((han_length(part) for part in common_part(left, right).split("，")), default=0)


def _by_words(cost: _Cost, candidates: Sequence[tuple[_Quantity, Decimal]]) -> tuple[_Quantity, Decimal] | None:
    """The one candidate whose name shares most with the cost's; ``None`` where none does, or two do as much."""
    scored = sorted(((_shared(cost, quantity), at) for at, (quantity, _) in enumerate(candidates)), reverse=True)
    if not scored or scored[0][0] < 2 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return candidates[scored[0][1]]
