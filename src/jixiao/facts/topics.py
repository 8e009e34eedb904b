"""Rows of what the parts of a form are about: groups of people and kinds of work, by plain words (各栏所讲的对象与事项)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.documents import is_described
from jixiao.facts.form_texts import PURPOSE
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.model import Project

_PEOPLE = (
    ("武警官兵", r"武警|官兵|驻军"),
    ("辅警", r"辅警|协警|警务辅助|辅助人员"),
    ("教师", r"教师|教职工"),
    ("学生", r"学生|幼儿|儿童|在校生|中小学"),
    ("患者", r"患者|病人|病员"),
    ("农户", r"农户|村民|农民"),
    ("残疾人", r"残疾"),
    ("老年人", r"老年人|老人|养老|高龄"),
    ("离退休人员", r"离休|退休|遗属"),
    ("退役军人", r"退役|退伍|复员|优抚"),
    ("就业困难人员", r"失业|就业困难|下岗"),
    ("戒毒人员", r"吸毒|戒毒"),
    ("服刑人员", r"在押|服刑|社区矫正"),
)
_WORK = (
    ("维修改造", r"维修|修缮|粉刷|改造工程|维护工程|修缮工程|维护办公|竣工|施工|工程验收|工程质量"),
    ("人员工资", r"工资|薪酬|社会保险|缴纳保险"),
    ("培训", r"培训|参训|学员"),
    ("印刷", r"印刷|印制"),
    ("采暖", r"采暖|供暖|取暖|供热"),
    ("租赁", r"租赁|租金|租用"),
    ("物业", r"物业|保洁|保安|安保"),
)
_GENERAL = re.compile(r"业务费|业务经费|办案费|办案经费|公用经费|会议费|差旅费")
_WIDE = re.compile(r"建设|维护|运维|改造|维修|修缮|工程|养护|安装|更新|提升|整治|治理|项目")
_COMPILED = [("people", topic, re.compile(words)) for topic, words in _PEOPLE] + [
    ("work", topic, re.compile(words)) for topic, words in _WORK
]


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``topics``."""
    for _, project_id, scope, item in reading.projects():
        if scope != "project" or is_described(item.indicators, item.sources):
            continue
        for part, texts, source in _parts(item):
            for kind, topic, pattern in _COMPILED:
                hits = [match[0] for text in texts if (match := pattern.search(text))]
                if hits:
                    own: Row = {"part": part, "kind": kind, "topic": topic, "word": hits[0], "hits": len(hits), "texts": len(texts)}
                    yield "topics", {"document_id": reading.id, "project_id": project_id, **own, "source": source}
        name = item.name or ""
        if _GENERAL.search(name) and not _WIDE.search(name):
            own = {"part": "name", "kind": "work", "topic": "业务费", "word": _GENERAL.findall(name)[0], "hits": 1, "texts": 1}
            source = first_place(item.sources, "name") or place(item.source)
            yield "topics", {"document_id": reading.id, "project_id": project_id, **own, "source": source}


def _parts(item: Project) -> Iterator[tuple[str, list[str], str | None]]:
    own = place(item.source)
    yield "name", [item.name or ""], first_place(item.sources, "name") or own
    yield "goal", [item.goal or ""], first_place(item.sources, "goal") or own
    others = [text or "" for label, text in item.narratives.items() if label != PURPOSE]
    yield "purpose", [item.narratives.get(PURPOSE) or ""], first_place(item.sources, f"narratives.{PURPOSE}") or own
    yield "narratives", [*others, item.goal_of_period or ""], own
    kept = [one for one in item.indicators if not one.placeholder]
    if kept:
        yield "indicators", [f"{one.name} {one.description or ''}" for one in kept], place(kept[0].source)
    output = [one for one in kept if (one.level2_code or "").startswith("output")]
    if output:
        yield "output", [f"{one.name} {one.description or ''}" for one in output], place(output[0].source)
