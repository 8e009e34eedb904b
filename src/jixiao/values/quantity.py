"""Quantities: operator, number, magnitude, unit, per (数量). Steps 5 to 8 of the pipeline of handbook 03 §7.

:func:`quantity_at` reads one quantity at a place and says where it ends; the readers in ``numeric.py`` decide what the whole text is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.values.lexicon import prefix_of, words
from jixiao.values.numbers import EXACT, Numeral, magnitude_power, number_at, plain
from jixiao.values.units import Unit, spelled_units, unit_at, unknown_unit


@dataclass(slots=True)
class Quantity:
    """A number with all that belongs to it, as printed from ``start`` to ``end``.

    ``unit`` is ``None`` where none is printed; ``wan`` tells a number in 万 or 亿, which without a unit may be money.
    """

    value: Decimal
    end: int
    operator: str = "="
    explicit: bool = False
    value_high: Decimal | None = None
    unit: Unit | None = None
    unit_text: str | None = None
    per: tuple[str, ...] = ()
    approx: bool = False
    wan: bool = False
    chinese: bool = False
    issues: set[str] = field(default_factory=set)


_PERCENT = spelled_units()["%"]
_SIGN_OPERATORS = frozenset("≥≤><=")
_RANGE = re.compile(r"-{1,2}|~{1,2}|至|到|(?<=[%\d])、(?=\d+(?:\.\d+)?%之间)")
_BRACKETED_UNIT = re.compile(r"\(([^()\d]{1,8})\)")
_PER = re.compile(
    r"(/每?|[.、·*](?!\d)|每(?!次?[≥≤<>\d]))([一-鿿]{1,6}?(?:\([一-鿿]{1,3}\))?|m2|m3|km)(?=$|[/.、·*()~每,，;；。以及左上内之])"
)
_PER_BRACKETED = re.compile(r"/\(([一-鿿/.、·*]{1,12})\)")
_PER_PREFIX = re.compile(
    r"(?:每|平均每)(半年|季度|季|年度|年|个月|月份|月|星期|周|天|日|小时|分钟|人次|人|户|台|辆|件|次|处|平方米|公里|亩|套|个)(?:均|平均)?"
)
_AVERAGE = re.compile(r"(人|户|亩|次|台|车|件|床|生|班)均(?=[\d≥≤<>=约不])")
_TIME_PER = re.compile(r"(?:一|1|(?=半年))(半年|年|季度|月|周|天|日)(?=\d|[一二两三四五六七八九十](?!年|月|天|日|周|季))")
_CURRENCY = re.compile(r"(?:人民币|RMB)?¥?(?=\d)")
_NEGATIVE = re.compile(r"-(?=\d)")


def quantity_at(text: str, start: int = 0) -> Quantity | None:
    """The quantity that begins in ``text`` at ``start``, or ``None``.

    >>> found = quantity_at("≥26万套")
    >>> found.operator, found.value, found.unit.code
    ('≥', Decimal('260000'), '套')
    """
    per_prefix, place = _per_prefix(text, start)
    operator, explicit, spelled, place = _operator(text, place)
    approx, place = _approx_before(text, place)
    if not explicit and approx:
        operator, explicit, spelled, place = _operator(text, place)
    currency = _CURRENCY.match(text, place)
    place = currency.end() if currency else place
    minus = _NEGATIVE.match(text, place)
    number = number_at(text, place + 1 if minus else place)
    if number is None:
        return None
    found = Quantity(number.value.copy_negate() if minus and number.value else number.value, number.end, operator, explicit)
    found.approx = approx or number.approx
    found.wan, found.chinese = number.wan, number.chinese and not number.percent
    _unit(text, found, number, bool(currency and currency[0]))
    _range(text, found, number)
    _per(text, found)
    if per_prefix and found.unit is None and not found.wan:
        return None
    found.per = (*per_prefix, *found.per)
    _suffix(text, found)
    if found.value == 0 and operator == "≤" and text.startswith("控制", max(0, place - 3)):
        found.operator, found.explicit, spelled = "=", False, False
    if spelled and operator != "=":
        found.issues.add("op_variant")
    if found.chinese or (number.percent and number.chinese):
        found.issues.add("chinese_numeral")
    if found.approx:
        found.issues.add("approx")
    return found


def _per_prefix(text: str, place: int) -> tuple[tuple[str, ...], int]:
    """每季度, 每人每天, 人均, 一年 (in 一年两次) before the quantity (S97)."""
    per: list[str] = []
    average = _AVERAGE.match(text, place)
    if average:
        return (average[1],), average.end()
    while (match := _PER_PREFIX.match(text, place)) and len(per) < 4:
        per.append(match[1].removeprefix("个"))
        place = match.end()
    if not per and (once := _TIME_PER.match(text, place)):
        return (once[1],), once.end()
    return tuple(per), place


def _operator(text: str, place: int) -> tuple[str, bool, bool, int]:
    """The operator, whether one is printed, whether it is spelled otherwise than by the sign, and where it ends."""
    found = prefix_of("operators", text, place)
    if found is None:
        return "=", False, False, place
    spelling, operator = found
    return operator, operator != "=" or spelling in {"=", "==", "等于"}, spelling not in _SIGN_OPERATORS, place + len(spelling)


def _approx_before(text: str, place: int) -> tuple[bool, int]:
    for word in words("approx", "before"):
        if text.startswith(word, place):
            return True, place + len(word)
    return False, place


def _unit(text: str, found: Quantity, number: Numeral, currency: bool) -> None:
    """Fill in the unit printed at ``found.end``."""
    magnitude = number.magnitude
    if number.percent:
        found.unit, found.unit_text = _PERCENT, "%"
        return
    bracketed = _BRACKETED_UNIT.match(text, found.end)
    inner = unit_at(bracketed[1], 0) if bracketed else None
    if bracketed and inner and inner[1] == len(bracketed[1]):
        found.unit, found.unit_text, found.end = inner[0], magnitude + bracketed[1], bracketed.end()
    elif bracketed and bracketed[1] == "万元":
        found.unit, found.unit_text, found.end = spelled_units()["元"], "万元", bracketed.end()
        found.value, found.wan = plain(found.value.scaleb(4, EXACT)), True
    elif (known := unit_at(text, found.end)) is not None:
        found.unit, found.unit_text, found.end = known[0], magnitude + text[found.end : known[1]], known[1]
    elif currency:
        found.unit, found.unit_text = spelled_units()["元"], magnitude + "元"
    elif not found.chinese and (word := unknown_unit(text, found.end)) is not None and not text.startswith(("左右", "上下"), found.end):
        found.unit, found.unit_text, found.end = word, magnitude + text[found.end :], len(text)
    if found.unit is None:
        found.unit_text = magnitude or None
        return
    _and_a_half(text, found)
    if found.unit.scale:
        found.value = plain(found.value.scaleb(found.unit.scale, EXACT))
    if (found.unit_text or "").endswith(("百分比", "百分之")):
        found.issues.add("percent_word")


def _and_a_half(text: str, found: Quantity) -> None:
    """一年半, 两个半月: half of the unit more."""
    if found.unit is not None and found.unit.dimension == "time" and text.startswith("半", found.end) and found.value % 1 == 0:
        found.value, found.end = EXACT.add(found.value, Decimal("0.5")), found.end + 1
    elif found.unit is not None and found.unit.code == "个" and text.startswith(("半月", "半小时"), found.end) and found.value % 1 == 0:
        half = unit_at(text, found.end + 1)
        if half is not None:
            found.value, (found.unit, found.end) = EXACT.add(found.value, Decimal("0.5")), half
            found.unit_text = found.unit.print


def _range(text: str, found: Quantity, first: Numeral) -> None:
    """Read on to the upper end of a range: 18度到22度, 95%-100%, 3-5万元 (S51)."""
    sign = _RANGE.match(text, found.end)
    if not sign:
        return
    high = number_at(text, sign.end())
    if high is None or (found.chinese and not high.chinese):
        return
    upper = Quantity(high.value, high.end, chinese=high.chinese)
    _unit(text, upper, high, currency=False)
    if found.unit is not None and upper.unit is not None and found.unit.code != upper.unit.code:
        return
    if found.unit is not None and upper.unit is None and upper.end < len(text) and not prefix_of("suffix_operators", text, upper.end):
        return
    low = found.value
    if found.unit is None and not first.magnitude and high.magnitude:
        low = plain(low.scaleb(magnitude_power(high.magnitude), EXACT))
    if found.unit is None and upper.unit is not None and upper.unit.scale:
        low = plain(low.scaleb(upper.unit.scale, EXACT))
    found.unit = upper.unit or found.unit
    found.unit_text = upper.unit_text or found.unit_text
    found.value, found.value_high = min(low, upper.value), max(low, upper.value)
    found.end, found.wan = upper.end, found.wan or high.wan
    found.approx = found.approx or high.approx
    found.issues |= upper.issues


def _per(text: str, found: Quantity) -> None:
    """Read what the number is for one of: /人/天, .人.年, 每人每天 (S24 to S27, S50)."""
    first = True
    if bracketed := _PER_BRACKETED.match(text, found.end):
        found.per = tuple(part for part in re.split(r"[/.、·*]", bracketed[1]) if part)[:4]
        found.unit_text, found.end = (found.unit_text or "") + bracketed[0], bracketed.end()
        return
    while (match := _PER.match(text, found.end)) and (found.unit is not None or found.wan or match[1] == "/") and len(found.per) < 4:
        if match[1] in {".", "、", "·", "*"} and first and not found.per:
            found.issues.add("dot_separator")
        found.per = (*found.per, match[2].replace("(", "（").replace(")", "）"))
        found.unit_text = (found.unit_text or "") + match[0]
        found.end, first = match.end(), False


def _suffix(text: str, found: Quantity) -> None:
    """以上, 以内, 左右 after the unit; an operator before the number goes before one after it."""
    for word in words("approx", "after_unit"):
        if text.startswith(word, found.end):
            found.approx, found.end = True, found.end + len(word)
    suffix = prefix_of("suffix_operators", text, found.end)
    if suffix is None:
        return
    spelling, operator = suffix
    found.end += len(spelling)
    if operator != "=":
        found.issues.add("op_variant")
    if operator != "=" and (not found.explicit or found.operator == "="):
        found.operator, found.explicit = operator, True
