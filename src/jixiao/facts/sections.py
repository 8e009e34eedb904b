"""Rows of sections: what a heading is about, what stands under it, whether a table follows it (文字说明的各节)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, place
from jixiao.facts.sentences import LIST_MARK
from jixiao.matching.keys import han_length, key_of, sha256_of
from jixiao.model import Document, Section
from jixiao.provenance import SourceRef

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("glossary", re.compile(r"名词解释|专业(?:性)?名词|名词说明|相关名词")),
    ("department_targets", re.compile(r"(?:部门|单位)?整体(?:支出)?绩效目标|总体绩效目标|分项绩效目标|工作保障措施")),
    ("project_description", re.compile(r"项目概述|立项依据|实施主体|实施方案|实施周期|年度预算安排|项目经费情况说明|项目实施内容")),
    ("three_public", re.compile(r"三公[”\"]?\s?经费|公务接待费|因公出国|公务用车购置及运行")),
    ("operating", re.compile(r"机关运行(?:经)?费|运行经费")),
    ("service_purchase", re.compile(r"政府购买服务")),
    ("procurement", re.compile(r"政府采购|采购(?:预算|支出)")),
    ("special_funds", re.compile(r"专项资金|重点(?:项目|专项)|专项转移支付")),
    ("performance", re.compile(r"绩效")),
    ("assets", re.compile(r"国有资产|固定资产|资产占[有用]|车辆情况|房屋情况|资产情况|资产信息")),
    ("fund", re.compile(r"政府性基金")),
    ("state_capital", re.compile(r"国有资本经营")),
    ("basic", re.compile(r"基本支出")),
    ("general", re.compile(r"一般公共预算")),
    ("fiscal", re.compile(r"财政拨款")),
    ("duties", re.compile(r"职责|职能|主要工作任务")),
    (
        "organisation",
        re.compile(r"机构设置|机构情况|单位构成|预算单位|内设机构|人员(?:编制|构成|情况)|机构[及和]|部门构成|决算单位|基本情况|概况"),
    ),
    ("overview", re.compile(r"收支|收入、?(?:和|与)?支出|收、支")),
    ("income", re.compile(r"收入")),
    ("expenditure", re.compile(r"支出")),
    ("overview", re.compile(r"(?:预算|决算).{0,8}(?:总体|编制说明|情况说明|情况的说明|安排)|增减情况|总体情况|增减变化")),
    ("other", re.compile(r"其他|其它")),
)
_BOTH_AT_ONCE = re.compile(r"职责.{0,6}(?:机构|设置)|职能.{0,6}机构")
_PART = re.compile(r"^第[一二三四五六七八九十]{1,3}(?:部分|章|篇)")
_STYLES = (
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]")),
    (3, re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]")),
    (4, re.compile(r"^\d{1,2}\s*[、.．](?!\d)")),
    (5, re.compile(r"^[（(]\d{1,2}[)）]")),
)
_NOTHING = re.compile(
    r"^(?:(?:本|我)(?:单位|部门|局)|20\d\d年(?:度)?|[^，。]{0,12})?(?:无|没有|不涉及|未安排|不存在)[^。，；\d]{0,30}[。；]?$|^(?:无|不涉及)[。]?$"
)
_FIGURE = re.compile(r"\d\s*(?:万|亿)?元")
_TEXT_ONLY = frozenset({"glossary", "duties", "department_targets", "project_description"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A section with its place among the others.

    Attributes:
        number: number in the document, from 1.
        section_id: its key.
        section: as read.
        topic: what it is about.
        depth: depth of its heading; a heading without a number stands over one with 一、.
        parent: number of the section under whose heading it stands; ``None`` at the top.
    """

    number: int
    section_id: str
    section: Section
    topic: str
    depth: float
    parent: int | None

    def place_at(self, position: int) -> SourceRef:
        """The place of the paragraph in which a character of :attr:`told` stands."""
        return self.section.place_at(position - len(self.told) + len(self.section.text))

    @property
    def told(self) -> str:
        """What is read as prose: the text, and before it the heading where that states a figure (（三）公务接待费1.00万元)."""
        heading = self.section.heading or ""
        return f"{heading}\n{self.section.text}" if _FIGURE.search(heading) else self.section.text


def placed_sections(reading: FactReading) -> list[Placed]:
    """The sections of a document with topics and parents."""
    sections = reading.document.sections
    found: list[Placed] = []
    above: list[Placed] = []
    for number, (section, topic) in enumerate(zip(sections, topics_of(sections), strict=True), start=1):
        depth = _depth(section)
        while above and above[-1].depth >= depth:
            above.pop()
        parent = above[-1].number if above and section.heading else None
        item = Placed(number, f"{reading.id}/s{number}", section, topic, depth, parent)
        found.append(item)
        if section.heading:
            above.append(item)
    return found


