"""Rows of numbers in prose, each with what it counts, and the indicators that count the same (文字中的数字与指标)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.form_texts import PURPOSE
from jixiao.facts.nouns import core_of, is_done, is_stock, lead_before, noun_after, noun_before, same_thing, without_doing
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.sections import placed_sections
from jixiao.facts.staff import group_of
from jixiao.facts.steps import step_of_value
from jixiao.matching.keys import han_length, key_of
from jixiao.model import Indicator, Project
from jixiao.values.lexicon import any_of, suffix_of
from jixiao.values.quantity import Quantity, quantity_at
from jixiao.values.units import is_known

_NUMBER = re.compile(r"(?<![\dA-Za-z第号/×*+])(?<!\d[.,])\d|百分之")
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_LEADING_ZERO = re.compile(r"0\d")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=年|[-—~至到]20\d\d年)")
_ONE = "人次|人|户|亩|台|辆|套|件|个|处|次|名|位|平方米|公里|米|吨|年|季度|月|周|天|日|学期|床|班|生|副|盏|块|棵|场|期|村|所"
_PER_BEFORE = re.compile(rf"(?:平均)?(?:每(?:{_ONE}))+$|[人户亩台辆次件床班生]均$")
_PER_FAR = re.compile(rf"每(?:{_ONE})|[人户亩床班生]均")
_PER_WORD = re.compile(rf"每({_ONE})")
_SENTENCE = re.compile(r"[。；;\n]")
_LONGEST_SENTENCE = 200
_CLAUSE = re.compile(r"[，。；;,！!？?\n]")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_INNER = re.compile(r"内(?=[设部外])")
_ORDINAL = re.compile(r"第$|[〔\[【（(〈]$|[A-Za-z]$")
_DATE_BEFORE = re.compile(r"[年月]$")
_NOT_UNITS = frozenset(
    (
        "号",
        "版",
        "级",
        "星",
        "码",
        "标",
        "单",
        "项目",
        "平台",
        "系统",
        "接口",
        "电话",
        "案件",
        "月",
        "线",
        "期",
        "届",
        "对",
        "市",
        "省",
        "县",
        "区",
        "分",
        "度",
        "口",
        "字",
        "方",
        "身",
        "顶",
        "门",
        "车",
    )
)
_STAY = frozenset({"人", "名", "位"})
_LOOSE = (frozenset({"人", "名", "位"}), frozenset({"处", "座", "所"}), frozenset({"台", "套", "件"}))
_LENGTH_LIMIT = 60_000
_SHORTEST_NAME = 4
_PAIRED_TIME = re.compile(r"(?:时间|时限|时长|天数|周期|工期)$")
_SATISFIED = re.compile(r"满意")


@dataclass(slots=True)
class Mention:
    """A number in a text: where, how much of what, and what the words around it say."""

    begin: int
    before: str
    value: Decimal
    operator: str
    unit: str
    dimension: str
    per: tuple[str, ...]
    is_approximate: bool
    is_stock: bool
    lead: str
    noun: str
    noun_after: str
    year: int | None
    clause: str
    sentence: str
    step: Decimal | None
    row: Row = field(default_factory=dict)


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``number_mentions`` and ``mention_indicators``."""
    keys: Row = {"document_id": reading.id}
    for _, project_id, _, item in reading.projects():
        number = 0
        for field_name, label, text, source in texts_of(item):
            for at, found in enumerate(mentions_in(text), start=1):
                number += 1
                mention_id = f"{project_id}/n{number}"
                own: Row = {"mention_id": mention_id, "project_id": project_id, "field": field_name, "label": label, "mention_no": at}
                yield "number_mentions", {**keys, **own, **row_of(found), "source": source}
                for link in _links(found, item.indicators, project_id):
                    yield "mention_indicators", {**keys, "project_id": project_id, "mention_id": mention_id, **link}
    for placed in placed_sections(reading):
        for at, found in enumerate(mentions_in(placed.section.text), start=1):
            own = {"mention_id": f"{placed.section_id}/n{at}", "section_id": placed.section_id, "field": "section", "mention_no": at}
            heading, source = placed.section.heading, place(placed.section.place_of(found.clause))
            yield "number_mentions", {**keys, **own, "label": heading, **row_of(found), "source": source}


