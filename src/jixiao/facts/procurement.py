"""Rows of the procurement table (政府采购预算表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.codes import ListId, code_list
from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.layouts.printed_cells import printed_cells
from jixiao.matching.keys import key_of
from jixiao.model import Table
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, parse_amount, printed_number, step_of

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("project", r"项目名称|采购项目$|^项目$"),
    ("budget", r"预算资金|项目预算"),
    ("reserve", r"中小(?:微)?企业"),
    ("code", r"目录序号|目录编码|品目编码|编码|代码"),
    ("item", r"采购物品|采购品目|品目名称|采购内容|物品名称|采购项目名称|采购目录"),
    ("unit", r"计量单位|^单位$"),
    ("quantity", r"数量"),
    ("price", r"单价"),
    ("amount", r"合计|总计|采购(?:预算)?金额|总价|预算金额|^金额"),
)
_TOTAL = re.compile(r"^(?:合计|总计)$")
_SUBTOTAL = re.compile(r"小计$")
_CLASSES = {"A": "goods", "B": "works", "C": "services"}
_OTHER = re.compile(r"^其他|其他")
_BY_ITEM: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("services", re.compile(r"服务|运维|咨询|物业|保洁|保安|租赁|培训|鉴定|检测|审计|印刷|测试|分析")),
    ("works", re.compile(r"施工|装修|修缮|工程$")),
    ("goods", re.compile(r"材料|设备|器材|服装|车辆|家具|耗材|用品|电脑|计算机|打印机|空调|用具|警车|栏杆|号牌")),
)
_GOODS_PROJECT = re.compile(r"购置|采购(?!服务)|装备|材料")
_OTHER_PROJECT = re.compile(r"服务|运维|维护|维修|咨询|委托|租赁|工程|改造|建设|运行")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``procurement_lines``."""
    forms = {
        key_of(item.name): (project_id, item.amounts.get("annual"))
        for _, project_id, scope, item in reading.projects()
        if scope == "project"
    }
    for _, table_id, table in reading.tables():
        if table.kind != "T14_procurement" or table.empty:
            continue
        at = _columns(table.columns)
        if "amount" not in at or not ({"item", "project"} & set(at)):
            continue
        yield from (("procurement_lines", {"document_id": reading.id, "table_id": table_id, **row}) for row in _rows(table, at, forms))


def _columns(names: Sequence[str]) -> dict[str, int]:
    """The column of each part by the last words of its header; the first that fits."""
    found: dict[str, int] = {}
    for role, pattern in _COLUMNS:
        for at, name in enumerate(names):
            leaf = re.sub(r"\s+", "", name.rsplit("/", 1)[-1])
            if at not in found.values() and role not in found and re.search(pattern, leaf):
                found[role] = at
    return found


def _rows(table: Table, at: dict[str, int], forms: dict[str | None, tuple[str, Decimal | None]]) -> Iterator[Row]:
    unit = MoneyUnit(table.unit) if table.unit else MoneyUnit.WAN
    starts = table.sources.get("rows", [])
    places = {(cell.row, cell.column): cell.source for cell in printed_cells(table)}
    agency: str | None = None
    for number, row in enumerate(table.rows, start=1):
        first = next((cell for cell in row if cell), "")
        role = "total" if _TOTAL.match(first) else "subtotal" if _SUBTOTAL.search(first) else "item"
        if role == "subtotal":
            agency = _SUBTOTAL.sub("", first)
        name = row[at["project"]] if "project" in at else ""
        budget = _money(row, at, "budget", unit)
        project_id, annual = forms.get(key_of(name), (None, None))
        if budget["budget_yuan"] is not None and annual is not None and annual != budget["budget_yuan"]:
            project_id = None
        source = places.get((number, at["amount"] + 1)) or (starts[number - 1] if number <= len(starts) else table.source)
        yield {
            "line_no": number,
            "role": role,
            "agency": agency,
            "project_name": name if role == "item" else None,
            "project_key": key_of(name) if role == "item" else None,
            "project_id": project_id if role == "item" else None,
            "project_budget_yuan": budget["budget_yuan"],
            "project_budget_step": budget["budget_step"],
            **_item(row, at, name),
            **_quantity(row, at),
            **{f"unit_{key}": value for key, value in _money(row, at, "price", unit).items()},
            **_money(row, at, "amount", unit),
            "reserve_yuan": _money(row, at, "reserve", unit)["reserve_yuan"] or Decimal(0) if "reserve" in at else None,
            "has_reserve_column": "reserve" in at,
            "source": place(_source(source, table)),
        }


def _source(source: SourceRef | None, table: Table) -> SourceRef:
    return source or table.source


def _item(row: Sequence[str], at: dict[str, int], name: str) -> Row:
    code = re.sub(r"\s+", "", row[at["code"]]) if "code" in at else ""
    item = row[at["item"]] if "item" in at else ""
    known = code_list(ListId.PROCUREMENT).find(code) if code else None
    official = known.name if known else None
    return {
        "item": item or None,
        "code": code or None,
        "code_class": _CLASSES.get(code[:1]),
        "code_name": official,
        "is_code_known": known is not None if code else None,
        "is_other_code": bool(re.search(r"99(?:00)*$", code) or _OTHER.match(official or item)) if code else None,
        "item_class": item_class(name, item),
        "unit": (row[at["unit"]] or None) if "unit" in at else None,
    }


def item_class(project: str, item: str) -> str | None:
    """What is bought by the words that name it; ``None`` where they do not tell.

    The item tells where it is more than 其他服务; otherwise a project that buys things (购置, 装备) and does nothing else.

    >>> item_class("专用材料购置", "其他服务"), item_class("设施维护经费", "办公设备"), item_class("车辆运维服务", "其他服务")
    ('goods', 'goods', None)
    """
    if not _OTHER.match(item):
        return next((name for name, pattern in _BY_ITEM if pattern.search(item)), None)
    return "goods" if _GOODS_PROJECT.search(project) and not _OTHER_PROJECT.search(project) else None


def _quantity(row: Sequence[str], at: dict[str, int]) -> Row:
    text = row[at["quantity"]] if "quantity" in at else ""
    value = printed_number(text) if text else None
    decimals = len(text.strip().partition(".")[2]) if value is not None else 0
    return {"quantity": value, "quantity_step": Decimal(1).scaleb(-decimals) if value is not None else None}


def _money(row: Sequence[str], at: dict[str, int], role: str, unit: MoneyUnit) -> Row:
    text = row[at[role]] if role in at else ""
    amount = parse_amount(text, unit) if text else None
    yuan = amount.yuan if amount else None
    return {f"{role}_yuan": yuan, f"{role}_step": step_of(text, yuan) if yuan else None}
