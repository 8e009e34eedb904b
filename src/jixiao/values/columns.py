"""Operator, value and unit in columns of their own (指标性质 / 指标值 / 度量单位): joined as one would print them."""

from __future__ import annotations

import re

from jixiao.values.dates import read_date
from jixiao.values.draft import Context
from jixiao.values.lexicon import prefix_of, spellings, suffix_of, words
from jixiao.values.normal import squash
from jixiao.values.wording import read_placeholder

_UNIT_LABEL = re.compile(r"^(?:度量|计量)?单位[::]?")
_BRACKETS = re.compile(r"^\((.*)\)$")
_NO_UNIT = frozenset({"", "/", "-", "--", "无", "定性", "文字", "文本", "描述", "其他", "无单位"})
_NUMBER_END = re.compile(r"[\d十百千万亿一二两三四五六七八九半余多]$")


def join_columns(value: str, operator_text: str | None, unit_text: str | None) -> str:
    """One text of the three columns. A flag of the operator column (定性, 定量) and = before words or a date are left out.

    >>> join_columns("95", "≥", "%"), join_columns("有效提升", "定性", "/")
    ('≥95%', '有效提升')
    """
    sign = _operator(operator_text)
    flat = squash(value)
    if not flat:
        return value
    has_number = bool(re.search(r"\d", flat)) or bool(_NUMBER_END.search(flat))
    text = _with_unit(value, flat, unit_text) if has_number else value
    has_operator = prefix_of("operators", flat) is not None or (sign == "=" and suffix_of("suffix_operators", flat, len(flat)) is not None)
    is_date = has_number and read_date(squash(text), Context()) is not None
    stays = sign != "=" or (has_number and not is_date)
    if sign and stays and not has_operator and read_placeholder(squash(text), Context()) is None:
        text = sign + text.lstrip()
    return text


def _operator(printed: str | None) -> str:
    """The sign of an operator column: 大于等于 is ≥; 定性 and 定量 are flags, not operators."""
    flat = squash(printed or "").strip("()")
    if flat in words("flags", "words"):
        return ""
    return spellings("operators").get(flat, "")


def _unit(printed: str | None) -> str:
    flat = _BRACKETS.sub(r"\1", _UNIT_LABEL.sub("", squash(printed or "")))
    return "" if flat in _NO_UNIT else flat


def _with_unit(value: str, flat: str, unit_text: str | None) -> str:
    """The value with the unit of its column, before 以上 or 以内, unless it has a unit of its own."""
    unit = _unit(unit_text)
    if not unit or flat.endswith(unit) or f"{unit}以" in flat:
        return value
    suffix = suffix_of("suffix_operators", flat, len(flat))
    body = flat[: len(flat) - len(suffix[0])] if suffix else flat
    if not _NUMBER_END.search(body):
        return value
    printed = re.sub(r"\s+", "", unit_text or "")
    printed = unit if squash(printed) != unit else printed
    if suffix:
        return body + printed + suffix[0]
    return value.rstrip() + printed
