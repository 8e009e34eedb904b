"""The words before a figure: where they begin, and whether they name something of their own (主语)."""

from __future__ import annotations

import re

from jixiao.facts.metrics import Named, flat_subject

_BOUNDARY = re.compile(r"[，:。;](?!$)|^\W?、|其中|(?:主要)?(?:包括|用于)|分别(?:为|是)?|(?<=[元%])[、，]")
_GENERIC = re.compile(
    r"(?:20\d\d年?度?|同比|环比|相比|比较|对比|本年|当年|全年|年初|调整后?|调整|年度|实际|本单位|本部门|其中|共计?|合计|总计|总额|金额|资金|预算|决算|安排"
    r"|执行|数|额|价值|原值|为|是|达|计|的|分别|各|账面|科目|,|，|:|、|\"|\(|\))*"
)
_GENERIC_SPENT = re.compile(r"(?:年初|全年|实际|调整后?|20\d\d年?度?|,|，|:|的)*支出(?:年初|全年)?(?:预算|决算)(?:数)?(?:为|是)?")
_BEFORE = re.compile(r"^(?:20\d\d年?度?|其中|，|:|本单位|本部门)+")
_AFTER = re.compile(r"(?:年初|全年|调整后?|支出|收入)?(?:预算|决算|执行)数?(?:为|是|共)?$|(?:为|是|共|。){1,6}$")


def tail_of(gap: str) -> tuple[str, int]:
    """The last clause before a figure and where it begins in the words before the figure.

    >>> tail_of("，其中:公务接待费")
    ('公务接待费', 4)
    """
    offset = 0
    for match in _BOUNDARY.finditer(gap):
        offset = match.end()
    return gap[offset:], offset


def is_generic(words: str) -> bool:
    """Words that name nothing of their own: 预算数为, 本年共安排, 同比."""
    return _GENERIC.fullmatch(words) is not None


def is_spent(words: str) -> bool:
    """支出决算为 and 支出预算为: under the name of an item these are its figures, elsewhere they are totals."""
    return _GENERIC_SPENT.fullmatch(words) is not None


def core_of(subject: str) -> str:
    """A subject without the words that say which figure of it is meant.

    >>> core_of("其中：培训费预算数为"), core_of("培训费")
    ('培训费', '培训费')
    """
    return _AFTER.sub("", _BEFORE.sub("", flat_subject(subject)))


def current_part(tail: str, whole: Named) -> Named:
    """本年预算安排 as a part of a total: what is not carried over."""
    if re.search(r"本年|当年", tail) and whole.metric in ("total_income", "total_expenditure"):
        return Named(whole.metric.replace("total", "current"), whole.side)
    return Named(None, whole.side)
