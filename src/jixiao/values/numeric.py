"""Texts that are a quantity: numeric, range, two quantities, a quantity inside a phrase (定量指标值). Handbook 03 §§5.1, 5.2, 5.4."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import any_of, suffix_of, words
from jixiao.values.numbers import EXACT, plain
from jixiao.values.quantity import Quantity, quantity_at
from jixiao.values.target import Kind
from jixiao.values.units import Unit, is_known, spelled_units, unit_by_code

_SENTENCE = re.compile(r"[。；;，,!！?？:]")
_TWO = re.compile(r"[/、,;和及+]|且")
_DIGIT = re.compile(r"\d|[百千万]分之")
_DOUBLE = re.compile(r"(?P<low>\d[\d.,]{0,15}[^≤<≥>\d]{0,6})(?P<first>[≤<])(?P<middle>[^≤<≥>\d]{0,20})(?P<second>[≤<])(?=\d)")
_REMARK = re.compile(r"\([^()]{1,20}\)$")
_MOST_AFTER = 12
_MOST_BEFORE = 24
_TEMPERATURES = (Decimal(-40), Decimal(60))


def read_numeric(text: str, context: Context) -> Draft | None:
    """A text that begins with a quantity and is little else."""
    double = _double_bound(text) or _tolerance(text)
    if double:
        return to_draft(double, context)
    found = quantity_at(text)
    if found is None and text[:1] in "在介保" and (inside := re.match(r"(?:在|介于|保持在|控制在)", text)):
        found = quantity_at(text, inside.end())
    if found is None:
        return None
    rest = text[found.end :]
    if found.value_high is not None:
        rest = rest.removeprefix("之间")
    if _is_calendar_year(found):
        return None
    if not rest:
        return to_draft(found, context)
    if _TWO.match(rest) and (second := quantity_at(rest, 1)) is not None:
        return _several(text, found, second, rest, context)
    if _REMARK.fullmatch(rest):
        found.issues.add("mixed_value")
        return to_draft(found, context)
    return _with_words_after(found, rest, context)


def _is_calendar_year(found: Quantity) -> bool:
    """2024年 with words after it that no date has is not a duration of 2024 years."""
    return found.unit is not None and found.unit.code == "year" and 1900 <= found.value <= 2100


def _several(text: str, found: Quantity, second: Quantity, rest: str, context: Context) -> Draft | None:
    """Two quantities in one cell (S15): the first is typed, or both where they are the two ends of one range (≥90%且≤100%)."""
    if second.end != len(rest):
        return None
    first = found
    if second.operator in {"≥", ">"} and found.operator in {"≤", "<"}:
        found, second = second, found
    lower, upper = found.operator in {"≥", ">"}, second.operator in {"≤", "<"}
    if lower and upper and _same_unit(found, second) and found.value <= second.value:
        found.value_high, found.unit, found.operator = second.value, second.unit or found.unit, "="
        return to_draft(found, context)
    if found.unit is None and second.unit is None and not (found.explicit or second.explicit):
        return None
    draft = to_draft(first, context)
    draft.issues.add("two_quantities")
    return draft


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit is None or (other.unit is not None and one.unit.code == other.unit.code)


def _double_bound(text: str) -> Quantity | None:
    """90%≤X≤100%: a range written with two operators."""
    match = _DOUBLE.match(text)
    if not match:
        return None
    low, high = quantity_at(match["low"]), quantity_at(text, match.end())
    if low is None or high is None or low.end != len(match["low"]) or high.end != len(text) or not _same_unit(low, high):
        return None
    high.value, high.value_high = min(low.value, high.value), max(low.value, high.value)
    high.operator, high.explicit = "=", False
    high.issues |= low.issues
    return high


def _tolerance(text: str) -> Quantity | None:
    """±5%: the range from -5 to 5."""
    found = quantity_at(text, 1) if text.startswith("±") else None
    if found is None or found.end != len(text) or found.explicit or found.value_high is not None or found.value <= 0:
        return None
    found.value, found.value_high = found.value.copy_negate(), found.value
    return found


def _with_words_after(found: Quantity, rest: str, context: Context) -> Draft | None:
    """A quantity and a few words: 3个文件, 15日内办结."""
    if found.unit is None or len(rest) > _MOST_AFTER or _SENTENCE.search(rest) or _DIGIT.search(rest):
        return None
    if found.chinese and not (found.explicit or rest in words("deadline", "verbs")):
        return None
    draft = to_draft(found, context)
    draft.issues.add("mixed_value")
    return draft


def read_phrase(text: str, context: Context) -> Draft | None:
    """A phrase that holds one quantity with an operator at its end: 办结率达到80%以上 (S90 to S94, S96)."""
    first = _DIGIT.search(text)
    if not first or first.start() > _MOST_BEFORE:
        return None
    start, forced = _operator_before(text, first.start())
    if start == 0 or _SENTENCE.search(text, 0, start):
        return None
    found = quantity_at(text, start)
    if found is None or _is_calendar_year(found):
        return None
    rest = text[found.end :]
    if not (found.explicit or forced) and (
        rest or found.unit is None or not is_known(found.unit) or start > 8 or text[start - 1] in "第前近上下-/.、(:A"
    ):
        return None
    if len(rest) > 6 or _DIGIT.search(rest) or _SENTENCE.search(rest):
        return None
    refined = Context(f"{context.name} {text[:start]}", context.description, context.level2, context.fiscal_year)
    draft = to_draft(found, refined)
    draft.issues.add("clause_in_value")
    return draft


def _operator_before(text: str, place: int) -> tuple[int, bool]:
    """Where the operator words before the number at ``place`` begin, and whether there are any."""
    forced = False
    start = place
    for word in words("approx", "before"):
        if text.endswith(word, 0, start):
            start -= len(word)
            break
    while (found := suffix_of("operators", text, start)) is not None:
        start -= len(found[0])
        forced = True
    for length in range(min(8, start), 0, -1):
        if text[start - length] == "每" and quantity_at(text, start - length) is not None:
            return start - length, forced
    return start, forced


def to_draft(found: Quantity, context: Context) -> Draft:
    """Type a quantity: resolve 度 (S52) and 万 without 元 (S23) by the context."""
    draft = Draft(Kind.NUMERIC if found.value_high is None else Kind.RANGE, found.operator, found.value, issues=set(found.issues))
    draft.approx, draft.per, draft.unit_text = found.approx, found.per, found.unit_text
    draft.explicit_operator = found.explicit
    if found.value_high is not None:
        draft.operator, draft.value_high = None, found.value_high
    unit = _resolve(found, context)
    if unit is None:
        draft.issues.add("unit_missing")
    else:
        draft.unit, draft.dimension = unit.code, unit.dimension
        if found.unit is None:
            draft.issues.add("money_unit_missing")
    if draft.unit == "percent" and draft.operator in {"≥", ">"} and draft.value is not None and draft.value >= 100:
        draft.issues.add("degenerate_bound")
    return draft


def _resolve(found: Quantity, context: Context) -> Unit | None:
    if found.unit is None:
        return spelled_units()["元"] if found.wan and _is_money(found, context) else None
    if found.unit.code == "度":
        return unit_by_code("degC" if _is_temperature(found, context) else "kWh")
    return found.unit


def _is_money(found: Quantity, context: Context) -> bool:
    """Whether a number in 万 without unit is money: in a cost indicator, where the name says so, or where nothing is known."""
    in_cost = context.level2 is not None and (context.level2 == "output.cost" or context.level2.startswith("cost"))
    if in_cost or any_of("money_names", "words").search(context.words):
        return True
    return not context.name.strip() and context.level2 is None


def _is_temperature(found: Quantity, context: Context) -> bool:
    if context.speaks_of("electricity"):
        return False
    if context.speaks_of("temperature"):
        return True
    low, high = _TEMPERATURES
    return found.value_high is not None and low <= found.value and found.value_high <= high


def first_number(text: str) -> tuple[Decimal, bool] | None:
    """The first number of a sentence with whether it is approximate (S81): 万余起 is about 10,000."""
    for match in _HINT.finditer(text):
        found = quantity_at(text, match.start())
        if found is not None and (found.unit is not None or not found.chinese):
            return plain(EXACT.plus(found.value)), found.approx or text[match.start() - 1 : match.start()] in {"数", "几", "上"}
    return None


_HINT = re.compile(
    r"(?<![\d.A-Za-z])\d|[十百千万亿]{1,2}[余多]|[百千万]分之|[一二三四五六七八九]?[十百千万][一二三四五六七八九十百千万]{0,6}(?=[个名人次起件条处项场期])"
)
