"""Longer texts of a form: where they are cut off, and where they pay bills of earlier years (表样中的文字)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import first_place, place
from jixiao.matching.keys import han_length, key_of, sha256_of
from jixiao.model import Project

PURPOSE = "资金用途"
_ENDS = tuple('。！？!?…”"）)】》；;:：')
_LIST_MARK = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[（(]?\d{1,4}[)）.、]?|[（(][一二三四五六七八九十]{1,3})$")
_SENTENCE = re.compile(r"[。！？；;]")
_SEPARATOR = re.compile(r"[，。；;,、！？\n]")
_BREAKS_OFF = re.compile(r"、$|20\d\d$|等[一二三四五六七八九十]$|(?<!目)的$|[将并把]$")
_PAIRS = (("《", "》"), ("〈", "〉"), ("（", "）"), ("(", ")"), ("“", "”"), ("〔", "〕"), ("【", "】"))
_SHORTEST = 20
_LONGEST_STUMP = 4  # characters of a sentence that has only begun
_NEAR_END = 40
_CLAUSE = re.compile(r"[^，。；;,！!？?\n]+")
_OWED = r"(?:应付未付|欠付|欠款|欠账|未付(?:的)?(?:工程|合同|货|设备)?款|未支付(?:的)?(?:工程|合同|货|设备)?款)"
_EARLIER = r"(?:上年度?|上一年度?|去年|往年|历年|以前年度|前期|20\d\d年?度?)"
_PAYS = r"(?:支付|付清|偿还|归还|结清|清偿|补付|缴清|还清)"
_ARREARS = re.compile(
    rf"(?:{_PAYS}|{_EARLIER})[^，。；]{{0,30}}{_OWED}|{_OWED}[^，。；]{{0,12}}(?:{_PAYS}|\d(?:[\d.,]{{0,12}})万?元)"
    rf"|{_PAYS}(?:以前年度|往年|历年|上年度)[^，。；]{{0,12}}(?:工程|合同|货|设备|服务|劳务)[^，。；]{{0,4}}(?:款|费)"
)
_TAIL = re.compile(r"尾款")
_NOT_OURS = re.compile(
    r"(?:无|没有|不得?|杜绝|防止|避免|预防|追缴|催收|催缴|清收|追收|讨要|收回)[^，。；]{0,8}(?:欠|未付|尾款)|农民工|欠薪|欠税|欠费"
)


def text_rows(item: Project) -> Iterator[Row]:
    """Rows of ``texts`` of a project, without its keys and numbers."""
    found: list[tuple[str, str, str | None, str | None]] = [
        ("goal", "年度绩效目标", item.goal, first_place(item.sources, "goal")),
        ("goal_of_period", "实施期绩效目标", item.goal_of_period, first_place(item.sources, "goal_of_period")),
    ]
    for label, text in item.narratives.items():
        field = "purpose" if label == PURPOSE else "narrative"
        found.append((field, label, text, first_place(item.sources, f"narratives.{label}")))
    for field, label, text, source in found:
        if text:
            key, tail = key_of(text), cut_tail(text)
            yield {
                "field": field,
                "label": label,
                "text": text,
                "text_key": key,
                "text_sha256": sha256_of(key),
                "han_length": han_length(text),
                "is_cut_off": tail is not None,
                "cut_tail": tail,
                "arrears": arrears_in(text),
                "tail_payment": tail_payment_in(text),
                "source": source or place(item.source),
            }


def cut_tail(text: str) -> str | None:
    """The end of a longer text that stops in the middle.

    It stops at the number of a list item or at a year, inside of a bracket that was opened just before, at a word that needs another
    one, or a few characters into a sentence.

    >>> cut_tail("一是排查隐患，二是整改隐患，全年不少于四次。三、保障人员经费，四"), cut_tail("保障道路安全畅通")
    ('四', None)
    """
    flat = text.strip()
    if han_length(flat) < _SHORTEST or flat.endswith(_ENDS):
        return None
    sentences, clauses = _SENTENCE.split(flat), _SEPARATOR.split(flat)
    last = clauses[-1].strip()
    is_cut = (
        (len(sentences) > 1 and 0 < len(sentences[-1].strip()) <= _LONGEST_STUMP)
        or len(last) == 1
        or _LIST_MARK.fullmatch(last) is not None
        or _BREAKS_OFF.search(flat) is not None
        or _is_open(flat)
    )
    return (last or flat)[-8:] if is_cut else None


def _is_open(flat: str) -> bool:
    """A bracket or quotation mark was opened shortly before the end and not closed."""
    return any(flat.rfind(left) > max(flat.rfind(right), len(flat) - _NEAR_END) for left, right in _PAIRS)


def arrears_in(text: str) -> str | None:
    """The clause that says that debts or unpaid bills of earlier years are paid.

    >>> arrears_in("保障供水，支付上年度管网维修欠款80万元。"), arrears_in("确保不拖欠农民工工资"), arrears_in("总结往年工作经验")
    ('支付上年度管网维修欠款80万元', None, None)
    """
    return _first_clause(text, _ARREARS)


def tail_payment_in(text: str) -> str | None:
    """The clause that says that the last part of a contract is paid (尾款).

    >>> tail_payment_in("完成验收，支付2023年泵站改造尾款26万元")
    '支付2023年泵站改造尾款26万元'
    """
    return _first_clause(text, _TAIL)


def _first_clause(text: str, pattern: re.Pattern[str]) -> str | None:
    return next(
        (clause[0].strip() for clause in _CLAUSE.finditer(text) if pattern.search(clause[0]) and not _NOT_OURS.search(clause[0])), None
    )
