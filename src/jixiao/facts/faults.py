"""Rows of faults of writing: doubled punctuation, unpaired brackets, repeated words, what a template left behind (文字上的毛病)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.facts.database import Row
from jixiao.facts.form_texts import cut_tail
from jixiao.facts.mentions import texts_of
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.model import Project

_HAN = "\u4e00-\u9fff"
_UNIT = "万元|亿元|元|万|年|月|日|天|小时|%|％|个|人|名|次|台|套|件|项|处|辆|份|批|期|公里|平方米|米|亩|吨|户"
_AGENCY = "单位|部门|局|县|市|省|区|镇|乡|村|项目|同志|公司|学校|医院"
_DOUBLED = re.compile(
    r"。[ 　]?[。，、；：]|，[ 　]?[，。、；：]|、[ 　]?[、，。；]|；[ 　]?[；。，、]|：[ 　]?[：。，]|,,|;;|(?<!\.)\.\.(?!\.)"
)
_PLACEHOLDER = re.compile(
    rf"(?<![A-Za-z0-9{{])[Xx×*＊]{{2,12}}(?={_UNIT}|{_AGENCY})|[≤≥<>＜＞]\s*[*＊Xx×]{{1,}}"
    rf"|(?<![A-Za-z0-9元米人个台套件)）])[X×＊*](?=万元|元(?!件)|年(?!级)|%|％)"
    rf"|(?<=[是为因由于、，。：对和及与的])(?:[Xx]{{2,4}}|×{{2,4}}|\*{{2,4}})(?=[{_HAN}])"
    r"|[（(]\s*[)）](?![A-Za-z])|_{3,}|＿{2,}|某某(?=单位|部门|局|项目|公司)"
)
_RESIDUE = re.compile(
    r"[（(](?:必填|选填|必填项|此处填写|请填写|请选择|示例|样例|填写说明|单位名称|部门名称|项目名称|公章|盖章处?)[^（()）]{0,6}[)）]"
    r"|请(?:在此)?(?:填写|输入|选择)(?!人)|此处(?:填写|插入)|点击(?:此处|输入)|单击此处|单位名称[:：]?(?=[，。]|$)|20[Xx×*＊]{2}年"
)
_ZEROS = re.compile(
    r"(?<!\d )(?<![\d.,A-Za-z\-—第〔\[【（(])0\d+(?=\s?(?:人|名|位|个|件|次|台|套|辆|处|项|户|万元|元|%|％|亩|公里|平方米|吨|份|家|所|起))"
)
_SPLIT = re.compile(r"(?<![\d.])\d{1,3}(?:\s+\.\s*|\.\s+|\s+)\d+(?:\.\d+)?(?=\s?(?:万元|亿元|元|%|％|平方米|公里|人|名|个|台|套|件|辆))")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_TWICE = re.compile(
    rf"(进行|开展|提高|提升|加强|确保|根据|按照|以及|主要|用于|其中|同时|或者|并且|因此|由于|已经|应当|可以|能够|为了|通过对|本单位|我单位|本部门)\1"
    rf"|(?<![目标靶有似似])的的(?!确|士)|(?<![不为除])了了(?![解结却])|([{_HAN}，、]{{6,60}})\2"
)
_PAIRS = {"》": "《", "）": "（", "】": "【", "〕": "〔", "”": "“", "〉": "〈"}
_WIDE = str.maketrans("()", "（）")
_ENUMERATION = re.compile(r"(?:^|[\n。；;，,：:、\s])(?:\d{1,2}|[一二三四五六七八九十a-zA-Z])）")
_STOP = re.compile(r"[，。；;,、：:\n]")
_LONGEST_QUOTE = 24
_LONGEST_TEXT = 30_000
_AROUND = 8
_BEFORE = 16


@dataclass(frozen=True, slots=True)
class _Fault:
    fault: str
    quote: str
    at: int


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``text_faults``, forms first, then the narrative and the tables."""
    base: Row = {"document_id": reading.id}
    for _, project_id, _, item in reading.projects():
        for field, text, source in _of_form(item):
            for fault in faults_in(text, field):
                yield "text_faults", {**base, "project_id": project_id, **_row(fault, field, source)}
    for number, section in enumerate(reading.document.sections, start=1):
        for field, text in (("heading", section.heading or ""), ("section", section.text)):
            for fault in faults_in(text, field):
                row = _row(fault, field, place(section.place_at(fault.at) if field == "section" else section.source))
                yield "text_faults", {**base, "section_id": f"{reading.id}/s{number}", **row}
    for _, table_id, table in reading.tables():
        for field, text in (("title", table.title or ""), ("note", table.note or "")):
            for fault in faults_in(text, field):
                yield "text_faults", {**base, "table_id": table_id, **_row(fault, field, place(table.source))}


