"""Deadlines and periods (时点、期间): shapes S30 to S37 of handbook 03 §5.3, in the many spellings of other places.

前 counts the day named: 12月31日前 is on or before 31 December, as 以前 does in the law; so 9月前 is until 30 September.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from jixiao.values.draft import Context, Draft
from jixiao.values.lexicon import words
from jixiao.values.numbers import chinese_number
from jixiao.values.target import Kind

_CHINESE_YEAR = re.compile(r"二[〇零一二三四五六七八九]{3}(?=年)")
_CHINESE_MONTH = re.compile(
    r"(?<=年)[一二三四五六七八九十]{1,3}(?=月)|^[一二三四五六七八九十]{1,2}(?=月(?:[一二三四五六七八九十底末前内]|份))"
)
_CHINESE_DAY = re.compile(r"(?<=月)[一二三四五六七八九十]{1,3}(?=[日号])")
_YEAR = (
    r"(?P<year>(?:19|20)\d\d年(?:度|全年)?|\d\d年(?=\d{1,2}月|底|末|年底|年末)"
    r"|当年度?|本年度?|今年|年度|全年|年(?=内)|预算年度|项目年度|次年|下一?年度?)?"
)
_WITHIN = (
    r"(?:(?P<half>上半年|下半年|[Hh][12])"
    r"|第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])"
    r"|(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]|(?P<third>上旬|中旬|下旬))?)?"
)
_CLOSE = r"(?P<end>年底|年末|月底|月末|季度末|季末|期末|底|末|终了?|内|期间|中)?(?P<before>之前|以前|前|之内|以内|内|止|为止)?"
_SPOKEN = re.compile(_YEAR + _WITHIN + _CLOSE)
_WRITTEN = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?(?!\d|[-./]\d|%)(?P<before>之前|以前|前|底前|底|止)?"
)
_MONTH_DAY = re.compile(r"(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?P<before>之前|以前|前)")
_WRITTEN_SPAN = re.compile(r"(?:19|20)\d\d([-./])\d{1,2}(?:--?|~|至|到)(?:19|20)\d\d\1\d{1,2}$")
_SPAN = re.compile(r"(?:-{1,2}|~|至|到)")
_BARE_MONTH = re.compile(r"\d{1,2}(?=(?:-|~|至|到)\d{1,2}月)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?=(?:-|~|至|到)(?:19|20)\d\d年)")
_BUDGET_YEAR = frozenset({"当年", "当年度", "本年", "本年度", "今年", "年", "年度", "全年", "预算年度", "项目年度"})
_SENTENCE = re.compile(r"[。；;!！?？]")
_MOST_AFTER = 16
_MOST_BEFORE = 12
_PAST = re.compile(r"^((?:19|20)\d\d)年(?:\d{1,2}月)?已")


@dataclass(frozen=True, slots=True)
class _Point:
    """A date or stretch as found: what is known of it, and whether the words make it a bound."""

    end: int
    year: int | None  # None: the budget year, unknown
    after_budget_year: int
    kind: str  # year, half, quarter, month, day
    number: int
    day: int
    bound: bool
    inclusive_guess: bool = False


def read_date(text: str, context: Context) -> Draft | None:
    """A deadline, a period, or a state already reached in a past year (S37)."""
    if len(text) > 60 or not any(char in text for char in "年月季日号-./QHqh"):
        return None
    past = _PAST.match(text)
    if past and len(text) <= 24:
        return Draft(Kind.STATE, state=f"in_use@{past[1]}" if "使用" in text or "用" in text[past.end() :] else text, issues={"past_state"})
    text = _arabic(text)
    start = _opening(text)
    point = _point_at(text, start, context)
    if point is None:
        return _inside_clause(text, context)
    return _typed(text, point, context, opened=start > 0)


def _arabic(text: str) -> str:
    """Dates in Chinese numerals, in digits: 二〇二四年十二月."""

    def digits(match: re.Match[str]) -> str:
        number = chinese_number(match[0])
        return match[0] if number is None else str(number)

    for pattern in (_CHINESE_YEAR, _CHINESE_MONTH, _CHINESE_DAY):
        text = pattern.sub(digits, text)
    return text


def _opening(text: str) -> int:
    if text[:1] in {"≤", "<", "=", "≥", ">"}:
        return 1
    for word in words("deadline", "openers"):
        if text.startswith(word):
            return len(word)
    return 0


def _point_at(text: str, start: int, context: Context) -> _Point | None:
    first = _written(text, start, context) or _spoken(text, start, context)
    if first is None:
        return None
    sign = _SPAN.match(text, first.end)
    if sign and first.kind in {"month", "day", "year"}:
        second = _written(text, sign.end(), context) or _spoken(text, sign.end(), context)
        if second is not None and second.end > sign.end():
            year = second.year if second.year is not None or re.match("当年|本年", text[sign.end() :]) else first.year
            return _Point(second.end, year, second.after_budget_year, second.kind, second.number, second.day, bound=True)
    return first


def _is_written_month(match: re.Match[str], text: str, context: Context) -> bool:
    """2024-06 and 2024/6 alone are a month; 2024.6 is one only where a time is expected, elsewhere a number (2024.6万元)."""
    if _WRITTEN_SPAN.search(text):
        return True
    return match.end() == len(text) and (match["sep"] != "." or context.level2 == "output.timeliness")


def _written(text: str, start: int, context: Context) -> _Point | None:
    match = _WRITTEN.match(text, start)
    if match:
        day = int(match["day"]) if match["day"] else 0
        if not (day or match["before"]) and not _is_written_month(match, text, context):
            return None
        bound = bool(match["before"]) or day > 0
        return _Point(match.end(), int(match["year"]), 0, "day" if day else "month", int(match["month"]), day, bound)
    match = _MONTH_DAY.match(text, start)
    if match:
        return _Point(match.end(), None, 0, "day", int(match["month"]), int(match["day"]), bound=True)
    return None


def _spoken(text: str, start: int, context: Context) -> _Point | None:
    bare = _BARE_MONTH.match(text, start)
    if bare:
        return _Point(bare.end(), None, 0, "month", int(bare[0]), 0, bound=False)
    first_year = _BARE_YEAR.match(text, start)
    if first_year:
        return _Point(first_year.end(), int(first_year[0]), 0, "year", 0, 0, bound=False)
    match = _SPOKEN.match(text, start)
    if not match or match.end() == start:
        return None
    year, after = _year(match["year"])
    kind, number, day = _stretch(match)
    end_word = match["end"] or ""
    if kind == "year" and match["year"] is None and end_word not in {"年底", "年末"}:
        return None
    if match["year"] in {"年度", "全年"} and kind == "year" and not (end_word or match["before"]):
        return None
    bound = bool(match["before"]) or end_word != "" or kind == "day"
    guess = bool(match["before"] in {"前", "之前", "以前"} and kind != "day" and not end_word)
    return _Point(match.end(), year, after, kind, number, day, bound, guess)


def _year(printed: str | None) -> tuple[int | None, int]:
    """The year named, or ``None`` for the budget year with how many years after it."""
    if printed is None or printed in _BUDGET_YEAR:
        return None, 0
    if printed[0] in "次下":
        return None, 1
    digits = int(printed.rstrip("年度全"))
    return (digits if digits > 99 else 2000 + digits), 0


def _stretch(match: re.Match[str]) -> tuple[str, int, int]:
    if match["half"]:
        return "half", 1 if match["half"] in {"上半年", "H1", "h1"} else 2, 0
    quarter = match["quarter"] or match["q"]
    if quarter:
        return "quarter", int(quarter) if quarter.isdigit() else "一二三四".index(quarter) + 1, 0
    if match["month"]:
        month = int(match["month"])
        if match["day"]:
            return "day", month, int(match["day"])
        if match["third"] in {"上旬", "中旬"}:
            return "day", month, 10 if match["third"] == "上旬" else 20
        return "month", month, 0
    return "year", 0, 0


def _typed(text: str, point: _Point, context: Context, opened: bool) -> Draft | None:
    """Type a point by what stands after it."""
    rest = text[point.end :].lstrip(",，、").rstrip("。.;；,，")
    if rest.startswith(("起", "开始", "以后", "之后", "后")) or (point.kind in {"month", "year"} and rest[:1] in {"个", "度"}):
        return None
    verbs = words("deadline", "verbs")
    known_rest = rest in verbs or rest.removeprefix("全部").removeprefix("基本").removeprefix("前").removesuffix("工作") in verbs
    if not rest and not point.bound and not (opened and point.kind != "year"):
        return _period(point, context)
    if rest and not (point.bound or opened or known_rest):
        return None
    draft = Draft(Kind.DEADLINE, text[0] if text[0] in {"≥", ">"} else "≤")
    if rest and not known_rest:
        if len(rest) > _MOST_AFTER or _SENTENCE.search(rest):
            return None
        draft.issues.add("mixed_value" if re.search(r"\d|%", rest) else "clause_in_value")
    return _dated(draft, point, context)


def _dated(draft: Draft, point: _Point, context: Context) -> Draft | None:
    year = point.year if point.year is not None else context.fiscal_year
    last = _last_day(point, (year + point.after_budget_year) if year else 2024)
    if last is None:
        draft.issues.add("impossible_date")
        draft.confidence = 0.3
    elif year:
        draft.deadline = last
    else:
        draft.period = f"Y{f'+{point.after_budget_year}' if point.after_budget_year else ''}-{last.month:02d}-{last.day:02d}"
        draft.confidence = 0.9
    if point.inclusive_guess:
        draft.confidence = min(draft.confidence, 0.7)
    return draft


def _last_day(point: _Point, year: int) -> date | None:
    month = {"year": 12, "half": point.number * 6, "quarter": point.number * 3}.get(point.kind, point.number)
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    last = calendar.monthrange(year, month)[1]
    day = point.day if point.kind == "day" else last
    return date(year, month, day) if 1 <= day <= last else None


def _period(point: _Point, context: Context) -> Draft | None:
    """Only a stretch of time is named (S35): 2024年, 上半年, 2024年第四季度."""
    year = point.year if point.year is not None else context.fiscal_year
    if point.kind == "month" and not 1 <= point.number <= 12:
        return None
    label = str(year + point.after_budget_year) if year else "Y" + (f"+{point.after_budget_year}" if point.after_budget_year else "")
    suffix = {"half": f"-H{point.number}", "quarter": f"-Q{point.number}", "month": f"-{point.number:02d}"}.get(point.kind, "")
    return Draft(Kind.PERIOD, period=label + suffix, confidence=0.5)


_ANY_DATE = re.compile(r"(?:19|20)\d\d(?:年|[-./]\d)|当年|本年|年底|年末|年内|\d{1,2}月\d{1,2}[日号]|\d{1,2}月底")


def _inside_clause(text: str, context: Context) -> Draft | None:
    """A few words, then the date: 项目于2024年12月底前完成 (S34)."""
    found = _ANY_DATE.search(text)
    if not found or not 0 < found.start() <= _MOST_BEFORE or re.search(r"[\d≥≤<>%]", text[: found.start()]):
        return None
    if _SENTENCE.search(text, 0, found.start()) or text[0] in "较比按":
        return None
    point = _point_at(text, found.start(), context)
    if point is None or not point.bound:
        return None
    draft = _typed(text, point, context, opened=True)
    if draft is not None and draft.kind is Kind.DEADLINE:
        draft.issues.add("clause_in_value")
    return draft