def topics_of(sections: Sequence[Section]) -> list[str]:
    """The topic of each section: by its heading, otherwise that of the heading above it."""
    found: list[str] = []
    above: list[tuple[float, str]] = []
    for section in sections:
        depth = _depth(section)
        while above and above[-1][0] >= depth:
            above.pop()
        inherited = above[-1][1] if above else "other"
        topic = _topic(section, inherited)
        found.append(topic)
        if section.heading:
            above.append((depth, topic))
    return found


def _topic(section: Section, inherited: str) -> str:
    heading = re.sub(r"\s", "", section.heading or "")
    if not heading:
        return "overview" if section.text and re.search(r"预算|决算", section.text) and inherited == "other" else inherited
    if inherited in _TEXT_ONLY:
        return inherited
    words = LIST_MARK.sub("", heading)
    if inherited in ("three_public", "procurement", "assets", "performance", "operating") and not re.search(
        r"三公|采购|资产|绩效|机关运行", words
    ):
        return inherited
    if _BOTH_AT_ONCE.search(words):
        return "duties"
    own = next((topic for topic, pattern in _TOPICS if pattern.search(words)), None)
    if own in (None, "other", "organisation") and _PART.match(heading):
        return own or "other"
    return own if own is not None else inherited


def _depth(section: Section) -> float:
    heading = re.sub(r"\s", "", section.heading or "")
    if not heading:
        return 9.0
    if _PART.match(heading):
        return 1.0
    for depth, style in _STYLES:
        if style.match(heading):
            return float(depth)
    return 1.5 if section.level <= 2 else float(section.level)


def section_rows(reading: FactReading, placed: Sequence[Placed]) -> Iterator[tuple[str, Row]]:
    """Rows of ``sections``."""
    starts = _starts(reading.document)
    children = Counter(item.parent for item in placed)
    for at, item in enumerate(placed):
        section = item.section
        following = placed[at + 1].section.source if at + 1 < len(placed) else None
        text_key = key_of(section.text)
        yield (
            "sections",
            {
                "document_id": reading.id,
                "section_id": item.section_id,
                "section_no": item.number,
                "level": section.level,
                "heading": section.heading,
                "heading_key": key_of(LIST_MARK.sub("", _PART.sub("", _half(section.heading)))) if section.heading else None,
                "topic": item.topic,
                "parent_id": placed[item.parent - 1].section_id if item.parent else None,
                "child_count": children[item.number],
                "has_table": _has_table(section.source, following, starts),
                "is_placeholder": _is_nothing(section.text),
                "text": section.text or None,
                "text_key": text_key or None,
                "text_sha256": sha256_of(text_key),
                "han_length": han_length(section.text),
                "source": place(section.source),
            },
        )


def _half(heading: str | None) -> str:
    return re.sub(r"\s", "", heading or "").replace("（", "(").replace("）", ")").replace("．", ".").replace("﹒", ".")


def _is_nothing(text: str) -> bool:
    """The text only says that there is nothing to tell.

    >>> _is_nothing("本单位无政府性基金预算收支。"), _is_nothing("无。"), _is_nothing("本单位无车辆，办公用房300平方米。")
    (True, True, False)
    """
    flat = re.sub(r"\s", "", text)
    return bool(flat) and all(_NOTHING.match(sentence) for sentence in re.findall(r"[^。]+。?", flat))


def _starts(document: Document) -> list[tuple[float, ...]]:
    """Where tables and forms begin, titles included; empty places are left out."""
    sources: list[SourceRef] = []
    for table in document.tables:
        sources += [*table.sources.get("title", [])[:1], table.source]
    for project in [*document.projects, *document.whole_department]:
        sources.append(project.source)
    return [order for source in sources if (order := _order(source)) is not None]


def _order(source: SourceRef) -> tuple[float, ...] | None:
    """What places of one file are sorted by; ``None`` where paragraphs and tables are numbered each for themselves (Word, HTML)."""
    if source.page:
        return (source.page, source.box[1] if source.box else 0.0)
    if source.line and not source.table and not source.paragraph:
        return (float(source.line),)
    return None


def _has_table(own: SourceRef, following: SourceRef | None, starts: Sequence[tuple[float, ...]]) -> bool | None:
    begin, end = _order(own), _order(following) if following else None
    if begin is None or (following is not None and end is None):
        return None
    return any(begin <= start and (end is None or start < end) for start in starts if len(start) == len(begin))
