"""Canonical text of a typed value (规范写法): reading it again, in the same context, gives the same value.

Money is written in yuan, ratios in %, dates as 2024年12月31日前. Where the words are the value (state, schedule, formula, sentence),
they are kept, with signs of one spelling.
"""

from __future__ import annotations

import re
from datetime import date

from jixiao.values.normal import working_copy
from jixiao.values.target import Kind, Target, plain_decimal
from jixiao.values.units import unit_by_code

_LEVELS = ("", "有所", "有效", "明显", "显著")
_VERBS = {"increase": "提升", "decrease": "下降", "maintain": "保障", "change": "改变", "none": "满意"}
_SATISFIED = ("满意", "基本满意", "普遍满意", "很满意", "非常满意")
_BASELINES = {"last_year": "较上年", "before_project": "较改造前", "peers": "较全省平均", "last_period": "环比", "unknown": "", None: ""}
_SCHEDULES = {
    "monthly": "按月",
    "quarterly": "按季度",
    "half_yearly": "每半年",
    "weekly": "每周",
    "daily": "每日",
    "yearly": "每年",
    "on_time": "及时",
    "by_plan": "按计划",
    "on_demand": "按需",
    "statutory": "法定时限",
    "continuous": "常年",
}
_AS_THEY_STAND = frozenset({"two_quantities", "impossible_date", "template_residue"})
_EQUALS = re.compile(r"(?:[=＝═]|等于)\s*[约近]?\s*[-¥\d０-９一二两三四五六七八九十百千万]")
_PARTS = {"H1": "上半年", "H2": "下半年", "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度"}


def render(target: Target) -> str:
    """Write a typed value in its canonical text.

    Args:
        target: any typed value.

    Returns:
        A text that :func:`jixiao.values.parse_target` reads, in the same context, as the same value in all fields but ``text``,
        ``unit_text``, the issues about spelling, and ``confidence``.

    >>> from jixiao.values import parse_target
    >>> render(parse_target("不低于 95 百分比")), render(parse_target("2024年12月底之前"))
    ('≥95%', '2024年12月31日前')
    """
    if not _AS_THEY_STAND.isdisjoint(target.issues):
        return _words(target)
    if target.kind in {Kind.NUMERIC, Kind.RANGE}:
        return _numeric(target)
    if target.kind is Kind.RELATIVE_NUMERIC:
        return _relative_numeric(target)
    if target.kind is Kind.RELATIVE_QUALITATIVE:
        return _relative_qualitative(target)
    if target.kind is Kind.QUALITATIVE:
        return _qualitative(target)
    if target.kind is Kind.DEADLINE:
        return _deadline(target)
    if target.kind is Kind.PERIOD and target.period:
        return _period(target.period)
    if target.kind is Kind.SCHEDULE and "number_in_text" not in target.issues:
        return _SCHEDULES.get(target.schedule or "", target.text)
    return _words(target)


def _words(target: Target) -> str:
    """The text itself, in one spelling of signs and without blanks, unless it is too long to be anything but prose."""
    work = working_copy(target.text)
    return target.text if work.cut else work.text


def _numeric(target: Target) -> str:
    if target.operator not in {None, "="} or _explicit(target):
        return (target.operator or "") + _amount(target)
    bare_zero = target.value == 0 and target.unit is None and not target.per
    return ("为" if bare_zero else "") + _amount(target)  # a lone 0 would be a placeholder


def _explicit(target: Target) -> bool:
    return _EQUALS.search(target.text) is not None


def _amount(target: Target) -> str:
    """约, the number or range, the unit, and what it is per."""
    number = plain_decimal(target.value) if target.value is not None else ""
    if target.value_high is not None:
        number += "~" + plain_decimal(target.value_high)
    unit = unit_by_code(target.unit).print if target.unit else ""
    return ("约" if target.approx else "") + number + unit + "".join(f"/{part}" for part in target.per)


def _relative_numeric(target: Target) -> str:
    return f"{_BASELINES.get(target.baseline, '')}{_VERBS[target.direction or 'increase']}{_numeric(target)}"


def _relative_qualitative(target: Target) -> str:
    if target.direction == "maintain":
        return f"{_BASELINES[target.baseline]}{_LEVELS[target.level or 0]}保持"
    return f"{_BASELINES[target.baseline]}{_LEVELS[target.level or 0]}{_VERBS[target.direction or 'increase']}"


def _qualitative(target: Target) -> str:
    if target.direction == "none":
        return _SATISFIED[target.level or 0]
    return _LEVELS[target.level or 0] + _VERBS[target.direction or "increase"]


def _deadline(target: Target) -> str:
    if target.deadline is not None:
        later = target.operator in {"≥", ">"}
        return f"{target.operator}{_day(target.deadline)}" if later else _day(target.deadline) + "前"
    if target.period is None:
        return _words(target)
    month, day = target.period.rsplit("-", 2)[1:]
    sign, before = (target.operator, "") if target.operator in {"≥", ">"} else ("", "前")
    return f"{sign}" + ("次年" if target.period.startswith("Y+1") else "当年") + f"{int(month)}月{int(day)}日{before}"


def _day(day: date) -> str:
    return f"{day.year:04d}年{day.month}月{day.day}日"


def _period(period: str) -> str:
    year, _, part = period.partition("-")
    printed = {"Y": "当年", "Y+1": "次年"}.get(year, f"{year}年")
    return printed + (_PARTS.get(part) or (f"{int(part)}月" if part else ""))
