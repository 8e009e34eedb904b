"""How much the text of a cell looks like a target value (像不像指标值), for recognising columns of values. Cheap: asked of every cell."""

from __future__ import annotations

import re

from jixiao.values.draft import Context, Draft
from jixiao.values.normal import working_copy
from jixiao.values.parse import read_draft
from jixiao.values.target import Kind

_LONGEST = 40
_NOTHING = Context()
_BY_KIND = {
    Kind.NUMERIC: 1.0,
    Kind.RANGE: 1.0,
    Kind.RELATIVE_NUMERIC: 0.95,
    Kind.RELATIVE_QUALITATIVE: 0.95,
    Kind.DEADLINE: 0.9,
    Kind.QUALITATIVE: 0.9,
    Kind.SCHEDULE: 0.8,
    Kind.PERIOD: 0.7,
    Kind.STATE: 0.7,
    Kind.FORMULA: 0.5,
    Kind.PLACEHOLDER: 0.3,
    Kind.NARRATIVE: 0.0,
    Kind.CORRUPT: 0.1,
    Kind.EMPTY: 0.0,
}
_IN_WORDS = {Kind.QUALITATIVE: 6, Kind.STATE: 6, Kind.SCHEDULE: 5, Kind.FORMULA: 8, Kind.RELATIVE_QUALITATIVE: 9}
"""Values in words, with the length from which they look like a sentence."""
_LOOSE = frozenset({"clause_in_value", "mixed_value", "two_quantities"})
_PUNCTUATION = re.compile(r"[。；;，,]")
_NAME_END = re.compile(r"(?:率|度|数|量|数量|指标|情况|名称|成本|时间|金额|目标|内容|单位|项目|经费|费|资金|部门|性|值)$")
_CODE = re.compile(r"^(?=[\d-]*[A-Za-z])[0-9A-Za-z-]{7,}$|^0\d[\d-]{5,}$|^\d{11,}$")


def looks_like_value(text: str) -> float:
    """How much a text looks like a target value, from 0 (a name, a label, prose) to 1 (≥95%).

    >>> looks_like_value("≥95%"), looks_like_value("100"), looks_like_value("购置办公设备的台数")
    (1.0, 0.8, 0.0)
    """
    if len(text) > _LONGEST:
        return 0.1 if len(text.strip()) > _LONGEST else 0.0
    work = working_copy(text)
    if not work.text:
        return 0.0
    if _CODE.match(work.text):
        return 0.0  # a project code, a telephone number
    draft = read_draft(work.text, _NOTHING)
    return round(_score(work.text, draft), 2)


def _score(text: str, draft: Draft) -> float:
    """The score of a kind, less for every sign of a name or an explanation."""
    if "是否" in text:
        return 0.0
    score = _BY_KIND[draft.kind]
    if draft.kind is Kind.NUMERIC and draft.unit is None:
        score = 0.8 if len(text) <= 12 else 0.3
    if draft.kind is Kind.NARRATIVE and _PUNCTUATION.search(text):
        score = 0.1
    if not _LOOSE.isdisjoint(draft.issues):
        score -= min(0.6, 0.1 + 0.05 * len(text))
    if draft.kind in _IN_WORDS:
        bare_verb = draft.kind is Kind.QUALITATIVE and draft.level == 0
        score -= 0.15 * max(0, len(text) - 4) if bare_verb else 0.06 * max(0, len(text) - _IN_WORDS[draft.kind])
        if draft.kind is not Kind.FORMULA and len(text) > 2 and _NAME_END.search(text):
            score -= 0.6
    return max(score, 0.0)
