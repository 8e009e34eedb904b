"""Rows of prices: what one of something costs in a project, by an item that other agencies buy as well (可比的单价)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from jixiao.facts import costs
from jixiao.facts.database import Row
from jixiao.facts.nouns import core_of
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.keys import han_length, key_of
from jixiao.model import Indicator, Project
from jixiao.values import Kind
from jixiao.values.numbers import EXACT

_YEARLY = frozenset({"年", "年度", "半年", "季", "季度", "月"})
_DAILY = frozenset({"天", "日"})
_ANY = "单位"  # 单位成本 says that it is for one, not of what
_AREAS = {"平米": "平方米", "㎡": "平方米", "m2": "平方米", "mu": "亩", "延米": "m", "米": "m"}
_PERSONS = {"名": "人", "位": "人"}
_SAYS_NOTHING = re.compile(
    r"单位|成本|单价|价格|费用|标准|金额|经费|平均|人均|每[\u4e00-\u9fff]{1,3}|支出|控制|不超过|指标|数量|采购|购买|购置|发放|工作|服务|使用|管理|项目|预算|资金"
    r"|单[个处台套件座]|[人户亩校站台]均|建设|日常|总|额|数|所需|年度|用于|情况|一定|按|的|为|[（(][^（()）]*[)）]"
)
_SHORTEST_NAME = 4  # characters that name a thing by words of its own
_FEWEST = Decimal(5)  # of so few things a price cannot be told from the money of a year
_CEILINGS = frozenset({"=", "≤", "<"})
_FLOORS = frozenset({"=", "≥", ">"})


@dataclass(frozen=True, slots=True)
class PricedItem:
    """A class of things that are compared by their price for one (可比事项)."""

    key: str
    zh: str
    en: str
    about: re.Pattern[str]
    words: re.Pattern[str] | None
    same: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    per: frozenset[str]
    unit: str
    time: str | None
    kinds: re.Pattern[str] | None
    derive: bool

    def fits(self, own: str, project: str) -> bool:
        """Whether a cost is for one of this.

        Args:
            own: name and explanation of the cost.
            project: name of its project.
        """
        both = f"{own}，{project}"
        if (self.words and not self.words.search(both)) or (self.unless and self.unless.search(both)):
            return False
        if self.about.search(own):
            return True
        is_named_by_project = not _is_telling(own) or any(pattern and pattern.search(own) for pattern in (self.words, self.same))
        return is_named_by_project and self.about.search(project) is not None

    def kind_of(self, own: str, project: str) -> str | None:
        """The word that parts it further."""
        found = self.kinds and (self.kinds.search(own) or self.kinds.search(project))
        return found[0] if found else None


@cache
def priced_items() -> dict[str, PricedItem]:
    """The classes of ``priced_items.toml`` by key."""
    raw = tomllib.loads(resources.files("jixiao.facts").joinpath("priced_items.toml").read_text(encoding="utf-8"))
    return {key: _item(key, entry) for key, entry in raw.items()}


def _item(key: str, entry: dict[str, str | bool | list[str]]) -> PricedItem:
    known = {"zh", "en", "about", "words", "same", "unless", "per", "unit", "time", "kinds", "derive"}
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"priced_items.toml, {key}: unknown {', '.join(unknown)}")
    patterns = {name: re.compile(str(entry[name])) if name in entry else None for name in ("about", "words", "same", "unless", "kinds")}
    about = patterns["about"]
    per = entry["per"]
    if about is None or not isinstance(per, list):
        raise ValueError(f"priced_items.toml, {key}: about must be a pattern, per a list")
    return PricedItem(
        key=key,
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        about=about,
        words=patterns["words"],
        same=patterns["same"],
        unless=patterns["unless"],
        per=frozenset(per),
        unit=str(entry["unit"]),
        time=str(entry["time"]) if "time" in entry else None,
        kinds=patterns["kinds"],
        derive=entry.get("derive") is True,
    )


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``unit_prices``."""
    stated: dict[str, list[Row]] = {}
    for table, row in costs.rows(reading):
        if table == "cost_items":
            stated.setdefault(str(row["project_id"]), []).append(row)
    for _, project_id, scope, item in reading.projects():
        if scope != "project":
            continue
        own = list(_declared(item, stated.get(project_id, [])))
        known = {row["item"] for row in own}
        own += [row for row in _derived(item, project_id, stated.get(project_id, [])) if row["item"] not in known]
        counted = _counted(item)
        for row in own:
            found = priced_items().get(str(row["item"]))
            same = [number for number, indicator in counted if found and indicator.target.unit in found.per]
            quantity = f"{project_id}/i{same[0]}" if len(same) == 1 else None
            yield "unit_prices", {"document_id": reading.id, "project_id": project_id, **row, "quantity_id": quantity}


