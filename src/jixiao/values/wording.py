"""Values in words (定性指标值): placeholders, schedules, qualitative, formula, state, corrupt, narrative. Handbook 03 §§5.3, 5.6."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import any_of, prefix_of, read_table, spellings, suffix_of, words
from jixiao.values.numeric import first_number
from jixiao.values.target import Kind

_SENTENCE = re.compile(r"[。；;，,!！?？:]")
_DIGIT = re.compile(r"\d|%|[≥≤<>]")
_ROUND_THE_CLOCK = re.compile(
    r"(?:7天?[×xX*]24(?:小时|h)?|24[×xX*]7|全天24小时|24小时(?=.))(?:全天候|不间断|值班|值守|在线|服务|运行|响应)*"
)
_MONTHLY_DAY = re.compile(r"每月(?:的)?\d{1,2}[日号](?:之前|以前|前)?")
_GRADE = re.compile(r"(?:[A-DI]{1,4}[级类等]|[一二三四五]级[甲乙丙]等)(?:及以上|以上)?")
_LONGEST_LIMIT = 14
_LONGEST_SCHEDULE = 20
_LONGEST_STATE = 30
_LONGEST_QUALITATIVE = 24
_UNIT_ALONE = re.compile(r"[百千]?[万亿]?元(?:/[一-鿿/]{1,8})?|%|个百分点|百分比|百分之")
_REPLACEMENT = "\ufffd"


def read_placeholder(text: str, context: Context) -> Draft | None:
    """Blank, or a sign that stands for nothing (S82, S83). A lone 0 is a number where the indicator has a name."""
    if not text:
        return Draft(Kind.EMPTY)
    lowered = text.lower()
    if lowered in words("placeholders", "words"):
        return Draft(Kind.PLACEHOLDER)
    if text == "0" and (not context.name or context.name == "0" or context.name.lower() in words("placeholders", "words")):
        return Draft(Kind.PLACEHOLDER)
    return None


def read_clock(text: str, context: Context) -> Draft | None:
    """A schedule that is written with numbers: 7×24小时, 每月10日前."""
    if len(text) > _LONGEST_SCHEDULE:
        return None
    if _ROUND_THE_CLOCK.fullmatch(text):
        return Draft(Kind.SCHEDULE, schedule="continuous")
    if _MONTHLY_DAY.match(text):
        return Draft(Kind.SCHEDULE, schedule="monthly", issues={"number_in_text"})
    return None


def read_schedule(text: str, context: Context) -> Draft | None:
    """Recurring, in time, or by plan (S40 to S42): 按月发放, 及时, 分阶段进行."""
    if len(text) > _LONGEST_SCHEDULE or _SENTENCE.search(text) or _DIGIT.search(text):
        return None
    found = prefix_of("schedule", text)
    late = any_of("schedule", "by_plan").search(text) or any_of("schedule", "statutory").search(text)
    if found is None and late is None and not text.endswith(words("schedule", "on_time")):
        return None
    if found is None or found[1] == "continuous":
        if late is not None:
            return Draft(Kind.SCHEDULE, schedule=spellings("schedule")[late[0]])
        if found is None:
            return Draft(Kind.SCHEDULE, schedule="on_time")
        if len(text) > len(found[0]) + 4 or suffix_of("direction", text, len(text)):
            return None
    return Draft(Kind.SCHEDULE, schedule=found[1])


def read_qualitative(text: str, context: Context) -> Draft | None:
    """A degree and a verb, with a noun before or after (S70 to S74): 显著提升, 提升, 减少损失, 直观秩序明显提升."""
    if len(text) > _LONGEST_QUALITATIVE or _SENTENCE.search(text) or _DIGIT.search(text):
        return None
    whole = read_table("wording.toml")["qualitative"].get(text)
    if whole is not None:
        return Draft(Kind.QUALITATIVE, level=whole[0], direction=whole[1])
    if text in words("state", "exact") or text.startswith(words("clause", "openers")):
        return None
    return _verb_and_degree(text) or _verb_last(text) or _verb_first(text)


def _verb_and_degree(text: str) -> Draft | None:
    """提升明显."""
    verb = prefix_of("direction", text)
    degree = spellings("degree").get(text[len(verb[0]) :]) if verb else None
    return Draft(Kind.QUALITATIVE, level=int(degree), direction=verb[1]) if verb and degree else None


def _verb_last(text: str) -> Draft | None:
    """[noun] [degree] verb."""
    verb = suffix_of("direction", text, len(text))
    if verb is None:
        return None
    head = text[: len(text) - len(verb[0])].removesuffix("得到").removesuffix("的").removesuffix("地")
    degree = suffix_of("degree", head, len(head))
    noun = head[: len(head) - len(degree[0])] if degree else head
    noun = noun.removesuffix("得到").removesuffix("有")
    if verb[1] == "none" and degree is None and (verb[0] in {"明显", "显著"} or noun):
        return None
    if not degree and len(noun) > 8:
        return None
    if noun and not degree and noun.endswith(("未", "不", "无", "没有", "后")):
        return None
    return Draft(Kind.QUALITATIVE, level=int(degree[1]) if degree else 0, direction=verb[1])


def _verb_first(text: str) -> Draft | None:
    """[degree] verb object."""
    degree = prefix_of("degree", text)
    start = len(degree[0]) if degree else 0
    verb = prefix_of("direction", text, start)
    if verb is None or verb[1] == "none":
        return None
    rest = text[start + len(verb[0]) :]
    like_a_name = degree is None and rest.endswith(("率", "度", "数", "量", "成本", "时间"))
    if verb[0] == "满足" or len(rest) > (14 if degree else 6) or like_a_name:
        return None
    return Draft(Kind.QUALITATIVE, level=int(degree[1]) if degree else 0, direction=verb[1])


def read_formula(text: str, context: Context) -> Draft | None:
    """As actually incurred, or computed from something (S78): 按实际发生支付, 实际用电量乘以电价."""
    if len(text) > 40 or re.search(r"[。；;，,]", text):
        return None
    if text.startswith("按") and "实际" in text:
        return Draft(Kind.FORMULA)
    if any_of("formula", "contains").search(text) and (text[0] in "按据实以依根" or "乘以" in text or "除以" in text or "据实" in text):
        return Draft(Kind.FORMULA)
    if any_of("formula", "signs").search(text) and re.search(r"[一-鿿].*[×÷*].*[一-鿿]", text):
        return Draft(Kind.FORMULA)
    return None


def read_state(text: str, context: Context) -> Draft | None:
    """A condition to be met (S73, S75 to S77, S99): 符合规定, 专家验收通过, 有…申请."""
    if len(text) > _LONGEST_STATE or re.search(r"[。；;，,!！?？]", text):
        return None
    if text in words("state", "exact"):
        return _state(text)
    limit = prefix_of("operators", text)
    if limit is not None and len(text) <= _LONGEST_LIMIT and any_of("limits", "words").search(text):
        return Draft(Kind.STATE, state=text, confidence=0.6)
    if _GRADE.fullmatch(text):
        return _state(text)
    if _DIGIT.search(text):
        return None
    if text.startswith(words("state", "starts")) or text.endswith(words("state", "ends")):
        return _state(text)
    if any_of("state", "contains").search(text):
        return _state(text)
    if text.startswith(("有", "出具", "形成", "具有", "提供", "提交")) and text.endswith(words("state", "evidence")):
        return _state(text)
    if text.startswith("按") and text.endswith(
        ("规定", "标准", "要求", "办法", "政策", "文件", "合同", "协议", "执行", "约定", "发放", "支付")
    ):
        return _state(text)
    return None


def _state(text: str) -> Draft:
    draft = Draft(Kind.STATE, state=text, confidence=0.9)
    if "全覆盖" in text:
        draft.state, draft.confidence = "full_coverage", 0.6
        draft.hint_value = Decimal(100)
    return draft


def read_corrupt(text: str, context: Context) -> Draft | None:
    """A cell that breaks off (S84): 为…提供; an operator without a number; a bracket that never closes."""
    broken = (
        _UNIT_ALONE.fullmatch(text) is not None
        or text in spellings("operators")
        or _REPLACEMENT in text
        or (len(text) <= 60 and text.endswith(("(", "、", "/", "≥", "≤", ">", "<", "=")))
        or (len(text) <= 40 and text.count("(") > text.count(")"))
        or (len(text) <= 40 and text[0] in ")、，。,;%")
    )
    if broken or (2 < len(text) <= 40 and text.startswith(words("clause", "openers")) and text.endswith(words("clause", "breaks_off"))):
        return Draft(Kind.CORRUPT, issues={"split_cell"}, confidence=0.3)
    return None


def read_narrative(text: str, context: Context) -> Draft:
    """Anything else: a sentence, perhaps with a number in it (S80, S81)."""
    draft = Draft(Kind.NARRATIVE, confidence=0.3)
    hint = first_number(text)
    if hint is not None:
        draft.hint_value, draft.approx = hint
        draft.issues.add("number_in_text")
        if draft.approx:
            draft.issues.add("approx")
    return draft
