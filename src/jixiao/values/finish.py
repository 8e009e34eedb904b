"""The last step of reading (pipeline step 12): per from the name, money per what, judgements, confidence."""

from __future__ import annotations

import re

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import words
from jixiao.values.target import Kind
from jixiao.values.units import unit_at

_EACH = re.compile(r"每|单(?![位价独元一项])")
_UNIT_COST = re.compile(r"(?:单位[^()]{0,8}成本|成本|单价|费用|价格)\((?:按|每)?([^()]{1,8})\)")
_AVERAGE = re.compile(r"(人|户|亩|次|台|车|件|床|生|班)均")
_SINGLE = re.compile(r"单价|单位成本|单位[一-鿿]{0,6}成本")
_COUNT_WORDS = re.compile(r"(?:人数|数量|数|个数)$")
_RESIDUE = re.compile(r"\*{2,}|[xX×]{2,}|_{2,}|…{2,}")
_CONFIDENCE = {
    "op_variant": 0.9, "fullwidth": 0.9, "percent_word": 0.9, "dot_separator": 0.9, "chinese_numeral": 0.9, "split_digits": 0.7,
    "implicit_per": 0.7, "money_unit_missing": 0.7, "unit_missing": 0.7, "mixed_value": 0.7, "clause_in_value": 0.7, "two_quantities": 0.7,
    "approx": 0.9, "baseline_missing": 0.7, "year_only": 0.5, "template_residue": 0.5,
}  # fmt: skip


def attach_per(draft: Draft, context: Context) -> None:
    """Money without a per takes it from the name or the description (S28): 单位维护成本(按路口) is per 路口."""
    if draft.dimension != "money" or draft.per or draft.kind is not Kind.NUMERIC:
        return
    per = _per_of(context.name) or (() if _whole_sum(context.name) else _per_of(context.description))
    if not per:
        single = _SINGLE.search(context.name)
        per = ("单位",) if single else ()
    if per:
        draft.per = per
        draft.issues.add("implicit_per")


def _whole_sum(name: str) -> bool:
    return name.startswith("总") or "总成本" in name or "总额" in name or "控制数" in name


def _per_of(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    inside = _UNIT_COST.search(text)
    if inside and not inside[1].startswith(("元", "万元", "不", "≤", "<", "%")):
        word = inside[1].removeprefix("按")
        if "每" in inside[0] and (counted := unit_at(word, 0)) is not None:
            return (word[: counted[1]],)
        return (_COUNT_WORDS.sub("", word) or word,)
    found: list[str] = []
    for each in _EACH.finditer(text):
        unit = unit_at(text, each.end())
        if unit is not None:
            found.append(text[each.end() : unit[1]])
    if found:
        return tuple(dict.fromkeys(found))[:3]
    average = _AVERAGE.search(text)
    return (average[1],) if average else ()


def judge(draft: Draft, text: str, context: Context) -> None:
    """Judgements about the indicator as a whole; they need its name, and are made only where one is given."""
    if draft.kind in {Kind.EMPTY, Kind.PLACEHOLDER}:
        return
    if _RESIDUE.search(text) or _RESIDUE.search(context.name):
        draft.issues.add("template_residue")
    if not context.name:
        return
    if _says_the_same(text, context.name):
        draft.issues.add("tautology")
    if draft.kind is Kind.PERIOD:
        draft.issues.add("year_only")
    vague_schedule = draft.kind is Kind.SCHEDULE and draft.schedule == "by_plan"
    bare_verb = draft.kind is Kind.QUALITATIVE and (draft.level == 0 or draft.direction == "change") and draft.direction != "none"
    if vague_schedule or bare_verb or draft.kind in {Kind.FORMULA, Kind.NARRATIVE}:
        draft.issues.add("not_measurable")
    share = context.name.endswith(
        ("满意度", "满意率", "合格率", "覆盖率", "及时率", "知晓率", "完好率", "准确率", "到位率", "达标率", "在线率")
    )
    if (
        share
        and draft.unit == "percent"
        and draft.value is not None
        and (draft.value > 100 or (draft.value == 100 and draft.operator == ">"))
    ):
        draft.issues.add("unattainable")


def _says_the_same(text: str, name: str) -> bool:
    """加强…建设 with value 加强, 足额发放 with value 足额发放 (S79)."""
    if re.search(r"\d", text):
        return False
    return name == text or (text in words("direction", "increase") + words("direction", "decrease") and name.startswith(text))


def confidence_of(draft: Draft) -> float:
    """1.0 for a clean number, less for what had to be read into the text (step 12 of handbook 03 §7)."""
    return min([draft.confidence, *(_CONFIDENCE.get(issue, 1.0) for issue in draft.issues)])