def _declared(item: Project, stated: Sequence[Row]) -> Iterator[Row]:
    """Prices for one that the form prints."""
    for row in stated:
        if row["role"] not in ("unit", "period") or row["operator"] not in _CEILINGS or row["is_other_money"]:
            continue
        number = int(str(row["indicator_id"]).rpartition("/i")[2])
        indicator = item.indicators[number - 1]
        amount = indicator.target.value
        if amount is None or amount <= 0:
            continue
        things = [word for word in indicator.target.per if word not in _YEARLY | _DAILY]
        time = _time(indicator.target.per)
        yearly = EXACT.multiply(amount, Decimal(int(str(row["periods"] or 1)))) if time == "year" else amount
        common = {
            "indicator_id": row["indicator_id"],
            "operator": row["operator"],
            "origin": "declared",
            "name": indicator.name,
            "text": indicator.target.text,
            "source": row["source"],
            "confidence": row["confidence"],
        }
        if found := _class_of(indicator, item, things, time):
            yield {**common, **_listed(found, indicator, item), "price_yuan": yearly}
        elif named := _named(indicator, things, time):
            yield {**common, **named, "price_yuan": yearly}


def _time(per: Sequence[str]) -> str | None:
    """Year where a price is for a stretch of it, day, or ``None`` where it is for no time."""
    if _DAILY & set(per):
        return "day"
    return "year" if _YEARLY & set(per) else None


def _class_of(indicator: Indicator, item: Project, things: Sequence[str], time: str | None) -> PricedItem | None:
    """The class of the list that a price belongs to."""
    if len(things) > 1:
        return None
    thing = things[0] if things else _ANY
    for found in priced_items().values():
        # 每人5000元 is for a year where such things are paid for by the year.
        is_time = time == found.time or (time is None and found.time == "year") or (time == "year" and found.time is None)
        if is_time and thing in found.per and found.fits(_own(indicator), item.name or ""):
            return found
    return None


def _own(indicator: Indicator) -> str:
    return f"{indicator.name}，{indicator.description or ''}"


def _listed(found: PricedItem, indicator: Indicator | None, item: Project) -> Row:
    own = _own(indicator) if indicator else ""
    return {
        "item": found.key,
        "item_name": found.zh,
        "item_name_en": found.en,
        "is_listed": True,
        "kind": found.kind_of(own, item.name or ""),
        "unit": found.unit,
        "time": found.time,
    }


def _named(indicator: Indicator, things: Sequence[str], time: str | None) -> Row | None:
    """The thing by the words of its own name, where these name one."""
    core = core_of(_SAYS_NOTHING.sub("", indicator.name))
    if len(things) != 1 or things[0] == _ANY or han_length(core) < _SHORTEST_NAME:
        return None
    unit = _AREAS.get(things[0], _PERSONS.get(things[0], things[0]))
    name = {"item": key_of(core), "item_name": core, "item_name_en": core}
    return {**name, "is_listed": False, "kind": None, "unit": unit, "time": time}


def _is_telling(own: str) -> bool:
    """Name and explanation of a cost name a thing of their own."""
    return han_length(_SAYS_NOTHING.sub("", own)) >= 2


def _derived(item: Project, project_id: str, stated: Sequence[Row]) -> Iterator[Row]:
    """Prices that are the money of the year by the only number of things that it is for."""
    if any(row["role"] not in ("whole", "part") or row["is_lifetime"] or row["is_other_money"] for row in stated) or len(stated) > 1:
        return
    money = stated[0]["amount_yuan"] if stated and stated[0]["role"] == "part" else item.amounts.get("annual")
    own = f"{stated[0]['name']}" if stated else ""
    counted = _counted(item)
    if not isinstance(money, Decimal) or money <= 0 or len(counted) != 1:
        return
    number, quantity = counted[0]
    if quantity.target.operator not in _FLOORS or not quantity.target.value or quantity.target.value < _FEWEST:
        return
    unit = quantity.target.unit or ""
    for found in priced_items().values():
        if found.derive and unit in found.per and found.fits(own, f"{item.name}，{quantity.name}"):
            yield {
                **_listed(found, None, item),
                "indicator_id": f"{project_id}/i{number}",
                "operator": None,
                "origin": "derived",
                "price_yuan": EXACT.divide(money, quantity.target.value).quantize(Decimal("0.01")),
                "name": quantity.name,
                "text": quantity.target.text,
                "source": first_place(quantity.sources, "target") or place(quantity.source),
                "confidence": quantity.confidence,
            }
            return


def _counted(item: Project) -> list[tuple[int, Indicator]]:
    """The numbers of things of a project, with the number of their indicator."""
    return [
        (number, indicator)
        for number, indicator in enumerate(item.indicators, start=1)
        if indicator.level2_code == "output.quantity"
        and not indicator.placeholder
        and indicator.target.kind is Kind.NUMERIC
        and indicator.target.dimension not in ("money", "ratio", "time")
        and not indicator.target.per
    ]
