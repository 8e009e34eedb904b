"""Rows of what a text says of self-evaluation (绩效自评开展情况): that it was done or was not, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.mentions import texts_of
from jixiao.facts.reading import FactReading, place

_WORD = "自评"
_SENTENCE = re.compile(r"[^。；;\n]+")
_BLANK = re.compile(r"\s+")
_LONGEST = 400
_DOES = "(?:开展|进行|实施|完成|承担|负责|编制|撰写|出具)"
_FIRM = (
    r"(?P<who>第三方(?:评价|中介|专业|咨询|服务)?(?:机构|单位|公司)?"
    r"|[\u4e00-\u9fff（）()]{0,24}?(?:会计师事务所|事务所|咨询(?:服务|管理)?(?:有限)?(?:责任)?公司|评估(?:有限)?(?:责任)?公司|咨询机构|中介机构)(?:[（(][^）)]{1,12}[）)])?)"
)
_OUTSOURCED = (
    re.compile(rf"(?:委托|聘请|引入|邀请|由){_FIRM}[^，。；、]{{0,8}}{_DOES}[^，。；、]{{0,16}}自评"),
    re.compile(rf"自评(?:工作|报告|表)?(?:全部|均|统一|整体)?(?:委托|聘请|由){_FIRM}[^，。；、]{{0,4}}{_DOES}(?![^，。；]{{0,6}}评价)"),
)
_ONLY_HELPED = re.compile(r"复核|抽查|核查|审核|复评|再评价|检查|指导|培训|辅导|协助|基础上")
_PLANNED = re.compile(r"(?:拟|计划|下一?步|今后|明年|次年|要组织|将(?=[^，。；、]{0,8}(?:开展|组织|委托|聘请|进行|实施)))[^。；]{0,24}自评")
_ALREADY = re.compile(r"(?:开展|组织|完成|进行|实施|委托)了|已(?:经|按.{0,8})?(?:开展|组织|完成|进行|实施|委托)|得分|评为")
_NOT_DONE = re.compile(
    r"(?:未|没有|无须|无需|不需要?|不再)(?:组织)?(?:开展|进行|实施)[^，。；、]{0,12}自评|自评[^，。；、]{0,6}(?:未|没有)(?:组织)?(?:开展|进行|实施)"
)
_DONE = re.compile(r"开展|组织|完成|进行|实施|得分|等级|等次|结果|自评表|自评报告|综述|自评情况|优|良")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``self_evaluation_statements``."""
    number = 0
    for _, project_id, _, project in reading.projects():
        for _, _, text, source in texts_of(project):
            for row in statements_in(text):
                number += 1
                own: Row = {"document_id": reading.id, "project_id": project_id, "statement_no": number, "source": source}
                yield "self_evaluation_statements", {**own, **row}
    for at, section in enumerate(reading.document.sections, start=1):
        for row in statements_in(section.text):
            number += 1
            source = place(section.place_of(str(row["text"])))
            own = {"document_id": reading.id, "section_id": f"{reading.id}/s{at}", "statement_no": number, "source": source}
            yield "self_evaluation_statements", {**own, **row}


def statements_in(text: str) -> Iterator[Row]:
    """Sentences that speak of self-evaluation.

    >>> [(row["kind"], row["evaluator"]) for row in statements_in("对6个项目开展绩效自评。委托立信咨询有限公司开展了项目绩效自评。")]
    [('done', None), ('outsourced', '立信咨询有限公司')]
    >>> [row["kind"] for row in statements_in("在自评基础上委托第三方机构开展重点评价。本年未开展绩效自评。")]
    ['done', 'not_done']
    """
    if _WORD not in text:
        return
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        flat = _BLANK.sub("", sentence)
        if _WORD in flat and len(flat) <= _LONGEST:
            evaluator = _evaluator(flat)
            yield {
                "kind": _kind(flat, evaluator),
                "evaluator": evaluator,
                "is_planned": _PLANNED.search(flat) is not None and _ALREADY.search(flat) is None,
                "text": sentence,
            }


def _kind(flat: str, evaluator: str | None) -> str:
    if evaluator is not None:
        return "outsourced"
    if _NOT_DONE.search(flat):
        return "not_done"
    return "done" if _DONE.search(flat) else "named"


def _evaluator(flat: str) -> str | None:
    for pattern in _OUTSOURCED:
        for match in pattern.finditer(flat):
            if _ONLY_HELPED.search(match[0]) is None and not flat[: match.start()].endswith(("不得", "不", "未", "不能")):
                return match["who"]
    return None
