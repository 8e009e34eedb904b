"""Change against a baseline (相对变化): shapes S60 to S63 and S95 of handbook 03."""

from __future__ import annotations

import re

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import any_of, any_spelling, prefix_of, spellings, suffix_of, words
from jixiao.values.numeric import to_draft
from jixiao.values.quantity import quantity_at
from jixiao.values.target import Kind

_SENTENCE = re.compile(r"[。；;，,!！?？]")
_DIGIT = re.compile(r"\d|[百千万]分之")
_OPERATORS = re.compile(r"[≥≤<>=]")
_LONGEST = 40
_COUNTED = frozenset({"increase", "decrease"})
_LIMITS = {"不低于": "maintain", "不高于": "maintain", "不超过": "maintain", "高于": "increase", "超过": "increase", "低于": "decrease"}


def baseline_of(text: str) -> tuple[str, int, int] | None:
    """The baseline a text names and where: last_year for 较上年 and 同比, before_project for 较改造前."""
    found = any_spelling("baseline").search(text)
    return (spellings("baseline")[found[0]], found.start(), found.end()) if found else None


def direction_of(text: str) -> str | None:
    """The last counted direction in a text: increase or decrease."""
    found = [spellings("direction")[match[0]] for match in any_spelling("direction").finditer(text)]
    return next((one for one in reversed(found) if one in _COUNTED), None)


def read_relative(text: str, context: Context) -> Draft | None:
    """A text that says how much, or which way, something changes: 较上年增加10%以上, 提高90%, 较上年有所提升."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return None
    digit = _DIGIT.search(text)
    return _without_number(text) if digit is None else _with_number(text, digit.start(), context)


def _with_number(text: str, digit: int, context: Context) -> Draft | None:
    first = quantity_at(text)
    if first is not None and first.end > digit:
        return _number_first(text, first.end, context)
    start = digit - (text[digit - 1 : digit] == "-")
    while (before := _operator_before(text, start)) is not None:
        if before.endswith(("到", "至")) or before.startswith("控制"):
            return None  # 提高到95% is a level to be reached, not a change
        start -= len(before)
    head = text[:start].removesuffix("率").removesuffix("了").removesuffix("幅度").removesuffix("比例")
    verb = suffix_of("direction", head, len(head))
    if verb is None or verb[1] not in _COUNTED:
        return None
    found = quantity_at(text, start)
    if found is None or found.end != len(text):
        return None
    draft = to_draft(found, context)
    _relate(draft, verb[1], baseline_of(head))
    return draft


def _operator_before(text: str, end: int) -> str | None:
    """The operator or 约 that ends in ``text`` before ``end``."""
    operator = suffix_of("operators", text, end)
    return operator[0] if operator else next((word for word in words("approx", "before") if text.endswith(word, 0, end)), None)


def _number_first(text: str, end: int, context: Context) -> Draft | None:
    """≥5%较上年有所降低的 (S61)."""
    rest = text[end:]
    baseline, direction = baseline_of(rest), direction_of(rest)
    if baseline is None or direction is None or _DIGIT.search(rest):
        return None
    found = quantity_at(text)
    if found is None:
        return None
    draft = to_draft(found, context)
    _relate(draft, direction, baseline)
    draft.issues.add("mixed_value")
    return draft


def _relate(draft: Draft, direction: str, baseline: tuple[str, int, int] | None) -> None:
    draft.kind, draft.direction = Kind.RELATIVE_NUMERIC, direction
    draft.baseline = baseline[0] if baseline else "unknown"
    draft.issues.discard("degenerate_bound")
    if baseline is None:
        draft.issues.add("baseline_missing")
    if draft.value_high is not None:
        draft.operator = None


def _without_number(text: str) -> Draft | None:
    """较上年有所提升, 不低于上年, 与上年持平 (S60)."""
    baseline = baseline_of(text)
    if baseline is None or _OPERATORS.search(text):
        return None
    meaning, start, end = baseline
    if start > 16:
        return None
    rest = (
        text[end:].removeprefix("相比").removeprefix("度").removeprefix("水平").removeprefix("同期").removesuffix("水平").removesuffix("的")
    )
    draft = Draft(Kind.RELATIVE_QUALITATIVE, level=0, baseline=meaning)
    limit = next((way for word, way in _LIMITS.items() if text[start:end].startswith(word)), None)
    degree = prefix_of("degree", rest)
    verb = suffix_of("direction", rest, len(rest)) or (
        prefix_of("direction", rest, len(degree[0])) if degree else prefix_of("direction", rest)
    )
    if verb is not None:
        draft.direction = verb[1] if verb[1] != "none" else "increase"
    elif limit is not None:
        draft.direction = limit
    else:
        return None
    if degree is None and (at := any_spelling("degree").search(rest)):
        degree = at[0], spellings("degree")[at[0]]
    draft.level = int(degree[1]) if degree else 0
    return draft


def promote_by_name(draft: Draft, context: Context) -> None:
    """A plain number keeps its kind and learns what it is measured against, where the name says so (S63).

    Name 事故起数同比下降 with value >2%: a number above 2 percent, direction decrease, baseline last year. What the cell itself prints
    stays a number; that the indicator as a whole is a change is told by ``baseline``.
    """
    if draft.kind is not Kind.NUMERIC or draft.dimension not in {"ratio", "percentage_point", "count", "people", None}:
        return
    baseline = baseline_of(context.name)
    if baseline is None or (not draft.explicit_operator and draft.value == 100):
        return  # 清晰度较旧设备提高 with value 100% says that it was reached, not by how much
    direction = direction_of(context.name) or _direction_wanted(context.name)
    if direction is not None:
        draft.direction, draft.baseline = direction, baseline[0]


def _direction_wanted(name: str) -> str | None:
    """The way the measured thing should go: fewer of what is bad, more of what is good."""
    if any_of("polarity", "negative").search(name):
        return "decrease"
    return "increase" if any_of("polarity", "positive").search(name) else None