def _row(fault: _Fault, field: str, source: str | None) -> Row:
    return {"field": field, "fault": fault.fault, "quote": fault.quote, "source": source}


def _of_form(item: Project) -> Iterator[tuple[str, str, str | None]]:
    for field, _, text, source in texts_of(item):
        yield field, text, source
    for indicator in item.indicators:
        own = place(indicator.source)
        yield "name", indicator.name, own
        yield "target", indicator.target.text, first_place(indicator.sources, "target") or own
        for field, other in (("description", indicator.description), ("basis", indicator.basis)):
            if other and other != indicator.name:
                yield field, other, first_place(indicator.sources, field) or own


def faults_in(text: str, field: str = "section") -> list[_Fault]:
    """The faults of a text, in their order.

    >>> [(found.fault, found.quote) for found in faults_in("重大支出决策、、资产处置；共有职工001人。")]
    [('doubled_punctuation', '重大支出决策、、资产处置'), ('leading_zeros', '共有职工001人')]
    """
    body = text[:_LONGEST_TEXT]
    found = [_Fault("doubled_punctuation", _quote(body, match), match.start()) for match in _DOUBLED.finditer(body)]
    found += [_Fault("placeholder", _quote(body, match), match.start()) for match in _PLACEHOLDER.finditer(body)]
    found += [_Fault("template_residue", _quote(body, match), match.start()) for match in _RESIDUE.finditer(body)]
    found += [_Fault("leading_zeros", _quote(body, match, after=1), match.start()) for match in _ZEROS.finditer(body)]
    if field not in ("target",):
        found += [_Fault("split_digits", _quote(body, match, after=3), match.start()) for match in _SPLIT.finditer(body) if _is_torn(match)]
    found += [_Fault("repeated_words", match[0][:_LONGEST_QUOTE], match.start()) for match in _TWICE.finditer(body)]
    if field in ("goal", "goal_of_period", "purpose", "narrative", "section", "heading") and cut_tail(body) is None:
        found += _unpaired(body)
    return sorted(found, key=lambda fault: fault.at)


def _is_torn(match: re.Match[str]) -> bool:
    return not _THOUSANDS.fullmatch(match[0]) and not re.match(r"(?:19|20)\d\d\b", match[0])


def _quote(text: str, match: re.Match[str], after: int = _AROUND) -> str:
    """The match with the words around it, from the last punctuation before it on."""
    begin = max(0, match.start() - _BEFORE)
    begin = max((stop.end() for stop in _STOP.finditer(text, begin, match.start())), default=begin)
    end = match.end() + after
    stop = _STOP.search(text, match.end(), end)
    return re.sub(r"\s+", " ", text[begin : stop.start() if stop else end]).strip()[: 2 * _LONGEST_QUOTE]


def _unpaired(text: str) -> Iterator[_Fault]:
    """Brackets and quotation marks that have no partner in their paragraph; numbers of lists such as 1） need none."""
    at = 0
    for paragraph in text.split("\n"):
        flat = paragraph.translate(_WIDE)
        listed = {match.end() - 1 for match in _ENUMERATION.finditer(flat)}
        waiting: dict[str, list[int]] = {left: [] for left in _PAIRS.values()}
        lonely: list[int] = []
        for place_of, char in enumerate(flat):
            if char in waiting:
                waiting[char].append(place_of)
            elif char in _PAIRS and waiting[_PAIRS[char]]:
                waiting[_PAIRS[char]].pop()
            elif char in _PAIRS and place_of not in listed and (char != "”" or "“" in flat):
                lonely.append(place_of)
        lonely += [first for left, places in waiting.items() for first in places if left != "“" or "”" in flat or len(flat) > first + 1]
        for first in sorted(lonely)[:3]:
            begin, end = max(0, first - _AROUND), first + _AROUND
            yield _Fault("unpaired_bracket", paragraph[begin:end], at + first)
        at += len(paragraph) + 1