def texts_of(item: Project) -> Iterator[tuple[str, str, str, str | None]]:
    """Field, label, text and place of the longer texts of a form."""
    found: list[tuple[str, str, str | None, str]] = [
        ("goal", "年度绩效目标", item.goal, "goal"),
        ("goal_of_period", "实施期绩效目标", item.goal_of_period, "goal_of_period"),
    ]
    found += [
        ("purpose" if label == PURPOSE else "narrative", label, text, f"narratives.{label}") for label, text in item.narratives.items()
    ]
    for field_name, label, text, key in found:
        if text:
            yield field_name, label, text, first_place(item.sources, key) or place(item.source)


def flat_text(text: str) -> str:
    """A text as numbers are sought in it: NFKC, without blanks that do not part two digits."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text[:_LENGTH_LIMIT]))


def mentions_in(text: str | None) -> list[Mention]:
    """The numbers with a unit in a text; years, dates, ordinals, numbers of documents and ranges are none.

    >>> [(found.noun, found.value, found.unit) for found in mentions_in("2024年新建监控设备150处，设备完好率不低于98%。")]
    [('监控设备', Decimal('150'), '处'), ('设备完好率', Decimal('98'), 'percent')]
    """
    flat = flat_text(text or "")
    found: list[Mention] = []
    done = 0
    for match in _NUMBER.finditer(flat):
        if match.start() < done:
            continue
        quantity = quantity_at(flat, match.start())
        if quantity is None:
            continue
        _without_list(flat, match.start(), quantity)
        done = quantity.end
        if quantity.value_high is None and (kind := _kind(flat, match.start(), quantity)) is not None:
            found.append(_mention(flat, match.start(), quantity, kind, found[-1] if found else None))
    return found


def _without_list(flat: str, at: int, quantity: Quantity) -> None:
    """In prose 51万元、建设费 is a list, where a cell with 51元、人 means one yuan for each person."""
    listed = flat.find("、", at, quantity.end)
    if listed > 0:
        quantity.per, quantity.end = (), listed


def row_of(found: Mention) -> Row:
    """A mention as a row, without the keys."""
    return {
        "noun": found.noun or None,
        "noun_key": key_of(found.noun) or None,
        "noun_after": found.noun_after or None,
        "noun_after_key": key_of(found.noun_after) or None,
        "lead": found.lead or None,
        "value": found.value,
        "value_step": found.step,
        "operator": found.operator,
        "unit": found.unit,
        "dimension": found.dimension,
        "per": f";{';'.join(found.per)};" if found.per else None,
        "is_approximate": found.is_approximate,
        "is_stock": found.is_stock,
        "year": found.year,
        "text": found.clause,
    }


def _kind(flat: str, at: int, quantity: Quantity) -> tuple[str, str] | None:
    """Unit and dimension of a quantity that is a mention; ``None`` for what only looks like one."""
    before = flat[max(0, at - 12) : at]
    if _ORDINAL.search(before) or _LEADING_ZERO.match(flat, at) or re.search(r"\d[-~—至到]$", before):
        return None
    unit = quantity.unit
    if unit is None:
        clause = _clause(flat, at)[0]
        return ("yuan", "money") if quantity.wan and any_of("money_names", "words").search(clause) else None
    if not is_known(unit) or unit.code in _NOT_UNITS or (unit.code == "year" and 1900 <= quantity.value <= 2100):
        return None
    if unit.code in ("month", "day") and (
        quantity.unit_text in ("月", "日") and (_DATE_BEFORE.search(before) or quantity.unit_text == "月")
    ):
        return None
    return unit.code, unit.dimension


def _mention(flat: str, at: int, quantity: Quantity, kind: tuple[str, str], last: Mention | None) -> Mention:
    clause, floor = _clause(flat, at)
    lead, begin = lead_before(flat, at, floor)
    begin -= flat.endswith(":", floor, begin)
    per_before = _PER_BEFORE.search(flat, max(floor, begin - 8), begin)
    per = quantity.per
    if per_before:
        begin = per_before.start()
        per = (*(_PER_WORD.findall(per_before[0]) or [per_before[0][0]]), *per)
        more, begin = lead_before(flat, begin, floor)
        lead = more + lead
    elif not per and (far := _PER_FAR.search(flat, floor, begin)):
        per = (far[0].strip("每均"),)
    spelled = suffix_of("operators", flat, at)
    operator = spelled[1] if spelled and spelled[1] != "=" else quantity.operator
    if _INNER.match(flat, quantity.end - 1):
        operator = "="
    after = noun_after(flat, quantity.end) if kind[1] in ("count", "people") else ""
    return Mention(
        begin=at,
        before=flat[floor:begin],
        value=quantity.value,
        operator=operator,
        unit=kind[0],
        dimension=kind[1],
        per=per,
        is_approximate=quantity.approx or bool(re.search(r"约|近$|将近|大概", lead)),
        is_stock=is_stock(flat, at, 0),
        lead=lead,
        noun=noun_before(flat, begin, floor),
        noun_after=after,
        year=_year(flat, at, last),
        clause=clause,
        sentence=_SENTENCE.split(flat[max(0, at - _LONGEST_SENTENCE) : at])[-1] + clause,
        step=step_of_value(flat[at : quantity.end], quantity.value),
    )


def _clause(flat: str, at: int) -> tuple[str, int]:
    """The clause around a place and where it begins."""
    begin = max((match.end() for match in _CLAUSE.finditer(flat, max(0, at - 80), at)), default=max(0, at - 80))
    following = _CLAUSE.search(flat, at)
    while following and _THOUSANDS.match(flat, following.start() - 1):
        following = _CLAUSE.search(flat, following.end())
    end = min(following.start() if following else len(flat), at + 60)
    return flat[begin:end].strip(), begin


def _year(flat: str, at: int, last: Mention | None) -> int | None:
    """The year that the text named last."""
    begin = last.begin if last else 0
    named = [int(match[1]) for match in _YEAR.finditer(flat, begin, at)]
    return named[-1] if named else (last.year if last else None)


def _links(found: Mention, indicators: Sequence[Indicator], project_id: str) -> Iterator[Row]:
    """The indicators of a project that count what a mention counts; a word that fits several of them fits none."""
    links: list[tuple[int, str]] = []
    for number, indicator in enumerate(indicators, start=1):
        target = indicator.target
        if indicator.placeholder or target.value is None or target.kind.value != "numeric" or not _same_unit(found, target.unit or ""):
            continue
        if found.dimension in ("money", "time") and not _PAIRED_TIME.search(found.noun):
            continue
        how = _how(found, indicator)
        if how:
            links.append((number, how))
    exact = [link for link in links if link[1] == "same"]
    chosen = exact or ([link for link in links if link[1] in ("contained", "narrower")] or (links if len(links) == 1 else []))
    for number, how in chosen:
        yield {"indicator_id": f"{project_id}/i{number}", "match": how}


def _how(found: Mention, indicator: Indicator) -> str | None:
    nouns = [found.noun] if found.dimension not in ("count", "people") else [found.noun_after, found.noun]
    names = [indicator.name, indicator.description or ""]
    if _is_named(found, indicator.name):
        return "same"
    if found.dimension == "people" and any((group := group_of(noun)) and group == group_of(indicator.name) for noun in nouns):
        return "same"
    if found.dimension != "ratio":
        names += [rest for verb, rest in (without_doing(name) for name in names) if verb and is_done(verb, found.sentence)]
        nouns += [rest for _, rest in (without_doing(noun) for noun in nouns) if rest]
    kinds = [_kind_of_match(noun, name, found.clause) for name in names for noun in nouns if noun and name]
    best = next((kind for kind in ("same", "contained", "generic", "narrower") if kind in kinds), None)
    if best is None and found.dimension == "ratio" and _SATISFIED.search(found.noun) and _SATISFIED.search(indicator.name):
        return "generic"
    return best


def _is_named(found: Mention, name: str) -> bool:
    """The clause begins with the whole name of the indicator, verbs and all: 组织培训人数达到200人."""
    whole = flat_text(name)
    return han_length(whole) >= _SHORTEST_NAME and found.before == whole


def _kind_of_match(noun: str, name: str, clause: str) -> str | None:
    """As :func:`same_thing`; ``narrower`` where the name adds words that the clause does not have: 农村水质合格率 is not 水质合格率."""
    kind = same_thing(noun, name)
    left, right = core_of(noun), core_of(name)
    if kind == "contained" and left in right and right.replace(left, "", 1) not in clause:
        return "narrower"
    return kind


def _same_unit(found: Mention, unit: str) -> bool:
    if found.unit == unit:
        return True
    if "个" in (found.unit, unit):
        return found.dimension == "count" and unit not in _STAY
    return any(found.unit in units and unit in units for units in _LOOSE)
