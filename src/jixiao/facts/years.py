"""Rows of years that a document names, and what each is named for (文字中的年份)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.sections import Placed
from jixiao.facts.statements import Statements
from jixiao.model import Table

_YEAR = re.compile(r"(?<![\d.,])(20[0-4]\d)(?![\d.,]*\d|[.,]?\d*(?:万|元|人|个|辆|平方|亩|公里|米|吨|户|件|台|套|次|名))")
_IN_TITLE = re.compile(r"《[^》]{0,80}$")
_NUMBER = re.compile(r"[〔\[(【]$")
_AFTER_NUMBER = re.compile(r"[〕\])】](?:第)?\d+号")
_PAPER = re.compile(r"年?度?[^，。；、《》]{0,8}(?:规划|任务书|纲要|收支分类科目|集中采购目录|政府工作报告)")
_SPAN_AFTER = re.compile(r"年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:至|到|[-—–~～－]+)(?:20\d\d|\d{1,2}月)")
_SPAN_BEFORE = re.compile(r"(?:\d{4}|年|月|日)(?:至|到|[-—–~～－]+)$")
_AS_OF_BEFORE = re.compile(r"截[至止到]+(?:到|至)?$")
_AS_OF_AFTER = re.compile(r"年?(?:\d{1,2}月)?(?:底|末|年底|年末)(?!前)")
_COMPARED = re.compile(r"(?:比|较|与|同|和|相比|相较于?|高于|低于)(?:上一?年度?)?[（(]?$")
_COMPARED_AFTER = re.compile(r"年度?(?:[^，。；]{0,10}?)(?:相比|持平|相同|一致)")
_SINCE = re.compile(r"(?:自|从|于|早在|经)$")
_DONE = re.compile(
    r"年?度?(?:\d{1,2}月)?(?:[^，。；]{0,16}?(?:已|完成了|建成|竣工|验收|到期|以来|起|成立|印发|出台|经验|成果|有.{0,4}退休)"
    r"|[^，。；]{0,30}?(?:结余|上年结转|结转资金|欠款|尾款|未支付|未付))"
)
_PAST = re.compile(r"年?度?[^。；]{0,150}?(?:进行|完成|实施|开展|实现|达到|取得|处理|组织|举办)了")
_OWED = re.compile(r"(?:未付|应付|结清|欠付|拖欠|历年)[^，。；]{0,4}$")
_BEGINS = re.compile(r"(?:^|[，。；:：\n、\d.．)）])$")
_OWN = re.compile(
    r"年?度?[，,]?[^，。；]{0,24}?(?:预算|决算|收入|支出|收支|绩效|目标|项目|经费|安排|计划|工作|采购|编制|部门|单位|全年|表|情况|说明|公开|资金|拨款"
    r"|三公|资产|将|拟|围绕|任务|业务|建设|运行|维护|管理|服务|培训|\d{1,2}月|底前|内|$)"
)
_PARTS = re.compile(r"[，。；;\n]")
_FAR = 80
_TITLES = frozenset({"title", "heading", "column", "note", "name"})


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``year_mentions`` outside of the narrative: tables and forms."""
    for _, table_id, table in reading.tables():
        for row in _of_table(table):
            yield "year_mentions", {"document_id": reading.id, "table_id": table_id, **row}
    for _, project_id, _, item in reading.projects():
        for field, text in (("name", item.name), ("goal", item.goal)):
            for row in mentions(text, field, first_place(item.sources, field) or place(item.source)):
                yield "year_mentions", {"document_id": reading.id, "project_id": project_id, **row}


def section_mentions(placed: Placed, stated: Statements | None) -> Iterator[Row]:
    """Rows of ``year_mentions`` of a section, without the document."""
    section, source = placed.section, place(placed.section.source)
    before = len(placed.told) - len(section.text)
    bases = _bases(placed.told, stated) if stated else []
    reasons = _reasons(placed.told, stated) if stated else []
    for row in mentions(section.heading, "heading", source):
        yield {"section_id": placed.section_id, **row}
    for row in mentions(section.text, "text", source, bases=_moved(bases, before), reasons=_moved(reasons, before)):
        yield {"section_id": placed.section_id, **row, "source": place(section.place_of(str(row["text"])))}


