"""Whether what is laid out by a pack can be read again: an invented project as its form, and what recognition makes of that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.documents.printout import Printout
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, Declaration, lay_out_form
from jixiao.layouts.recognise import recognise
from jixiao.model import Indicator, Project
from jixiao.packs.fault import PackFault
from jixiao.packs.labels import paths_of
from jixiao.packs.pack import Pack
from jixiao.packs.printing import declaration_for
from jixiao.packs.schema import joined
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

_YEAR = 2026
_PLACE = SourceRef("invented")
_GROUPS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts")
_WAN = Decimal(10_000)
_LONG_PERIOD = "3年"
_TEXTS = {
    "name": "候鸟栖息地监测费",
    "code": "13010026P00971210126E",
    "department": "青禾县气象局",
    "department_code": "118001",
    "unit": "青禾县气象观测站",
    "unit_code": "118003",
    "goal": "对重点区域逐处登记造册，全年巡查不少于二百次。",
    "goal_of_period": "三年内完成全部区域的监测点布设。",
}
_NARRATIVE = "依据《管理办法》（试行）第{number}条安排，逐处登记造册。"
_CONTACTS = {"负责人": "钱某一", "经办人": "孙某二", "联系电话": "13900001111", "填报日期": "20260105"}
_OF_INDICATOR = {"description": "反映监测点布设的情况", "basis": "年度工作计划"}


def read_back_faults(pack: Pack, file: str) -> list[PackFault]:
    """Fields and levels that are not read as what they are, under the label that the pack gives them.

    Args:
        pack: a pack without any other fault.
        file: how messages name it.
    """
    form = declaration_for(pack)
    project = _example(pack, form)
    page = lay_out_form(project, form, Around(_YEAR, 1)).page
    found = recognise(read_bytes(write(Printout(pack.id, [page]), "html"), name="form.html")).projects
    lost = list(_lost(form, project, found[0] if len(found) == 1 else None))
    own = [path for path in lost if path in pack.own_labels]
    return [_fault(pack, path, file) for path in own or lost]


def _fault(pack: Pack, path: str, file: str) -> PackFault:
    is_level = path in pack.level_labels
    place = joined(joined("levels", "labels") if is_level else "labels", path) if path in pack.own_labels else joined("form", "name")
    return PackFault(file, place, "pack_fault.read_back", {"label": pack.labels.get(path, path), "path": path})


def _example(pack: Pack, form: Declaration) -> Project:
    """A project with something in every place of the form, and an indicator of every level."""
    is_long = not pack.attributes or any(attribute.period is None for attribute in pack.attributes)
    attribute = next((item for item in pack.attributes if is_long and item.period is None), next(iter(pack.attributes), None))
    texts = {key: text for key, text in _TEXTS.items() if key in form.fields}
    if "goal_of_period" in texts and not is_long:
        texts["goal_of_period"] = texts["goal"]
    if "attribute" in form.fields:
        texts["attribute"] = attribute.printed if attribute else "经常性项目"
    if "period" in form.fields:
        texts["period"] = attribute.period if attribute and attribute.period else _LONG_PERIOD
    keys = {group: [name.partition(".")[2] for name in paths_of(form) if name.startswith(f"{group}.")] for group in _GROUPS}
    year = {key: _WAN * (100 + at) for at, key in enumerate(keys["amounts"])}
    if "total" in year:
        year["total"] = _WAN * 900 if is_long else year.get("annual", year["total"])
    period = {key: _WAN * (500 + at) if is_long else year.get(key, _WAN) for at, key in enumerate(keys["amounts_of_period"])}
    return Project(
        **texts,
        amounts=year,
        amounts_of_period=period,
        payment_plan={month: f"{at * 100 // len(keys['payment_plan'])}%" for at, month in enumerate(keys["payment_plan"], 1)} or None,
        narratives={label: _NARRATIVE.format(number=at) for at, label in enumerate(keys["narratives"], 1)},
        contacts={label: _CONTACTS.get(label, "李某三") for label in keys["contacts"]} or None,
        indicators=list(_indicators(pack, form, is_long="target_of_period" in form.fields and is_long)),
        source=_PLACE,
    )


def _indicators(pack: Pack, form: Declaration, *, is_long: bool) -> Iterator[Indicator]:
    number = 0
    for first in pack.level_options:
        for second in first.level2:
            number += 1
            name = f"第{number}类监测点布设情况"
            yield Indicator(
                level1=first.label,
                level2=second.label,
                level1_code=first.code,
                level2_code=second.code,
                name=name,
                target=parse_target(f"≥{80 + number}%", name=name, fiscal_year=_YEAR),
                target_of_period=parse_target(f"≥{60 + number}%", name=name, fiscal_year=_YEAR) if is_long else None,
                weight=Decimal(number) if "weight" in form.fields else None,
                source=_PLACE,
                **{key: text for key, text in _OF_INDICATOR.items() if key in form.fields},
            )


def _lost(form: Declaration, project: Project, got: Project | None) -> Iterator[str]:
    """Paths and codes of levels of which the reading says something else than the project, or nothing."""
    paths = [path for path in paths_of(form) if not path.startswith("indicators.level")]
    for path in paths:
        if got is None or _said(project, path) != _said(got, path):
            yield path
    pairs = dict.fromkeys((item.level1_code, item.level2_code) for item in project.indicators)
    there = {(item.level1_code, item.level2_code) for item in got.indicators} if got is not None else set()
    firsts = {first for first, _ in there}
    yield from dict.fromkeys(first for first, _ in pairs if first and first not in firsts)
    yield from (second for first, second in pairs if second and first in firsts and (first, second) not in there)


def _said(project: Project, path: str) -> object:
    group, _, key = path.partition(".")
    if group == "indicators":
        return {item.name: _text_of(item, key) for item in project.indicators if not item.placeholder}
    if group in _GROUPS:
        return (getattr(project, group) or {}).get(key)
    return _plain(getattr(project, path, None))


def _text_of(indicator: Indicator, key: str) -> object:
    found = getattr(indicator, key, None)
    return getattr(found, "text", found)


def _plain(text: str | None) -> str:
    return "".join((text or "").split())