def mentions(
    text: str | None, field: str, source: str | None, *, bases: Sequence[tuple[int, int]] = (), reasons: Sequence[tuple[int, int]] = ()
) -> Iterator[Row]:
    """The years of a text, each with its context.

    Args:
        text: what is printed.
        field: where: title, heading, column, note, text, goal, name.
        source: its place.
        bases: stretches of the text that name a figure of another year.
        reasons: stretches that explain a change: what they name happened in other years.
    """
    for match in _YEAR.finditer(text or ""):
        context = context_of(text or "", match, field)
        if context == "own" and any(begin <= match.start() < end for begin, end in bases):
            context = "compared"
        if context == "own" and any(begin <= match.start() < end for begin, end in reasons):
            context = "other"
        yield {"field": field, "year": int(match[1]), "context": context, "text": _clause(text or "", match), "source": source}


def context_of(text: str, match: re.Match[str], field: str) -> str:
    """What a year is named for.

    >>> def context(text, field="text"):
    ...     return context_of(text, _YEAR.search(text), field)
    >>> context("2024年收入预算"), context("比2023年增加"), context("截至2023年12月31日"), context("财预〔2015〕88号")
    ('own', 'compared', 'as_of', 'document')
    """
    flat, at = _without_blanks(text, match.start())
    before, after = flat[max(0, at - 40) : at], flat[at + 4 : at + 60]
    if _IN_TITLE.search(before) or (_NUMBER.search(before) and _AFTER_NUMBER.match(after)):
        return "document"
    if field not in _TITLES and _PAPER.match(after):
        return "document"
    if _AS_OF_BEFORE.search(before):
        return "as_of"
    if _SPAN_AFTER.match(after) or _SPAN_BEFORE.search(before):
        return "period"
    if field not in ("goal", "name") and _AS_OF_AFTER.match(after):
        return "as_of"
    if _COMPARED.search(before) or (field == "text" and _COMPARED_AFTER.match(after)):
        return "compared"
    if field in _TITLES and field != "name":
        return "own"
    if _SINCE.search(before) or _OWED.search(before) or _DONE.match(after) or _PAST.match(flat[at + 4 :]):
        return "completed"
    is_own = field == "name" or _OWN.match(after) or (_BEGINS.search(before) and after.startswith("年"))
    return "own" if is_own else "other"


def _without_blanks(text: str, at: int) -> tuple[str, int]:
    """A text without blanks, and where the character ``at`` stands in it."""
    before, after = (re.sub(r"[^\S\n]", "", part).replace(",", "，") for part in (text[max(0, at - 120) : at], text[at : at + 200]))
    return before + after, len(before)


def _clause(text: str, match: re.Match[str]) -> str:
    begin = max((cut.end() for cut in _PARTS.finditer(text, max(0, match.start() - 60), match.start())), default=max(0, match.start() - 60))
    end = _PARTS.search(text, match.end(), match.end() + 60)
    return text[begin : min(end.start() if end else len(text), match.end() + 60)].strip()


def _of_table(table: Table) -> Iterator[Row]:
    sources = table.sources
    yield from mentions(table.title, "title", first_place(sources, "title") or place(table.source))
    yield from mentions(table.note, "note", first_place(sources, "note") or place(table.source))
    columns = [
        {**row, "text": name}
        for at, name in enumerate(table.columns)
        for row in mentions(name, "column", place(sources["columns"][at]) if at < len(sources.get("columns", ())) else place(table.source))
    ]
    latest = max((row["year"] for row in columns if isinstance(row["year"], int)), default=0)
    for row in columns:
        is_earlier = isinstance(row["year"], int) and row["year"] < latest
        yield {**row, "context": "compared"} if is_earlier and row["context"] == "own" else row


def _moved(spans: Sequence[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(begin - by, end - by) for begin, end in spans]


def _bases(text: str, stated: Statements) -> list[tuple[int, int]]:
    """From the beginning of a clause to the figure of another year that it names."""
    found = []
    for item in stated.items:
        if item.is_base:
            begin = max((cut.end() for cut in _PARTS.finditer(text, max(0, item.position - _FAR), item.position)), default=item.position)
            found.append((begin, item.position))
    return found


def _reasons(text: str, stated: Statements) -> list[tuple[int, int]]:
    found = []
    for item in stated.comparisons:
        if item.reason and (begin := text.find(item.reason, max(0, item.position - 400))) >= 0:
            found.append((begin, begin + len(item.reason)))
    return found
